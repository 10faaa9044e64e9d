"""The matcher on clerks' spellings: what it calls sure is right."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.places import sources
from giaoban.places.matching import Matcher
from tests.places.labelled import HAND_WRITTEN, Labelled, labelled

PRECISION = 0.995  # asked for in the issue: of what is called sure
RECALL = 0.93  # reached 0.95 when written; a fall means rows held that need not be


Outcome = list[tuple[Labelled, str | None, bool]]


@pytest.fixture(scope="module")
def outcome(matcher_2021: Matcher) -> Outcome:
    """Each labelled row with the code answered and whether that is called sure."""
    rows = labelled(sources.units_2021())
    found = [(row, matcher_2021.match(*row.cells)) for row in rows]
    return [(row, match.code, match.sure) for row, match in found]


@pytest.mark.slow
class TestOnTheLabelledSet:
    def test_what_is_sure_is_right(self, outcome: Outcome) -> None:
        sure = [code == row.meant for row, code, is_sure in outcome if is_sure]
        assert len(sure) > 4000
        assert sum(sure) / len(sure) >= PRECISION

    def test_most_of_what_has_an_answer_is_sure(self, outcome: Outcome) -> None:
        answered = [is_sure and code == row.meant for row, code, is_sure in outcome if row.meant]
        assert sum(answered) / len(answered) >= RECALL

    def test_slips_called_sure_are_right_too(self, outcome: Outcome) -> None:
        slips = [code == row.meant for row, code, sure in outcome if sure and row.kind == "slip"]
        assert len(slips) > 900
        assert sum(slips) / len(slips) >= PRECISION

    @pytest.mark.parametrize("kind", ["wrong district", "wrong province"])
    def test_no_place_is_guessed_over(self, outcome: Outcome, kind: str) -> None:
        calls = [sure for row, _, sure in outcome if row.kind == kind]
        assert len(calls) > 500
        assert sum(calls) / len(calls) <= 1 - PRECISION


class TestOneRow:
    @pytest.mark.parametrize("row", HAND_WRITTEN, ids=lambda row: " · ".join(row.cells))
    def test_it_reads_what_is_really_written(self, matcher_2021: Matcher, row: Labelled) -> None:
        match = matcher_2021.match(*row.cells)
        assert (match.code if match.sure else None) == row.meant

    @pytest.mark.parametrize(
        ("cells", "meant"),
        [
            (("", "", "Phường Cẩm Trung, TP Cẩm Phả"), "06793"),
            (("Quảng Ninh", "", "P. Cẩm Trung TP Cẩm Phả"), "06793"),
            (("", "", "số 3 Trần Phú, Cẩm Trung, Cẩm Phả, Quảng Ninh"), "06793"),
            (("Quảng Ninh", "Hạ Long", "Phường Cẩm Trung, TP Cẩm Phả"), None),
            (("Bắc Giang", "", "P. Cẩm Trung, Cẩm Phả"), None),
        ],
    )
    def test_a_communes_cell_may_hold_the_whole_address(
        self, matcher_2021: Matcher, cells: tuple[str, str, str], meant: str | None
    ) -> None:
        """What the other cells contradict is only suggested."""
        match = matcher_2021.match(*cells, default_path="VN/22")
        assert (match.code if match.sure else None) == meant
        assert match.sure or match.suggestions[0].code == "06793"

    def test_it_names_the_province_where_the_district_really_is(self, matcher_2021: Matcher) -> None:
        match = matcher_2021.match("Quảng Ninh", "Thủ Đức", "Linh Tây")
        assert (match.code, match.outside, match.within) == (None, True, "22")
        assert match.suggestions[0].full_name.endswith("Thành phố Hồ Chí Minh")

    def test_it_suggests_both_of_one_name(self, matcher_2021: Matcher) -> None:
        match = matcher_2021.match("Hà Nội", "Gia Lâm", "Yên Viên")
        assert {s.code for s in match.suggestions} == {"00526", "00532"}
        assert match.within == "018"

    def test_it_lets_the_commune_tell_two_districts_of_one_name_apart(self, matcher_2021: Matcher) -> None:
        assert matcher_2021.match("Đồng Tháp", "Cao Lãnh", "Phường 1").code == "29866"
        assert matcher_2021.match("Đồng Tháp", "Cao Lãnh", "").code is None

    def test_it_is_never_sure_of_a_commune_without_anything_above(self, matcher_2021: Matcher) -> None:
        match = matcher_2021.match("", "", "Cẩm Trung")
        assert not match.sure
        assert "06793" in {s.code for s in match.suggestions}

    def test_the_default_place_stands_in_for_blank_cells(self, matcher_2021: Matcher) -> None:
        match = matcher_2021.match("", None, "cam trung", default_path="VN/22/195")
        assert (match.code, match.sure) == ("06793", True)

    def test_a_typed_province_beats_the_default_place(self, matcher_2021: Matcher) -> None:
        match = matcher_2021.match("TP.HCM", "Q.1", "Bến Nghé", default_path="VN/22/195")
        assert (match.code, match.sure) == ("26740", True)

    def test_a_name_of_a_commune_and_a_district_is_neither_for_sure(self, matcher_2021: Matcher) -> None:
        """In the commune's column of a list without districts; its kind makes it plain."""
        match = matcher_2021.match("Quảng Ninh", "", "Hạ Long")
        assert not match.sure and {"193", "07012"} <= {s.code for s in match.suggestions}
        assert matcher_2021.match("Quảng Ninh", "", "Xã Hạ Long").code == "07012"

    def test_a_number_is_another_ward_never_a_slip(self, matcher_2021: Matcher) -> None:
        match = matcher_2021.match("Hà Nội", "Nam Từ Liêm", "Mỹ Đình 3")
        assert not match.sure

    def test_it_takes_codes(self, matcher_2021: Matcher) -> None:
        assert matcher_2021.match("22", "195", "06793").sure
        assert matcher_2021.match("22", "195", "00001").outside


