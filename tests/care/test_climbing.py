"""An unanswered alarm climbs the professional chain in force there and then; it never is without an owner."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from giaoban.accounts.models import User
from giaoban.accounts.scope import Scope
from giaoban.care import actions
from giaoban.care.models import Alarm, Episode
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import seal
from giaoban.places.models import Facility, Unit
from giaoban.resources.models import Shift, Staff
from tests.care.conftest import Answer, MakeEpisode
from tests.clock import FakeClock
from tests.registry import small_tree

NIGHT = datetime(2022, 3, 7, 22)


@pytest.fixture
def on_call(places: dict[str, Unit]) -> Shift:
    station = Facility.objects.get(unit=places[small_tree.CAM_TRUNG])
    staff = Staff.objects.create(
        ref=1, profession="doctor", origin="public", sealed=seal({"name": "A", "phone": "1"}),
        recorded_at=NIGHT,
    )  # fmt: skip
    return Shift.objects.create(
        staff=staff, facility=station, starts_at=NIGHT - timedelta(hours=2),
        ends_at=NIGHT + timedelta(hours=9), rank=1,
    )  # fmt: skip


@pytest.mark.slow
class TestClimbing:
    @pytest.mark.parametrize(
        ("symptom", "minutes", "role"),
        [
            ("cyanosis", 9, "station"),
            ("cyanosis", 10, "district"),
            ("cyanosis", 30, "analyst"),
            ("cyanosis", 600, "analyst"),
            ("chest_pain", 59, "station"),
            ("chest_pain", 60, "district"),
        ],
    )
    def test_by_the_minute(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock,
        symptom: str, minutes: int, role: str,
    ) -> None:  # fmt: skip
        answer(make_episode(), symptom)
        fake_clock.advance(minutes=minutes)
        actions.run_pass(by=None)
        assert Alarm.objects.get().owner_role == role

    def test_every_step_keeps_the_time_of_the_rule_however_late_the_worker(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock
    ) -> None:
        alarm = answer(make_episode(), "cyanosis").alarm
        assert alarm is not None
        fake_clock.advance(hours=3)
        actions.run_pass(by=None)
        actions.run_pass(by=None)
        gone = [(s.step, (s.at - alarm.rings_at).total_seconds() / 60) for s in alarm.steps.order_by("step")]
        assert gone == [(0, 0), (1, 10), (2, 30)]

    def test_an_answered_one_stays(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock, station: User,
        station_scope: Scope,
    ) -> None:  # fmt: skip
        alarm = answer(make_episode(), "cyanosis").alarm
        assert alarm is not None
        actions.answer_alarm(by=station, scope=station_scope, alarm_id=alarm.pk, answer="confirmed")
        fake_clock.advance(hours=1)
        actions.run_pass(by=None)
        assert Alarm.objects.get(kind="signs").step == 0

    def test_nobody_reached_is_written_down_and_it_goes_on_climbing(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock, station: User,
        station_scope: Scope,
    ) -> None:  # fmt: skip
        alarm = answer(make_episode(), "cyanosis").alarm
        assert alarm is not None
        actions.answer_alarm(by=station, scope=station_scope, alarm_id=alarm.pk, answer="unreached")
        fake_clock.advance(minutes=11)
        actions.run_pass(by=None)
        assert Alarm.objects.get(kind="signs").owner_role == "district"

    def test_it_is_answered_once(
        self, make_episode: MakeEpisode, answer: Answer, station: User, station_scope: Scope
    ) -> None:
        alarm = answer(make_episode(), "cyanosis").alarm
        assert alarm is not None
        actions.answer_alarm(by=station, scope=station_scope, alarm_id=alarm.pk, answer="false")
        with pytest.raises(UserError, match="đã được xử trí"):
            actions.answer_alarm(by=station, scope=station_scope, alarm_id=alarm.pk, answer="confirmed")

    def test_one_of_another_commune_is_not_to_be_found(
        self, make_episode: MakeEpisode, answer: Answer, station: User, station_scope: Scope
    ) -> None:
        alarm = answer(make_episode(unit=small_tree.HONG_GAI), "cyanosis").alarm
        assert alarm is not None
        with pytest.raises(UserError, match="Không có báo động này"):
            actions.answer_alarm(by=station, scope=station_scope, alarm_id=alarm.pk, answer="false")


class TestAtNight:
    def test_who_is_on_call_takes_it(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock, on_call: Shift, station: User
    ) -> None:
        Staff.objects.filter(pk=on_call.staff_id).update(user=station)
        episode = make_episode()
        fake_clock.set(NIGHT)
        alarm = answer(episode, "cyanosis").alarm
        assert alarm is not None and (alarm.owner_role, alarm.owner) == ("station", station)
        assert not Alarm.objects.filter(kind="roster").exists()

    def test_an_empty_roster_is_itself_an_alarm_and_the_next_one_up_has_both(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock
    ) -> None:
        episode = make_episode()
        fake_clock.set(NIGHT)
        answer(episode, "cyanosis")
        assert {(a.kind, a.owner_role) for a in Alarm.objects.all()} == {
            ("signs", "district"), ("roster", "district"),
        }  # fmt: skip

    def test_a_night_nobody_holds_rings_before_anybody_shows_a_sign(
        self, make_episode: MakeEpisode, fake_clock: FakeClock
    ) -> None:
        make_episode()
        actions.run_pass(by=None)
        assert not Alarm.objects.exists()  # by day the station itself answers
        fake_clock.set(NIGHT)
        for _ in range(2):
            actions.run_pass(by=None)
        alarm = Alarm.objects.get()
        assert (alarm.kind, alarm.owner_role, alarm.answered_at) == ("roster", "district", None)

    def test_it_is_lifted_when_somebody_goes_on_duty(
        self, make_episode: MakeEpisode, fake_clock: FakeClock, request: pytest.FixtureRequest
    ) -> None:
        make_episode()
        fake_clock.set(NIGHT)
        actions.run_pass(by=None)
        request.getfixturevalue("on_call")
        actions.run_pass(by=None)
        assert Alarm.objects.get().answer == "settled"


class TestOfAStation:
    def test_high_risk_persons_unheard_are_one_alarm_whatever_their_number(
        self, make_episode: MakeEpisode, fake_clock: FakeClock
    ) -> None:
        for _ in range(3):
            make_episode(underlying=True)
        make_episode()
        fake_clock.advance(hours=24)
        actions.run_pass(by=None)
        actions.run_pass(by=None)
        alarm = Alarm.objects.get()
        assert (alarm.kind, alarm.count, alarm.episode) == ("unheard", 3, None)

    def test_it_is_lifted_when_they_are_heard_of(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock
    ) -> None:
        episode = make_episode(underlying=True)
        fake_clock.advance(hours=24)
        actions.run_pass(by=None)
        answer(episode)
        actions.run_pass(by=None)
        assert Alarm.objects.get().answer == "settled"


class TestCounting:
    def test_a_pass_counts_due_missed_and_unheard(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock
    ) -> None:
        heard = make_episode()
        make_episode(underlying=True)
        fake_clock.set(datetime(2022, 3, 7, 8))
        answer(heard)
        fake_clock.set(datetime(2022, 3, 7, 9))
        assert actions.run_pass(by=None).counts["due"] == 1
        fake_clock.set(datetime(2022, 3, 7, 23))
        counts = actions.run_pass(by=None).counts
        assert (counts["missed"], counts["unheard_high"], counts["unheard"]) == (2, 1, 0)

    def test_no_alarm_is_without_an_owner(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock
    ) -> None:
        for hours in (0, 5, 16):
            fake_clock.advance(hours=hours)
            answer(make_episode(underlying=True), "cyanosis", "chest_pain")
            actions.run_pass(by=None)
            assert not Alarm.objects.filter(owner_role="").exists()
            assert not Alarm.objects.filter(owner_unit=None).exists()
        assert Episode.objects.count() == 3
