"""Names that places no longer bear."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from giaoban.places import matcher_store, sources
from giaoban.places.boundaries.geojson import Feature
from giaoban.places.boundaries.matching import matched
from giaoban.places.former import FormerName
from giaoban.places.match_types import UnitName
from giaoban.places.matching import Matcher
from giaoban.places.models import Succession, Unit

HOME = "VN/22"
UNITS = [
    UnitName("VN", "country", "Nước", "Việt Nam", ""),
    UnitName("22", "province", "Tỉnh", "Quảng Ninh", "VN"),
    UnitName("193", "district", "Thành phố", "Hạ Long", "22"),
    UnitName("203", "district", "Huyện", "Hải Hà", "22"),
    UnitName("07060", "commune", "Xã", "Thống Nhất", "193"),
    UnitName("07030", "commune", "Phường", "Hoành Bồ", "193"),
    UnitName("06922", "commune", "Thị trấn", "Quảng Hà", "203"),
    UnitName("06925", "commune", "Xã", "Quảng Phong", "203"),
]
FORMER = [
    FormerName("07030", "Thị trấn", "Trới", "Hoành Bồ", "Quảng Ninh", True),
    FormerName("07060", "Xã", "Thống Nhất", "Hoành Bồ", "Quảng Ninh", True),
    FormerName("06922", "Xã", "Quảng Điền", "Hải Hà", "Quảng Ninh", True),
    FormerName("06922", "Xã", "Đường Xá", "Hải Hà", "Quảng Ninh", False),
    FormerName("06925", "Xã", "Đường Xá", "Hải Hà", "Quảng Ninh", False),
]
PROVINCE_2025 = [*UNITS[:2], UnitName("06922", "commune", "Xã", "Quảng Hà", "22")]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(UNITS, FORMER)


class TestAFormerName:
    @pytest.mark.parametrize(
        ("district", "commune", "code"),
        [
            ("Hoành Bồ", "TT Trới", "07030"),
            ("H. Hoành Bồ", "thi tran troi", "07030"),
            ("Hạ Long", "TT Trới", "07030"),
            ("Hoành Bồ", "Thống Nhất", "07060"),
            ("Hải Hà", "Xã Quảng Điền", "06922"),
        ],
    )
    def test_with_its_district_is_the_unit_that_holds_it_now(
        self, matcher: Matcher, district: str, commune: str, code: str
    ) -> None:
        for province, home in (("Quảng Ninh", None), ("", HOME)):
            match = matcher.match(province, district, commune, default_path=home)
            assert (match.code, match.sure, match.reason) == (code, True, "former")

    def test_in_one_text_too(self, matcher: Matcher) -> None:
        assert matcher.match_text("Tổ 2, TT Trới, Hoành Bồ, Quảng Ninh").code == "07030"

    @pytest.mark.parametrize(
        ("province", "district", "commune"),
        [
            ("Quảng Ninh", "", "Trới"),  # its district is not said
            ("Quảng Ninh", "Hải Hà", "Đường Xá"),  # it was divided
            ("Quảng Ninh", "Hoành Bồ", "Xã Trới"),  # of another kind
            ("Bắc Giang", "Hoành Bồ", "Trới"),  # of another province
            ("", "Hoành Bồ", "Trới"),  # no province at all
        ],
    )
    def test_is_never_sure_otherwise(
        self, matcher: Matcher, province: str, district: str, commune: str
    ) -> None:
        assert not matcher.match(province, district, commune).sure

    def test_of_a_divided_place_suggests_its_parts(self, matcher: Matcher) -> None:
        match = matcher.match("Quảng Ninh", "Hải Hà", "Đường Xá")
        assert {"06922", "06925"} <= {s.code for s in match.suggestions}

    def test_of_a_divided_place_says_that_it_was(self, matcher: Matcher) -> None:
        assert matcher.match("Quảng Ninh", "Hải Hà", "Đường Xá").reason == "divided"

    def test_goes_before_a_name_of_today_that_is_only_like_it(self) -> None:
        """"Quảng Chính" is nearest to "Quang Hanh", which it never was."""
        units = [*PROVINCE_2025, UnitName("06778", "commune", "Phường", "Quang Hanh", "22")]
        former = [FormerName("06922", "Xã", "Quảng Chính", "Hải Hà", "Quảng Ninh", True)]
        match = Matcher(units, former).match("Quảng Ninh", "Hải Hà", "Xã Quảng Chính")
        assert (match.code, match.sure) == ("06922", True)

    @pytest.mark.parametrize(
        ("written", "sure"),
        [
            ("Xã Sơn Đông", True),  # today's is spelt Sơn Đồng
            ("Xa Son Dong", False),  # it could be either
            ("Sơn Đồng", False),  # the very name of another unit of today
        ],
    )
    def test_is_told_by_its_marks_from_a_name_of_today(self, written: str, sure: bool) -> None:
        units = [*PROVINCE_2025, UnitName("06925", "commune", "Xã", "Sơn Đồng", "22")]
        former = [FormerName("06922", "Xã", "Sơn Đông", "Hải Hà", "Quảng Ninh", True)]
        match = Matcher(units, former).match("Quảng Ninh", "Hải Hà", written)
        assert match.sure is sure
        assert match.code == "06922" or not sure

    @pytest.mark.parametrize("written", ["Sơn Đông", "Son Dong"])
    @pytest.mark.parametrize("tree", [UNITS, PROVINCE_2025])
    def test_is_never_sure_beside_two_of_today(self, tree: list[UnitName], written: str) -> None:
        above = "203" if tree is UNITS else "22"
        two = [UnitName(k, "commune", k, "Sơn Đông", above) for k in ("Xã", "Phường")]
        former = [FormerName("06922", "Xã", "Sơn Đông", "Hải Hà", "Quảng Ninh", True)]
        match = Matcher([*tree, *two], former).match("Quảng Ninh", "Hải Hà", written)
        assert not match.sure and {"Xã", "Phường", "06922"} <= {s.code for s in match.suggestions}

    def test_is_told_by_its_marks_from_another_former_name(self) -> None:
        units = [*PROVINCE_2025, UnitName("06925", "commune", "Xã", "Quảng Phong", "22")]
        former = [
            FormerName("06922", "Xã", "Minh Quán", "Hải Hà", "Quảng Ninh", True),
            FormerName("06925", "Xã", "Minh Quân", "Hải Hà", "Quảng Ninh", True),
        ]
        matcher = Matcher(units, former)
        assert matcher.match("Quảng Ninh", "Hải Hà", "Xã Minh Quân").code == "06925"
        assert not matcher.match("Quảng Ninh", "Hải Hà", "Xa Minh Quan").sure

    def test_never_goes_before_a_name_of_today(self, matcher: Matcher) -> None:
        match = matcher.match("Quảng Ninh", "Hạ Long", "Thống Nhất")
        assert (match.code, match.reason) == ("07060", "exact")


def test_every_name_on_record_leads_to_a_commune_of_2021() -> None:
    communes = {unit.code for unit in sources.units_2021() if unit.level == "commune"}
    rows = sources.table("former_2019.csv")
    assert len(rows) > 1_000 and {row["code"] for row in rows} <= communes


@pytest.mark.parametrize(
    ("written", "kind", "name"),
    [
        ("Thị trấn Trới", "Thị trấn", "Trới"),
        ("Thị Xã Chí Linh", "Thị xã", "Chí Linh"),
        ("Quận 2", "Quận", "2"),
        ("Xã Thị Hoa", "Xã", "Thị Hoa"),
    ],
)
def test_a_full_name_is_cut_after_its_kind(written: str, kind: str, name: str) -> None:
    assert sources.bare(written) == (kind, name)


@pytest.fixture
def forgotten() -> Iterator[None]:
    """Matchers are kept between questions: this tree is nobody else's."""
    matcher_store.clear()
    yield
    matcher_store.clear()


