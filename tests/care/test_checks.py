"""A check is a fact: written once, alarming at once, asked again without delay."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

import pytest

from giaoban.care import actions
from giaoban.care.models import Alarm, Check, Contact, Episode
from giaoban.care.rules.checking import Answers
from giaoban.kernel.errors import UserError
from tests.care.conftest import Answer, MakeEpisode
from tests.clock import FakeClock

NOW = datetime(2022, 3, 7, 7)


class TestAlarms:
    def test_a_sign_raises_one_with_an_owner_and_its_rule(
        self, make_episode: MakeEpisode, answer: Answer
    ) -> None:
        episode = make_episode()
        alarm = answer(episode, "chest_pain").alarm
        assert alarm is not None
        assert (alarm.rank, alarm.owner_role, alarm.owner_unit) == ("report_now", "station", episode.unit)
        assert alarm.rule == "danger_signs/528-qd-byt"
        assert alarm.rings_at == alarm.raised_at

    def test_an_emergency_beside_a_lesser_alarm_is_an_alarm_of_its_own(
        self, make_episode: MakeEpisode, answer: Answer
    ) -> None:
        episode = make_episode()
        answer(episode, "chest_pain")
        answer(episode, "cyanosis")
        assert set(Alarm.objects.values_list("rank", flat=True)) == {"report_now", "emergency"}

    def test_the_same_sign_again_rings_once(self, make_episode: MakeEpisode, answer: Answer) -> None:
        episode = make_episode()
        answer(episode, "chest_pain")
        assert answer(episode, "chest_pain").alarm is None
        assert Alarm.objects.count() == 1

    def test_answers_without_a_sign_lift_nothing(self, make_episode: MakeEpisode, answer: Answer) -> None:
        episode = make_episode()
        answer(episode, "chest_pain")
        answer(episode, spo2=98)
        assert Alarm.objects.get().answered_at is None

    def test_the_age_of_a_child_counts(self, make_episode: MakeEpisode, answer: Answer) -> None:
        child = make_episode(birth=date(2019, 3, 7))
        assert answer(child, rr=39).alarm is None
        assert answer(child, rr=40).alarm is not None


class TestSecondReading:
    def test_an_abnormal_spo2_alone_waits_for_it(self, make_episode: MakeEpisode, answer: Answer) -> None:
        recorded = answer(make_episode(), spo2=96)
        assert recorded.found.second_reading == (30, 60)
        assert recorded.alarm is not None
        assert recorded.alarm.rings_at == NOW + timedelta(seconds=60)

    def test_it_rings_by_itself_when_none_comes(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock
    ) -> None:
        answer(make_episode(), spo2=96)
        fake_clock.advance(seconds=61)
        assert Alarm.objects.filter(answered_at=None, rings_at__lte=fake_clock.advance()).count() == 1

    def test_a_normal_one_settles_it(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock
    ) -> None:
        episode = make_episode()
        first = answer(episode, spo2=96).check
        fake_clock.advance(seconds=45)
        answer(episode, asked=False, spo2=98, second_of=first.pk)
        assert Alarm.objects.get().answer == "settled"

    def test_an_abnormal_one_rings_at_once(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock
    ) -> None:
        episode = make_episode()
        first = answer(episode, spo2=96).check
        now = fake_clock.advance(seconds=45)
        answer(episode, asked=False, spo2=95, second_of=first.pk)
        assert Alarm.objects.get().rings_at == now

    def test_once_it_rang_only_a_person_answers_it(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock
    ) -> None:
        episode = make_episode()
        first = answer(episode, spo2=96).check
        fake_clock.advance(minutes=3)
        answer(episode, asked=False, spo2=98, second_of=first.pk)
        assert Alarm.objects.get().answered_at is None

    def test_a_low_plausible_value_alarms_first(self, make_episode: MakeEpisode, answer: Answer) -> None:
        recorded = answer(make_episode(), spo2=72)
        assert recorded.alarm is not None
        assert (recorded.alarm.rank, recorded.alarm.rings_at) == ("emergency", NOW)
        assert recorded.found.second_reading == (30, 60)

    def test_another_sign_beside_it_does_not_wait(self, make_episode: MakeEpisode, answer: Answer) -> None:
        recorded = answer(make_episode(), "breathless", spo2=96)
        assert recorded.alarm is not None and recorded.alarm.rings_at == NOW


class TestOddValues:
    @pytest.mark.parametrize(
        ("given", "asked"),
        [
            ({"spo2": 9.8}, {"spo2": "spo2_tenfold"}),
            ({"spo2": 980}, {"spo2": "spo2_point"}),
            ({"spo2": 118}, {"spo2": "spo2_pulse"}),
            ({"temperature": 100.4}, {"temperature": "temperature_fahrenheit"}),
        ],
    )
    def test_they_are_asked_again_and_kept(
        self, make_episode: MakeEpisode, answer: Answer, given: dict[str, float], asked: dict[str, str]
    ) -> None:
        recorded = answer(make_episode(), **given)
        assert recorded.found.odd == asked
        assert f"odd:{next(iter(given))}" in recorded.check.flags
        assert recorded.alarm is None

    def test_asking_delays_no_alarm_of_other_answers(self, make_episode: MakeEpisode, answer: Answer) -> None:
        recorded = answer(make_episode(), "cyanosis", spo2=980)
        assert recorded.found.odd == {"spo2": "spo2_point"}
        assert recorded.alarm is not None and recorded.alarm.rings_at == NOW

    def test_confirmed_it_is_kept_with_a_flag_and_counts(
        self, make_episode: MakeEpisode, answer: Answer
    ) -> None:
        episode = make_episode()
        first = answer(episode, spo2=9.8).check
        second = answer(episode, asked=False, spo2=9.8, confirmed=["spo2"], second_of=first.pk)
        assert second.check.flags == "confirmed:spo2"
        assert second.check.spo2 == 9.8
        assert second.alarm is not None and second.alarm.rank == "emergency"


class TestOnceOnly:
    def test_the_same_check_five_times_is_one(self, make_episode: MakeEpisode, answer: Answer) -> None:
        episode, client = make_episode(), str(uuid.uuid4())
        results = [answer(episode, "chest_pain", client_id=client) for _ in range(5)]
        assert [r.repeated for r in results] == [False, True, True, True, True]
        assert {r.check.pk for r in results} == {Check.objects.get().pk}
        assert Alarm.objects.count() == 1

    def test_two_people_in_the_same_second_are_two_checks_and_one_alarm(
        self, make_episode: MakeEpisode, answer: Answer
    ) -> None:
        episode = make_episode()
        answer(episode, "chest_pain")
        answer(episode, "chest_pain")
        assert (Check.objects.count(), Alarm.objects.count()) == (2, 1)

    def test_one_whose_stay_has_ended_is_told(self, make_episode: MakeEpisode, answer: Answer) -> None:
        episode = make_episode()
        Episode.objects.filter(pk=episode.pk).update(closed_at=NOW, closed_reason="dead")
        with pytest.raises(UserError, match="không còn được theo dõi"):
            answer(episode)


class TestClocks:
    def test_an_answer_kept_on_the_phone_keeps_its_time(
        self, make_episode: MakeEpisode, answer: Answer
    ) -> None:
        phone = datetime(2022, 3, 7, 7, 0)
        check = answer(make_episode(), answered=phone - timedelta(hours=2), sent=phone).check
        assert (check.happened_at, check.received_at) == (NOW - timedelta(hours=2), NOW)
        assert check.flags == "late"

    def test_a_phone_a_day_ahead_moves_nothing_into_the_future(
        self, make_episode: MakeEpisode, answer: Answer
    ) -> None:
        phone = NOW + timedelta(days=1)
        check = answer(make_episode(), answered=phone - timedelta(minutes=1), sent=phone).check
        assert check.happened_at == NOW - timedelta(minutes=1)
        assert check.flags == "clock"

    def test_one_that_runs_backwards_counts_from_its_arrival(
        self, make_episode: MakeEpisode, answer: Answer
    ) -> None:
        check = answer(make_episode(), answered=NOW + timedelta(hours=1), sent=NOW).check
        assert check.happened_at == NOW


class TestStaff:
    def test_their_check_is_a_contact_and_a_self_check_is_not(
        self, make_episode: MakeEpisode, answer: Answer, station: object
    ) -> None:
        episode = make_episode()
        answer(episode)
        assert not Contact.objects.exists()
        client = str(uuid.uuid4())
        for _ in range(2):
            actions.record_staff_check(
                by=station, episode_id=episode.pk, answers=Answers(), client_id=client, channel="phone"
            )
        assert Contact.objects.count() == 1
        episode.refresh_from_db()
        assert episode.last_staff_at == NOW
