"""The hotline opens the household by its number; a review states delays, a council concludes."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from giaoban.accounts.models import User
from giaoban.accounts.queries import scope_of
from giaoban.accounts.scope import Scope
from giaoban.care import actions
from giaoban.care.actions import hotline, reviews
from giaoban.care.models import Alarm, Call, Contact, Episode, Review, ShiftNote, Ticket
from giaoban.care.queries import hotline as calls
from giaoban.care.queries import reviews as dossiers
from giaoban.care.rules import timeline
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit
from giaoban.policy import load
from giaoban.registry.models import Case, Household
from tests.care.conftest import Answer, MakeEpisode, posted
from tests.registry import small_tree


class TestNumber:
    def test_it_opens_the_caller_and_the_household(
        self, make_episode: MakeEpisode, household: Household, station_scope: Scope
    ) -> None:
        caller = make_episode(household=household, phone="0912345678")
        child = make_episode(household=household)
        make_episode(phone="0900000000")
        assert {e.pk for e in calls.by_number(station_scope, "0912345678")} == {caller.pk, child.pk}

    def test_it_opens_nobody_of_another_area(self, make_episode: MakeEpisode, station_scope: Scope) -> None:
        make_episode(unit=small_tree.HONG_GAI, phone="0912345678")
        assert calls.by_number(station_scope, "0912345678") == []

    def test_it_stands_in_no_address_and_is_kept_as_a_hash(
        self, make_episode: MakeEpisode, station: User, client: Client
    ) -> None:
        episode = make_episode(phone="0912345678", name="Phạm Thị Ổi")
        client.force_login(station)
        page = client.post("/duong-day-nong/", {"phone": "0912345678"})
        assert "Phạm Thị Ổi" in page.content.decode()
        client.post(
            "/duong-day-nong/cuoc-goi/",
            {"phone": "0912345678", "episode": episode.pk, "summary": "ho", "ticket": ["psychological"]},
        )
        call = Call.objects.get()
        assert call.phone_hash is not None and b"0912" not in bytes(call.phone_hash)
        assert Contact.objects.get().kind == "hotline"
        assert Ticket.objects.get().kind == "psychological"

    def test_an_emergency_call_raises_an_alarm(
        self, make_episode: MakeEpisode, station: User, station_scope: Scope
    ) -> None:
        hotline.record_call(
            by=station, scope=station_scope, direction="in", episode_id=make_episode().pk, emergency=True
        )
        assert Alarm.objects.get().rank == "emergency"

    def test_a_call_that_reached_nobody_is_not_heard_from(
        self, make_episode: MakeEpisode, station: User, station_scope: Scope
    ) -> None:
        episode = make_episode()
        hotline.record_call(
            by=station, scope=station_scope, direction="out", episode_id=episode.pk, reached=False
        )
        episode.refresh_from_db()
        assert episode.last_staff_at is None


class TestShift:
    def test_it_hands_over_the_open_tickets_once(
        self, make_episode: MakeEpisode, station: User, station_scope: Scope
    ) -> None:
        hotline.record_call(by=station, scope=station_scope, direction="in", tickets=["medical", "station"])
        hotline.close_ticket(
            by=station, scope=station_scope, ticket_id=Ticket.objects.earliest("id").pk, answer="đã dặn"
        )
        note = hotline.hand_over(by=station, scope=station_scope, note="gọi lại nhà số 5")
        assert note.open_tickets == 1
        hotline.take_over(by=station, scope=station_scope, note_id=note.pk)
        with pytest.raises(UserError, match="đã có người nhận"):
            hotline.take_over(by=station, scope=station_scope, note_id=note.pk)
        assert ShiftNote.objects.get().taken_by == station


class TestTimeline:
    RULE = load().in_force("care_delays", date(2022, 3, 7))

    def late(self, **times: datetime | date) -> dict[str, bool | None]:
        return {s.name: s.late for s in timeline.steps(times, self.RULE, date(2022, 3, 7))}

    def test_a_step_is_late_only_by_a_rule(self) -> None:
        sign = datetime(2022, 3, 7, 8)
        found = self.late(first_sign=sign, answered=datetime(2022, 3, 7, 9, 1), referral=datetime(2022, 3, 9))
        assert (found["answered"], found["referral"]) == (True, None)

    def test_exactly_on_the_limit_is_in_time(self) -> None:
        found = self.late(first_sign=datetime(2022, 3, 7, 8), answered=datetime(2022, 3, 7, 9))
        assert found["answered"] is False

    def test_what_is_not_known_is_undetermined(self) -> None:
        assert self.late(declared=date(2022, 3, 7))["declared"] is None


class TestReview:
    @pytest.fixture
    def died(self, make_episode: MakeEpisode, answer: Answer) -> Review:
        episode = make_episode()
        answer(episode, "cyanosis")
        Case.objects.filter(pk=episode.case_id).update(outcome="dead", outcome_date=date(2022, 3, 7))
        actions.run_pass(by=None)
        actions.run_pass(by=None)
        return Review.objects.get()

    def test_a_death_opens_one(self, died: Review) -> None:
        assert (died.kind, died.happened_on) == ("death", date(2022, 3, 7))

    def test_the_station_is_heard_before_the_council(
        self, died: Review, places: dict[str, Unit], station: User, station_scope: Scope
    ) -> None:
        district = posted("district", places[small_tree.CAM_PHA])
        scope = scope_of(district, date(2022, 3, 7))
        assert scope is not None
        said = {"review_id": died.pk, "avoidable": "no", "council": "Hội đồng chuyên môn", "text": "x"}
        with pytest.raises(UserError, match="chưa giải trình"):
            reviews.conclude_review(by=district, scope=scope, **said)
        reviews.give_account(by=station, scope=station_scope, review_id=died.pk, text="đã gọi 3 lần")
        with pytest.raises(UserError, match="hội đồng"):
            reviews.conclude_review(by=station, scope=station_scope, **said)
        reviews.conclude_review(by=district, scope=scope, **said)
        dossier = dossiers.dossier(scope, died.pk)
        assert dossier is not None
        assert [s["kind"] for s in dossier.statements] == ["account", "conclusion"]

    def test_a_board_sees_months_and_no_person(
        self, died: Review, places: dict[str, Unit], client: Client
    ) -> None:
        client.force_login(posted("leader", places[small_tree.QUANG_NINH]))
        page = client.get("/cham-soc/kiem-thao/").content.decode()
        assert "03/2022" in page
        assert "Nguyễn Thị Thử" not in page
        assert client.get(f"/cham-soc/kiem-thao/{died.pk}/").status_code == 403

    def test_a_meeting_sees_months_whoever_holds_the_mouse(
        self, died: Review, places: dict[str, Unit], client: Client
    ) -> None:
        client.force_login(posted("district", places["195"]))
        assert "Nguyễn Thị Thử" in client.get("/cham-soc/kiem-thao/").content.decode()
        page = client.get("/cham-soc/kiem-thao/?mode=meeting").content.decode()
        assert "03/2022" in page and "Nguyễn Thị Thử" not in page
        assert client.get(f"/cham-soc/kiem-thao/{died.pk}/?mode=meeting").status_code == 403

    def test_its_page_says_who_answered(
        self, died: Review, station: User, make_episode: MakeEpisode, station_scope: Scope, client: Client
    ) -> None:
        episode = Episode.objects.get(case=died.case)
        Contact.objects.create(
            episode=episode, kind="phone", reached=True, at=episode.opened_at, by=station,
            recorded_at=episode.opened_at,
        )  # fmt: skip
        client.force_login(station)
        assert client.get(f"/cham-soc/kiem-thao/{died.pk}/").context["steps"][3]["who"] == station.username

    def test_its_page_states_times_without_fault(self, died: Review, station: User, client: Client) -> None:
        client.force_login(station)
        page = client.get(f"/cham-soc/kiem-thao/{died.pk}/").content.decode()
        assert "Dấu hiệu nguy hiểm đầu tiên" in page
        assert "lỗi" not in page.split("<main")[1].split("</main>")[0].lower()