@pytest.mark.django_db
def test_a_later_change_elsewhere_makes_no_former_name_unknown(forgotten: None) -> None:
    merged, since = date(2025, 7, 1), date(2020, 1, 1)

    def unit(code: str, level: str, kind: str, name: str, above: Unit | None, start: date) -> Unit:
        return Unit.objects.create(
            code=code, level=level, kind=kind, name=name, full_name=f"{kind} {name}", parent=above,
            path=f"{above.path}/{code}" if above else code, valid_from=start,
            valid_to=date(2025, 6, 30) if start == since else None,
        )  # fmt: skip

    before = unit("22", "province", "Tỉnh", "Quảng Ninh", None, since)
    district = unit("195", "district", "Thành phố", "Cẩm Phả", before, since)
    gone = unit("06778", "commune", "Phường", "Cẩm Trung", district, since)
    province = unit("22", "province", "Tỉnh", "Quảng Ninh", None, merged)
    today = unit("06793", "commune", "Phường", "Cẩm Phả", province, merged)
    Succession.objects.create(old=gone, new=today, weight=1.0, estimated=False, source="s")
    unit("06001", "commune", "Xã", "Lập Sau", province, date(2026, 1, 1))

    for day in (merged, date(2026, 2, 1)):
        found = matcher_store.matcher(day).match("Quảng Ninh", "Cẩm Phả", "P. Cẩm Trung")
        assert (found.code, found.sure, found.reason) == ("06793", True, "former")


class TestACell:
    @pytest.mark.parametrize(
        "commune", ["Quảng Hà (khu 3)", "TT Quảng Hà\ntổ 3", "TTr. Quảng Hà", "(TT) Quảng Hà"]
    )
    def test_with_something_beside_the_name_is_still_the_name(self, matcher: Matcher, commune: str) -> None:
        match = matcher.match("Quảng Ninh", "Hải Hà", commune)
        assert (match.code, match.sure) == ("06922", True)


class TestAnOutlineOfBefore:
    @staticmethod
    def told(matcher: Matcher, *names: str) -> tuple[dict[str, int], list[tuple[int, str]]]:
        features = [Feature(n, {"ten": f"{name}, Quảng Ninh"}, []) for n, name in enumerate(names, 1)]
        found, left = matched(features, matcher, "", ["ten"], None)
        return {code: feature.number for code, feature in found.items()}, [
            (u.feature, u.reason) for u in left
        ]

    def test_is_only_a_part_where_the_unit_has_its_own(self, matcher: Matcher) -> None:
        found, left = self.told(matcher, "Xã Quảng Điền, Hải Hà", "Thị trấn Quảng Hà, Hải Hà")
        assert found == {"06922": 2} and left == [(1, "former")]

    def test_is_the_unit_s_where_nobody_else_claims_it(self, matcher: Matcher) -> None:
        assert self.told(matcher, "Xã Thống Nhất, Hoành Bồ") == ({"07060": 1}, [])
