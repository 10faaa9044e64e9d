"""Who sees which briefing, what a figure opens to on the page, and who signs."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.urls import reverse

from giaoban.accounts.models import AccessLog
from giaoban.briefing import actions
from giaoban.briefing.models import Briefing
from tests.briefing.conftest import World
from tests.briefing.linelist import WEEK_9

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ALL = sum(WEEK_9.values())


def page(reader: Any, briefing: Briefing, **query: str) -> Any:
    return reader.get(reverse("briefing", args=[briefing.slug]), query)


def body(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


class TestWhoSees:
    def test_a_place_outside_the_scope_is_not_there(self, world: World, reader: Any) -> None:
        elsewhere = reader("commune", "06790")
        assert page(elsewhere, world.district).status_code == 404
        assert elsewhere.get(reverse("records", args=[world.district.slug, "new"])).status_code == 404
        assert elsewhere.get(reverse("briefing_paper", args=[world.district.slug, "pdf"])).status_code == 404

    def test_a_draft_of_the_level_above_is_not_there_until_it_is_signed(
        self, world: World, reader: Any, person: Any
    ) -> None:
        below = reader("commune", "06778")
        assert page(below, world.now).status_code == 404
        actions.sign(by=person("leader", "22"), briefing=world.now, reason="thử")
        assert page(below, world.now).status_code == 200

    def test_the_list_shows_what_the_reader_may_open(self, world: World, reader: Any) -> None:
        district = reader("district", "195")
        text = body(district.get(reverse("briefings")))
        assert world.district.slug in text and world.now.slug not in text

    def test_figures_only_means_no_rows(self, world: World, reader: Any) -> None:
        partner = reader("partner", "22")
        assert page(partner, world.now).status_code == 200
        assert partner.get(reverse("records", args=[world.now.slug, "new"])).status_code == 403


class TestTheText:
    def test_a_figure_is_a_link_and_opens_its_margin(self, world: World, reader: Any) -> None:
        leader = reader("leader", "22")
        assert 'class="fig"' in body(page(leader, world.now))
        margin = body(page(leader, world.now, figure="home_share"))
        assert 'id="margin"' in margin and reverse("records", args=[world.now.slug, "home_share"]) in margin
        assert "Ca đang điều trị tại nhà trên ca đang quản lý." in margin

    def test_the_margin_says_what_was_stated_then(self, world: World, reader: Any) -> None:
        margin = body(page(reader("leader", "22"), world.now, figure="new"))
        assert "Kỳ trước, khi đã báo cáo" in margin and "+2" in margin

    @pytest.mark.parametrize("tab", ["figures", "levels", "checks", "tables"])
    def test_every_tab_opens(self, world: World, reader: Any, tab: str) -> None:
        assert page(reader("leader", "22"), world.now, tab=tab).status_code == 200

    def test_a_tab_that_is_none_is_not_there(self, world: World, reader: Any) -> None:
        assert page(reader("leader", "22"), world.now, tab="x").status_code == 404

    def test_a_figure_without_data_is_not_zero_on_the_page(self, world: World, reader: Any) -> None:
        margin = body(page(reader("leader", "22"), world.now, figure="beds"))
        assert "chưa có số liệu" in margin and "không in là 0" in margin

    def test_meeting_mode_has_a_block_for_each_section(self, world: World, reader: Any) -> None:
        text = body(page(reader("leader", "22"), world.now, mode="meeting"))
        assert text.count('class="block prose"') == 8  # seven chapters, one added by directives


class TestRows:
    def test_the_page_has_as_many_rows_as_the_figure(self, world: World, reader: Any) -> None:
        answer = reader("leader", "22").get(reverse("records", args=[world.now.slug, "new"]))
        assert len(answer.context["rows"]) == answer.context["total"] == ALL

    def test_a_reader_of_one_commune_sees_its_rows_and_the_number_outside(
        self, world: World, reader: Any, person: Any
    ) -> None:
        actions.sign(by=person("leader", "22"), briefing=world.now, reason="thử")
        answer = reader("commune", "06790").get(reverse("records", args=[world.now.slug, "new"]))
        assert len(answer.context["rows"]) == WEEK_9["06790"]
        assert f"{ALL - WEEK_9['06790']} dòng ngoài địa bàn của bạn" in body(answer)

    def test_a_unit_below_opens_to_its_own_rows(self, world: World, reader: Any) -> None:
        answer = reader("leader", "22").get(
            reverse("records", args=[world.now.slug, "new"]), {"place": "196"}
        )
        assert len(answer.context["rows"]) == WEEK_9["06790"] and "Huyện Núi" in body(answer)

    def test_names_are_for_those_allowed_and_the_look_is_logged(self, world: World, reader: Any) -> None:
        url = reverse("records", args=[world.now.slug, "deaths"])
        assert "Người Mẫu" not in body(reader("leader", "22").get(url))
        assert not AccessLog.objects.exists()
        assert "Người Mẫu" in body(reader("analyst", "22").get(url))
        assert AccessLog.objects.get().rows == 1

    def test_what_changed_names_the_late_rows(self, world: World, reader: Any) -> None:
        url = reverse("records", args=[world.now.slug, "new"])
        answer = reader("leader", "22").get(url, {"changed": "1"})
        assert [kind["n"] for kind in answer.context["changed"]["kinds"]] == [2, 0, 0]

    def test_the_csv_has_as_many_rows_as_the_figure_and_no_name(self, world: World, reader: Any) -> None:
        answer = reader("analyst", "22").get(reverse("records_csv", args=[world.now.slug, "new"]))
        lines = list(csv.reader(io.StringIO(body(answer).lstrip("\ufeff"))))
        assert len(lines) - 1 == ALL and "Người Mẫu" not in body(answer)

    def test_a_figure_that_is_none_is_not_there(self, world: World, reader: Any) -> None:
        assert reader("leader", "22").get(reverse("records", args=[world.now.slug, "x"])).status_code == 404


class TestFiles:
    @pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")])
    def test_the_paper_comes_as_a_file(self, world: World, reader: Any, kind: str, begins: bytes) -> None:
        answer = reader("leader", "22").get(reverse("briefing_paper", args=[world.now.slug, kind]))
        assert answer.content.startswith(begins)

    def test_another_kind_is_not_there(self, world: World, reader: Any) -> None:
        assert (
            reader("leader", "22").get(reverse("briefing_paper", args=[world.now.slug, "exe"])).status_code
            == 404
        )


class TestDrafting:
    def test_an_analyst_drafts_a_place_below(self, world: World, reader: Any) -> None:
        answer = reader("analyst", "22").post(
            reverse("briefing_draft"), {"place": "196", "week": "2022-W09", "count": "province"}
        )
        made = Briefing.objects.get(place__code="196")
        assert answer.status_code == 302 and answer["Location"] == reverse("briefing", args=[made.slug])

    def test_a_leader_does_not_draft(self, world: World, reader: Any) -> None:
        assert reader("leader", "22").post(reverse("briefing_draft"), {}).status_code == 403

    def test_a_week_that_was_not_offered_is_refused(self, world: World, reader: Any) -> None:
        answer = reader("analyst", "22").post(
            reverse("briefing_draft"), {"place": "22", "week": "2030-W01", "count": "province"}
        )
        assert answer.status_code == 422


class TestSigning:
    @pytest.fixture
    def broken(self, world: World) -> Briefing:
        """A briefing one of whose checks fails."""
        checks = [{**world.now.checks[0], "verdict": "fails", "explanation": "1 + 1 = 2, không phải 3"}]
        Briefing.objects.filter(pk=world.now.pk).update(checks=checks)
        return world.now

    def test_a_failing_check_is_signed_only_with_a_reason(self, broken: Briefing, reader: Any) -> None:
        leader, url = reader("leader", "22"), reverse("briefing_sign", args=[broken.slug])
        refused = leader.post(url, {"reason": " "})
        assert refused.status_code == 422 and "1 phép kiểm tra không khớp" in body(refused)
        assert not broken.states.exists()
        assert leader.post(url, {"reason": "Một xã gửi muộn."}).status_code == 302
        assert broken.states.get().reason == "Một xã gửi muộn."

    def test_the_reason_stays_out_of_the_paper(self, broken: Briefing, reader: Any) -> None:
        from giaoban.briefing import document

        reader("leader", "22").post(reverse("briefing_sign", args=[broken.slug]), {"reason": "Lý do riêng."})
        assert "Lý do riêng." not in repr(document.build(broken))

    def test_whoever_drafts_does_not_sign(self, world: World, reader: Any) -> None:
        assert (
            reader("analyst", "22").post(reverse("briefing_sign", args=[world.now.slug])).status_code == 403
        )

    def test_a_signed_briefing_says_so_and_cannot_be_signed_again(self, world: World, reader: Any) -> None:
        leader, url = reader("leader", "22"), reverse("briefing_sign", args=[world.district.slug])
        assert leader.post(url).status_code == 302
        assert "đã ký" in body(page(leader, world.district))
        assert leader.post(url).status_code == 422
