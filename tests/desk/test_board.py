"""The command board: what it says, to whom, from which week, at what cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from giaoban.desk.pictures import level_map
from giaoban.places.boundaries.actions import keep
from giaoban.places.models import Unit
from tests.desk.conftest import CASES, NAME, ROLES

Enter = Callable[[str], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# a commune concludes, gives work on and signs it off since meetings came, and asks not what lies below it
WARM_QUERIES = {"leader": 7, "analyst": 6, "partner": 6, "district": 9, "commune": 7}


def figure(page: str, name: str) -> str:
    found = re.search(rf'data-figure="{name}".*?figure-value">([^<]*)', page, re.S)
    assert found, name
    return found[1].strip()


class TestFigures:
    def test_they_are_those_of_the_newest_briefing(self, province: Any, as_role: Enter) -> None:
        page = as_role("leader").get("/bang/").text
        assert figure(page, "new") == str(sum(second for _first, second in CASES.values()))
        assert "Số liệu tính đến <strong>16 giờ 00 ngày 06/3/2022" in page  # as the briefing says it
        assert "17 giờ" not in page and "biết đến 18 giờ 00 ngày 06/3/2022" in page

    def test_an_earlier_week_is_one_choice_away(self, province: Any, as_role: Enter) -> None:
        page = as_role("leader").get("/bang/?week=2022-W08").text
        assert figure(page, "new") == "10"
        assert '<option value="2022-W08" selected>' in page

    def test_a_week_nobody_froze_is_not_found(self, province: Any, as_role: Enter) -> None:
        assert as_role("leader").get("/bang/?week=2022-W01").status_code == 404

    def test_a_unit_without_a_briefing_is_computed(self, province: Any, as_role: Enter) -> None:
        page = as_role("leader").get("/bang/196/").text
        assert figure(page, "new") == "4"
        assert "Xã Bốn" in page and "Mở báo cáo" not in page

    def test_a_commune_shows_its_level_instead_of_a_map(self, province: Any, as_role: Enter) -> None:
        page = as_role("commune").get("/bang/").text
        assert figure(page, "new") == "10"
        assert "2/QĐ-UBND" in page and "Sơ đồ theo tâm xã" not in page


class TestWhatChanged:
    def test_the_strip_tells_it_from_the_last_cut_off(self, province: Any, as_role: Enter) -> None:
        strip = re.search(r'class="strip">(.*?)</p>', as_role("leader").get("/bang/").text, re.S)
        assert strip
        said = re.sub(r"<[^>]+>", " ", strip[1])
        assert "Từ lần chốt trước (18 giờ 00 ngày 27/02/2022):" in said
        assert "+16 ca mắc mới" in said
        assert "bổ sung 1 ca vào kỳ trước (10 → 11)" in said
        assert "1 xã lên cấp 4" in said
        assert "ngừng báo cáo: Phường Ba" in said
        assert "báo cáo trở lại: Xã Bốn" in said

    def test_the_matrix_moves_and_its_net_are_there(self, province: Any, as_role: Enter) -> None:
        page = as_role("leader").get("/bang/").text
        assert "1 xã tăng, 1 xã giảm" in page

    def test_who_has_not_reported_is_named(self, province: Any, as_role: Enter) -> None:
        page = as_role("leader").get("/bang/").text
        block = page.split('id="not-reporting"')[1].split("</section>")[0]
        assert "Phường Ba" in block and "Xã Năm" in block and "Phường Một" not in block


class TestTable:
    def test_rows_lead_down_and_the_total_is_the_place(self, province: Any, as_role: Enter) -> None:
        page = as_role("leader").get("/bang/").text
        assert 'href="/bang/195/"' in page and 'href="/bang/196/"' in page
        assert re.search(r"<tfoot>.*Tỉnh Mẫu.*16", page, re.S)

    def test_it_is_ordered_by_the_column_asked_for(self, province: Any, as_role: Enter) -> None:
        client = as_role("leader")
        rising = client.get("/bang/?sort=new").text.split("table data", 1)[-1]
        table = rising[rising.rindex("<tbody>") :]
        assert table.index("Huyện Xa") < table.index("Thành phố Mẫu")

    def test_a_district_lists_its_communes_with_their_levels(self, province: Any, as_role: Enter) -> None:
        page = as_role("district").get("/bang/").text
        assert 'href="/noi/06778/"' in page and "level-4" in page


class TestPictures:
    def test_every_commune_on_the_map_leads_to_its_page(self, province: Any, as_role: Enter) -> None:
        page = as_role("leader").get("/bang/").text
        drawn = page.split('class="block map"')[1].split("</section>")[0]
        for code in ("06778", "06781", "06784", "06790", "06793"):
            assert f'href="/noi/{code}/"' in drawn

    def test_borders_are_drawn_where_the_province_has_them(self, province: Any, as_role: Enter) -> None:
        assert "Sơ đồ theo tâm xã" in as_role("leader").get("/bang/").text
        for n, unit in enumerate(Unit.objects.filter(level="commune")):
            ring = ((107 + n, 21), (107.9 + n, 21), (107.9 + n, 21.9))
            keep(by=None, outlines={unit.pk: [ring]}, tolerance=100, source="x", at=datetime(2022, 3, 6, 8))
        page = as_role("leader").get("/bang/").text
        assert "Sơ đồ theo tâm xã" not in page
        assert "Bản đồ cấp độ dịch" in page

    def test_where_no_level_was_announced_no_map_is_drawn(
        self, province: Any, as_role: Enter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        points = level_map.map_points
        monkeypatch.setattr(level_map, "map_points", lambda *a: [replace(p, level=None) for p in points(*a)])
        monkeypatch.setattr(level_map.pictures, "_pen", lambda: "another")
        page = as_role("leader").get("/bang/?week=2022-W08&x=1").text
        assert 'class="block map"' not in page and "Cấp độ dịch được công bố cho từng xã" in page

    def test_a_warm_page_draws_nothing(
        self, province: Any, as_role: Enter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        client = as_role("leader")
        client.get("/bang/")

        def refuse(*args: Any, **kwargs: Any) -> str:
            raise AssertionError("drawn again")

        monkeypatch.setattr(level_map.svg, "map", refuse)
        monkeypatch.setattr(level_map.svg, "curve", refuse)
        assert client.get("/bang/").text.count('class="paper"') == 4  # map and curve, wide and narrow

    def test_the_curve_can_be_told_by_another_date(self, province: Any, as_role: Enter) -> None:
        page = as_role("leader").get("/bang/?curve=sampled").text
        assert "theo ngày lấy mẫu" in page and "chưa đủ số liệu" in page
        empty = as_role("leader").get("/bang/?curve=onset").text
        assert "Không có ca nào ghi theo ngày khởi phát" in empty


class TestScope:
    @pytest.mark.parametrize(
        ("role", "code", "status"),
        [
            ("leader", "06793", 200), ("partner", "195", 200), ("district", "06781", 200),
            ("district", "22", 404), ("district", "196", 404), ("commune", "195", 404),
            ("commune", "06781", 404), ("leader", "99999", 404), ("leader", "VN", 404),
        ],
    )  # fmt: skip
    def test_it_ends_at_the_border(
        self, province: Any, as_role: Enter, role: str, code: str, status: int
    ) -> None:
        assert as_role(role).get(f"/bang/{code}/").status_code == status

    @pytest.mark.parametrize("role", sorted(ROLES))
    def test_nobody_reads_a_name(self, province: Any, as_role: Enter, role: str) -> None:
        page = as_role(role).get("/bang/")
        assert page.status_code == 200
        assert NAME not in page.text and "M1-" not in page.text

    def test_whoever_has_no_part_in_tasks_sees_none(self, province: Any, as_role: Enter) -> None:
        assert "Nhiệm vụ quá hạn" not in as_role("partner").get("/bang/").text
        assert "Nhiệm vụ quá hạn" in as_role("leader").get("/bang/").text


class TestCost:
    @pytest.mark.parametrize("role", sorted(WARM_QUERIES))
    def test_a_warm_board_asks_a_fixed_number_of_queries(
        self, province: Any, as_role: Enter, django_assert_num_queries: Any, role: str
    ) -> None:
        client = as_role(role)
        client.get("/bang/")
        with django_assert_num_queries(WARM_QUERIES[role]):
            client.get("/bang/")


class TestLanguage:
    def test_everything_of_the_page_is_english(self, province: Any, as_role: Enter) -> None:
        client = as_role("leader")
        client.cookies["giaoban_language"] = "en"
        page = client.get("/bang/").text
        for said in ("Command board", "communes at level 3 and 4", "a day on average", "Changes of level"):
            assert said in page
        for left in ("xã cấp", "Bình quân", "kỳ trước", "Tại nhà", "Chưa báo cáo"):
            assert left not in page