class TestOneText:
    @pytest.mark.parametrize(
        "text",
        [
            "Cẩm Trung, Cẩm Phả, Quảng Ninh",
            "phường Cẩm Trung thành phố Cẩm Phả tỉnh Quảng Ninh",
            "số 5 tổ 3, P. Cẩm Trung, Tp Cẩm Phả, T. Quảng Ninh, Việt Nam",
            "CAM TRUNG - CAM PHA - QUANG NINH",
            "Quảng Ninh, Cẩm Phả, Cẩm Trung",
            unicodedata.normalize("NFD", "P.Cẩm\u00a0Trung, TP.Cẩm Phả, Quảng Ninh"),
            "06793",
        ],
    )
    def test_it_finds_the_ward(self, matcher_2021: Matcher, text: str) -> None:
        match = matcher_2021.match_text(text)
        assert (match.code, match.sure) == ("06793", True)

    def test_a_name_of_two_levels_is_the_larger_place(self, matcher_2021: Matcher) -> None:
        assert matcher_2021.match_text("Quảng Ninh").code == "22"
        assert matcher_2021.match_text("Tiên Yên, Quảng Ninh").level == "district"
        assert matcher_2021.match_text("TT. Tiên Yên, Quảng Ninh").level == "commune"

    def test_a_wrong_province_is_told_in_one_text_too(self, matcher_2021: Matcher) -> None:
        match = matcher_2021.match_text("Linh Tây, Thủ Đức, Quảng Ninh")
        assert (match.outside, match.within) == (True, "22")
        assert match.suggestions[0].full_name.startswith("Phường Linh Tây, Thành phố Thủ Đức")

    def test_what_is_no_commune_stays_in_its_district(self, matcher_2021: Matcher) -> None:
        match = matcher_2021.match_text("khu 3, Cẩm Phả, Quảng Ninh")
        assert (match.code, match.within) == (None, "195")


class TestTheTreeOf2025:
    def test_communes_lie_directly_in_provinces(self, matcher_2025: Matcher) -> None:
        match = matcher_2025.match("Quảng Ninh", "", "P. Cẩm Phả")
        assert (match.code, match.sure) == ("06793", True)

    def test_an_old_address_is_not_read_as_a_ward_of_the_district_s_name(self, matcher_2025: Matcher) -> None:
        assert not matcher_2025.match_text("Cẩm Đông, Cẩm Phả, Quảng Ninh").sure
        assert matcher_2025.match_text("số 5, P. Cẩm Phả, Quảng Ninh").sure

    def test_a_district_is_a_level_it_does_not_have(self, matcher_2025: Matcher) -> None:
        match = matcher_2025.match("Quảng Ninh", "Hạ Long", "Hồng Gai")
        assert (match.sure, match.reason, match.within) == (False, "level_absent", "22")


anything = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.text(alphabet="pPqQ.,0123456789 xãphườngTPHCM\u00a0'-()", max_size=30),
    st.sampled_from(["Quảng Ninh", "Cẩm Phả", "Cẩm Trung", "TP.HCM", "Q.1", "VN/22", "\ud800"]),
)


class TestAnyText:
    @settings(max_examples=100, deadline=None)
    @given(province=anything, district=anything, commune=anything, default=anything)
    def test_it_never_raises_and_answers_within_the_tree(
        self,
        matcher_2021: Matcher,
        province: str | None,
        district: str | None,
        commune: str | None,
        default: str | None,
    ) -> None:
        cells = matcher_2021.match(province, district, commune, default_path=default)
        text = matcher_2021.match_text(commune, default_path=default)
        for match in (cells, text):
            assert 0.0 <= match.score <= 1.0
            assert match.code is None or match.code in matcher_2021
            assert match.within is None or match.within in matcher_2021
            assert all(s.code in matcher_2021 for s in match.suggestions)
            assert not match.sure or match.code == match.within
