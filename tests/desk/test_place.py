"""The page of a place: what it is, how it stands, what it has sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from giaoban.desk import queries
from giaoban.desk.presenters.levels import proposal
from giaoban.places.models import Unit
from tests.desk.conftest import NAME, ROLES

Enter = Callable[[str], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# a commune concludes, gives work on and signs it off since meetings came: one query more
WARM_QUERIES = {"leader": 13, "partner": 11, "commune": 12}  # one for what the unit explained


class TestWhatItIs:
    def test_it_names_its_path_its_people_and_their_source(self, province: Any, as_role: Enter) -> None:
        page = as_role("leader").get("/noi/06778/").text
        assert 'href="/bang/195/"' in page and "Tỉnh Mẫu" in page
        assert "10.000 người (Điều tra mẫu)" in page
        assert "địa giới 2021" in page

    def test_its_stations_stand_there(self, province: Any, as_role: Enter) -> None:
        assert "Trạm Y tế phường Một" in as_role("commune").get("/noi/06778/").text

    def test_a_district_counts_them_and_lists_its_communes(self, province: Any, as_role: Enter) -> None:
        page = as_role("district").get("/noi/195/").text
        assert re.search(r"<dt>Trạm Y tế</dt><dd class=\"num\">1</dd>", page)
        assert 'href="/noi/06781/"' in page


class TestLevel:
    def test_the_announcement_is_named_with_its_paper(self, province: Any, as_role: Enter) -> None:
        page = as_role("leader").get("/noi/06778/").text
        assert "2/QĐ-UBND, UBND Tỉnh Mẫu, hiệu lực từ" in page
        earlier = as_role("leader").get("/noi/06778/?week=2022-W08").text
        assert "1/QĐ-UBND" in earlier and "2/QĐ-UBND" not in earlier

    def test_the_proposal_has_its_reasons(self, province: Any, as_role: Enter) -> None:
        page = as_role("leader").get("/noi/06778/").text
        assert "218/QĐ-BYT" in page and "mức độ lây nhiễm" in page

    def test_a_commune_without_an_announcement_says_so(self, province: Any, as_role: Enter) -> None:
        assert "Chưa có công bố cấp độ dịch." in as_role("leader").get("/noi/06793/").text

    def test_what_lowers_it_is_told_where_something_does(self, province: dict[str, Unit]) -> None:
        cut = queries.cuts(province["06778"])[0]
        level = queries.level_of(cut, province["06778"])
        assert level.announced == 4 and level.previous == 3
        assert level.lowers and not any(level.announced == way for way in level.reasons)


class TestFreshness:
    def test_it_says_when_what_was_sent(self, province: Any, as_role: Enter) -> None:
        page = as_role("commune").get("/noi/06778/").text
        block = page.split("Đã gửi gì, khi nào")[1].split("</section>")[0]
        assert "Danh sách ca bệnh" in block and "ghi nhận 17 giờ 00 ngày 06/3/2022" in block
        assert "Xét nghiệm" in block and "đến 06/3/2022" in block
        assert re.search(r"Tiêm chủng</span><span class=\"tag caution\">chưa gửi", block)

    def test_a_commune_that_sent_nothing_is_seen(self, province: Any, as_role: Enter) -> None:
        page = as_role("leader").get("/noi/06793/").text
        assert page.count("chưa gửi") == 3

    def test_what_is_older_than_its_week_is_marked(
        self, province: Any, as_role: Enter, fake_clock: Any
    ) -> None:
        client = as_role("leader")
        assert "nowrap caution" not in client.get("/noi/06778/").text
        fake_clock.advance(days=7)
        assert "nowrap caution" in client.get("/noi/06778/").text


class TestScope:
    @pytest.mark.parametrize(
        ("role", "code", "status"),
        [
            ("leader", "22", 200), ("leader", "06793", 200), ("partner", "06778", 200),
            ("district", "06781", 200), ("district", "06790", 404), ("district", "22", 404),
            ("commune", "06778", 200), ("commune", "06781", 404), ("station", "195", 404),
            ("leader", "00000", 404),
        ],
    )  # fmt: skip
    def test_it_ends_at_the_border(
        self, province: Any, as_role: Enter, role: str, code: str, status: int
    ) -> None:
        assert as_role(role).get(f"/noi/{code}/").status_code == status

    def test_no_link_leads_above_the_scope(self, province: Any, as_role: Enter) -> None:
        page = as_role("district").get("/noi/195/").text
        assert "Tỉnh Mẫu" in page and "/bang/22/" not in page and "/noi/22/" not in page

    @pytest.mark.parametrize("role", sorted(ROLES))
    def test_nobody_reads_a_name(self, province: Any, as_role: Enter, role: str) -> None:
        page = as_role(role).get(f"/noi/{ROLES[role]}/")
        assert page.status_code == 200
        assert NAME not in page.text and "M1-" not in page.text

    def test_the_line_list_is_offered_to_whoever_may_open_it(self, province: Any, as_role: Enter) -> None:
        assert "/ca-benh/?place=06778" in as_role("commune").get("/noi/06778/").text
        assert "/ca-benh/" not in as_role("partner").get("/noi/06778/").text


class TestCost:
    @pytest.mark.parametrize("role", sorted(WARM_QUERIES))
    def test_a_warm_page_asks_a_fixed_number_of_queries(
        self, province: Any, as_role: Enter, django_assert_num_queries: Any, role: str
    ) -> None:
        client = as_role(role)
        client.get("/noi/06778/")
        with django_assert_num_queries(WARM_QUERIES[role]):
            client.get("/noi/06778/")


class TestProposal:
    def level(self, **known: Any) -> queries.LevelOf:
        empty: dict[str, Any] = dict.fromkeys(
            ("announced", "previous", "proposed", "low", "high", "rule", "order")
        )
        return queries.LevelOf(
            **{**empty, "outcome": "level", "reasons": (), "status": "", "lowers": (), **known}
        )

    def test_before_any_rule_it_says_that_there_was_none(self) -> None:
        assert proposal(self.level(outcome="no_rule")) == "Không có quy định về cấp độ dịch vào ngày này."

    def test_a_difference_from_the_announcement_is_said(self) -> None:
        assert proposal(self.level(announced=2, proposed=3)) == "Đề xuất cấp 3, khác cấp đã công bố."
        assert proposal(self.level(announced=3, proposed=3)) == "Đề xuất cấp 3."

    def test_what_is_undetermined_has_its_range(self) -> None:
        said = proposal(self.level(low=3, high=4))
        assert said == "Chưa xác định được cấp đề xuất: có thể từ cấp 3 đến cấp 4."
