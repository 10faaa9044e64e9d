"""A meeting: agenda from the briefing, sites, notes that become conclusions, the walk, the notice."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from giaoban.accounts.models import User
from giaoban.accounts.queries import scope_of
from giaoban.briefing.models import Briefing
from giaoban.directives import actions as directives
from giaoban.directives import queries
from giaoban.directives.meetings import actions
from giaoban.directives.models import Conclusion, Meeting, Notice
from giaoban.directives.notices.attended import attended
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit

Person = Callable[[str, str], User]
AT = datetime(2022, 3, 7, 8, 0)


@pytest.fixture
def heard(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> Briefing:
    """The briefing with one failing check and one level changed; its text is two sections."""
    from giaoban.directives.meetings import agenda
    from giaoban.documents.model import Heading, paragraph

    briefing.checks = [{"verdict": "fails", "figures": ["new"], "explanation": "3 + 4 = 7, ghi 8"}]
    briefing.levels = [{"name": "Phường Một", "announced": 3, "previous": 2, "proposed": 3}]
    briefing.save()
    blocks = [Heading("Ca mắc"), paragraph("Ghi nhận 452 ca."), Heading("Điều trị"), paragraph("Tại nhà.")]
    monkeypatch.setattr(agenda.document, "body", lambda facts: blocks)
    return briefing


@pytest.fixture
def meeting(tree: dict[str, Unit], heard: Briefing) -> Meeting:
    return actions.plan(
        by=None, place=tree["22"], title="Giao ban tuần", starts_at=AT, chair="Chủ tịch", briefing=heard,
        invite=["children"],
    )  # fmt: skip


class TestTheAgenda:
    def test_it_is_drawn_from_the_briefing_and_from_what_waits(self, meeting: Meeting) -> None:
        kinds = [item.kind for item in meeting.items.all()]
        assert kinds == ["figures", "section", "section", "levels", "checks", "overdue", "obstacles"]

    def test_its_order_is_the_secretarys(self, meeting: Meeting) -> None:
        item = meeting.items.get(kind="obstacles")
        for _n in range(9):
            actions.move_item(by=None, item=item, to="up")
        assert meeting.items.first() == item
        actions.move_item(by=None, item=item, to="away")
        assert [i.position for i in meeting.items.all()] == [1, 2, 3, 4, 5, 6]

    def test_what_lives_on_is_kept_as_the_meeting_had_it(
        self, meeting: Meeting, tree: dict[str, Unit], person: Person
    ) -> None:
        one = directives.raise_obstacle(by=None, unit=tree["195"], text="Thiếu giường.")
        actions.hold(by=None, meeting=meeting)
        directives.answer_obstacle(by=person("office", "22"), obstacle=one, answer="Có ngay.")
        kept = meeting.items.get(kind="obstacles").content
        assert kept["rows"][0][1].endswith("Thiếu giường.")


class TestSites:
    def test_every_unit_below_has_one_and_says_itself_who_comes(
        self, meeting: Meeting, person: Person
    ) -> None:
        sites = {s.unit.code: s for s in meeting.sites.select_related("unit", "meeting__place")}
        assert set(sites) == {"195", "196"}
        actions.mark(
            by=person("district", "195"), site=sites["195"], attendance="represented", note="PGĐ TTYT"
        )
        with pytest.raises(UserError):
            actions.mark(by=person("district", "196"), site=sites["195"], attendance="present")
        with pytest.raises(UserError, match="lý do"):
            actions.mark(by=None, site=sites["196"], attendance="absent")
        assert actions.all_present(by=None, meeting=meeting) == 1

    def test_who_is_invited_is_reminded_until_it_says_who_comes(
        self, meeting: Meeting, person: Person
    ) -> None:
        def kinds(user: User) -> list[str]:
            scope = scope_of(user, AT.date())
            assert scope is not None
            return [d.kind for d in queries.duties(scope, AT)]

        district = person("district", "195")
        assert kinds(district) == ["meeting"]
        assert kinds(person("hospital", "195")) == [] == kinds(person("commune", "06778"))
        actions.mark(by=None, site=meeting.sites.get(unit__code="195"), attendance="present")
        assert kinds(district) == []

    def test_one_more_is_invited_by_the_page(
        self, meeting: Meeting, tree: dict[str, Unit], sign_in: Any
    ) -> None:
        directives.add_body(
            by=None, place=tree["22"], name="Sở Y tế", kind="department", valid_from=date(2020, 1, 1)
        )
        office = sign_in("office", "22")
        at = f"/giao-ban/{meeting.pk}/diem-cau/moi/"
        page = office.get(f"/giao-ban/{meeting.pk}/").text
        assert '<option value="unit:06778">' in page and '<option value="unit:195">' not in page
        body = re.search(r'value="(body:\d+)">Sở Y tế', page)
        assert body
        office.post(at, {"who": "unit:06778"})
        office.post(at, {"who": body[1]})
        assert {"Phường Một", "Sở Y tế"} <= set(meeting.sites.values_list("name", flat=True))
        assert office.post(at, {"who": "unit:06778"}).status_code == 422  # invited already

    def test_the_notice_names_who_sat_there_and_who_was_absent(self, meeting: Meeting) -> None:
        actions.mark(by=None, site=meeting.sites.get(unit__code="196"), attendance="absent", note="mưa lũ")
        actions.all_present(by=None, meeting=meeting)
        assert attended(meeting) == ("Cùng dự tại các điểm cầu có đại diện thành phố Mẫu. Vắng: huyện Mẫu.")


class TestNotes:
    def test_they_become_a_conclusion_and_its_notice_by_one_action_each(
        self, meeting: Meeting, tree: dict[str, Unit], sign_in: Any
    ) -> None:
        office = sign_in("office", "22")
        base = f"/giao-ban/{meeting.pk}/"
        office.post(
            base + "ghi-chep/", {"text": "UBND các xã, phường rà soát người cao tuổi, xong trước ngày 15/3"}
        )
        meeting.refresh_from_db()
        note = meeting.notes.get()
        assert meeting.state == "held"
        page = office.get("/nhiem-vu/ket-luan/moi/", {"meeting": meeting.pk, "note": note.pk}).text
        assert 'value="trước ngày 15/3"' in page and "rà soát người cao tuổi" in page
        typed = {
            "meeting": meeting.pk, "note": note.pk, "text": note.text, "chair": "Chủ tịch",
            "concluded_on": "07/3/2022", "n_lines": "1", "line0-text": "Rà soát", "line0-whom": "communes",
            "line0-role": "commune", "line0-due": "trước ngày 15/3",
        }  # fmt: skip
        seen = office.post("/nhiem-vu/ket-luan/moi/", {**typed, "do": "preview"}).text
        seen = seen.split('name="seen" value="')[1].split('"')[0]
        office.post("/nhiem-vu/ket-luan/moi/", {**typed, "do": "save", "seen": seen})
        made = Conclusion.objects.get(meeting=meeting)
        note.refresh_from_db()
        assert (note.conclusion, made.tasks.count()) == (made, 3)
        paper = office.post(base + "thong-bao/", {"form": "state"}, follow=True)
        assert paper.status_code == 200
        assert Notice.objects.get(conclusions=made).number == ""
        assert "chờ văn thư cấp số" in office.get(base).text

    def test_after_the_meeting_nothing_is_noted(self, meeting: Meeting) -> None:
        actions.hold(by=None, meeting=meeting)
        actions.close(by=None, meeting=meeting)
        with pytest.raises(UserError, match="đã kết thúc"):
            actions.note_down(by=None, meeting=meeting, text="Muộn rồi.")
        assert [s.state for s in meeting.states.order_by("id")] == ["planned", "held", "concluded"]


class TestTheWalk:
    def test_every_step_is_a_page_with_its_neighbours_as_links(self, meeting: Meeting, sign_in: Any) -> None:
        client: Client = sign_in("office", "22")
        n = meeting.items.count() + 1
        pages = [client.get(f"/giao-ban/{meeting.pk}/chieu/{i}/").text for i in range(1, n + 1)]
        assert 'class="meeting"' in pages[0]
        assert 'rel="prev"' not in pages[0] and all('rel="next"' in p for p in pages[:-1])
        assert "Ghi nhận 452 ca." in pages[1] and "3 + 4 = 7" in pages[4]
        assert 'rel="next"' not in pages[-1]
        assert client.get(f"/giao-ban/{meeting.pk}/chieu/{n + 1}/").status_code == 404


class TestSpeed:
    def test_the_text_is_written_once_for_the_walk_and_again_when_a_section_joins(
        self, meeting: Meeting, heard: Briefing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from giaoban.directives.meetings import agenda

        written = []
        plain = agenda.document.body
        monkeypatch.setattr(agenda.document, "body", lambda facts: written.append(1) or plain(facts))
        monkeypatch.setattr(agenda, "_kept", agenda._Kept())
        for _n in range(3):
            agenda.chapters(heard)
        assert len(written) == 1
        heard.sections.create(key="x", position=1, title="Thêm", content={}, added_at=AT)
        agenda.chapters(heard)
        assert len(written) == 2

    @pytest.mark.parametrize(
        ("path", "most"), [("", 19), ("chieu/1/", 9), ("chieu/2/", 11), ("chieu/8/", 15)]
    )
    def test_a_page_asks_a_fixed_number_of_queries(
        self, meeting: Meeting, sign_in: Any, django_assert_max_num_queries: Any, path: str, most: int
    ) -> None:
        client = sign_in("office", "22")
        client.get(f"/giao-ban/{meeting.pk}/{path}")
        with django_assert_max_num_queries(most):
            assert client.get(f"/giao-ban/{meeting.pk}/{path}").status_code == 200


class TestWhoMaySee:
    @pytest.mark.parametrize(
        ("role", "code", "status"),
        [
            ("office", "22", 200), ("leader", "22", 200), ("district", "195", 200),  # invited
            ("commune", "06778", 404), ("office", "24", 404), ("analyst", "22", 403), ("partner", "22", 403),
        ],
    )  # fmt: skip
    def test_its_place_and_the_invited_see_it(
        self, meeting: Meeting, sign_in: Any, role: str, code: str, status: int
    ) -> None:
        client = sign_in(role, code)
        assert client.get(f"/giao-ban/{meeting.pk}/").status_code == status

    def test_a_guest_reads_neither_notes_nor_runs_it(self, meeting: Meeting, sign_in: Any) -> None:
        actions.note_down(by=None, meeting=meeting, text="Chưa công bố.")
        client = sign_in("district", "195")
        assert "Chưa công bố." not in client.get(f"/giao-ban/{meeting.pk}/").text
        assert "Chưa công bố." not in client.get(f"/giao-ban/{meeting.pk}/chieu/8/").text
        assert client.post(f"/giao-ban/{meeting.pk}/ket-thuc/").status_code == 404
        assert client.get(f"/nhiem-vu/ket-luan/moi/?meeting={meeting.pk}").status_code == 404

    def test_one_is_planned_by_page(self, tree: dict[str, Unit], sign_in: Any) -> None:
        client = sign_in("district", "195")
        assert client.get("/giao-ban/moi/").status_code == 200
        typed = {
            "title": "Giao ban thành phố",
            "day": "08/3/2022",
            "hour": "14:00",
            "chair": "Chủ tịch",
            "invite": ["children"],
        }
        page = client.post("/giao-ban/moi/", typed, follow=True)
        assert "Giao ban thành phố" in page.text and Meeting.objects.get().sites.count() == 2
        assert "Giao ban thành phố" in client.get("/giao-ban/").text
