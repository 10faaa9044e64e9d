"""The extract of care tells what happened, as known at its moment; Hà Nội's notice by the tier figures."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pytest

from giaoban.accounts.scope import Scope
from giaoban.care import actions as care
from giaoban.care import load
from giaoban.care.models import Alarm, Episode
from giaoban.places.models import Facility, Unit
from giaoban.resources.actions import stock
from giaoban.situation import actions as situation
from giaoban.situation import parts
from tests.analytics.judging import by_duckdb, complete
from tests.care.conftest import Answer, MakeEpisode
from tests.clock import FakeClock
from tests.registry import small_tree

EVERYBODY = Scope(None, "district", 0, "", True, frozenset({"care"}))


def frozen(at: datetime) -> dict[str, list[dict[str, Any]]]:
    snapshot = situation.freeze(by=None, known_at=at, on=at.date())
    found = {}
    for name in ("home_care", "care_days", "care_alarms", "referrals", "stock_days", "postings"):
        files = [str(parts.path(part["sha256"])) for part in snapshot.manifest[name]]
        found[name] = duckdb.sql(f"SELECT * FROM read_parquet({files})").to_arrow_table().to_pylist()
    return found


@pytest.mark.slow
@pytest.mark.django_db
class TestTheExtractOfCare:
    def test_a_check_stands_on_its_day_and_its_alarm_on_the_day_it_rang(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock
    ) -> None:
        episode = make_episode()
        answer(episode, "cyanosis", spo2=97)
        now = Alarm.objects.get().raised_at
        told = frozen(now + timedelta(minutes=1))
        [day] = told["care_days"]
        assert (day["case"], day["unit"], day["day"]) == (episode.case.ref, episode.unit.code, now.date())
        assert (day["checks"], day["by_staff"], day["reached"]) == (1, 0, 0)
        [alarm] = told["care_alarms"]
        assert (alarm["rank"], alarm["answered"], alarm["minutes"]) == ("emergency", None, None)

    def test_what_ended_later_is_told_as_not_ended(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock
    ) -> None:
        episode = make_episode()
        answer(episode, "cyanosis", spo2=97)
        alarm = Alarm.objects.get()
        later = alarm.raised_at + timedelta(minutes=20)
        Alarm.objects.update(answered_at=later, answer="confirmed")
        Episode.objects.update(closed_at=later, closed_reason="hospital")
        before, after = frozen(later - timedelta(minutes=1)), frozen(later + timedelta(minutes=1))
        assert before["care_alarms"][0]["answer"] is None and before["home_care"][0]["closed"] is None
        assert after["care_alarms"][0]["minutes"] == 20 and after["home_care"][0]["reason"] == "hospital"

    def test_a_day_belongs_to_the_place_that_answered_on_it(
        self, make_episode: MakeEpisode, answer: Answer, places: dict[str, Unit], fake_clock: FakeClock
    ) -> None:
        episode = make_episode(unit=small_tree.CAM_TRUNG)
        answer(episode, spo2=98)
        first = fake_clock.advance(hours=20)
        care.move_episode(by=None, episode=episode, unit=places[small_tree.HONG_GAI], at=first)
        answer(episode, spo2=98)
        told = frozen(first + timedelta(minutes=1))
        days = sorted(told["care_days"], key=lambda row: row["day"])
        assert [row["unit"] for row in days] == [small_tree.CAM_TRUNG, small_tree.HONG_GAI]
        assert told["home_care"][0]["unit"] == small_tree.HONG_GAI
        [before] = frozen(first - timedelta(hours=1))["home_care"]  # as it was known then
        assert before["unit"] == before["station_unit"] == small_tree.CAM_TRUNG

    def test_a_lot_leaves_the_shelf_on_the_day_after_its_last(
        self, places: Any, fake_clock: FakeClock
    ) -> None:
        site = Facility.objects.get(code=f"TYT-{small_tree.CAM_TRUNG}")
        today = fake_clock.advance(minutes=1).date()
        stock.receive(by=None, facility=site, item="pack_a", quantity=5, expires_on=today)
        stock.hand_out(by=None, facility=site, item="pack_a", quantity=2, key="a")
        for discarded in (False, True):  # whether somebody has thrown it away by then or not
            at = fake_clock.advance(hours=30)
            if discarded:
                stock.discard(by=None, facility=site, item="pack_a")
            told = {row["day"]: row["change"] for row in frozen(at + timedelta(minutes=1))["stock_days"]}
            assert told == {today: 3.0, today + timedelta(days=1): -3.0}

    def test_without_care_the_tables_are_empty(self, places: Any) -> None:
        assert not any(frozen(datetime(2022, 3, 6, 18)).values())


@pytest.mark.django_db
class TestTheAlarmsOfAWeek:
    def test_they_are_counted_by_station_and_day_with_the_share_confirmed(
        self, make_episode: MakeEpisode, answer: Answer, fake_clock: FakeClock
    ) -> None:
        for place, said in ((small_tree.CAM_TRUNG, "confirmed"), (small_tree.HONG_GAI, "false")):
            alarm = answer(make_episode(unit=place), "cyanosis").alarm
            assert alarm is not None
            Alarm.objects.filter(pk=alarm.pk).update(answered_at=alarm.rings_at, answer=said)
        answer(make_episode(), "cyanosis")
        answer(make_episode(), spo2=95)  # waits for its second reading and has not rung
        found = load.alarms_of_week(EVERYBODY, fake_clock.advance(seconds=1))
        assert found is not None
        assert (found.alarms, found.stations, found.confirmed_share, found.unanswered) == (3, 2, 50.0, 1)
        assert found.per_station_day == pytest.approx(3 / 14)

    def test_where_nobody_is_followed_there_is_no_figure(self, places: Any, fake_clock: FakeClock) -> None:
        assert load.alarms_of_week(EVERYBODY, fake_clock.advance(seconds=1)) is None


@pytest.mark.slow
class TestTheNoticeOfHaNoi:
    """Scene S4: 39,167 + 2,225 + 648 people make 42,040, by the tier each case is in."""

    def test_the_tiers_make_the_whole_and_their_shares(self) -> None:
        from giaoban.kernel.vietnamese import rounded

        said = by_duckdb(complete(NOTICE), only={"active", *(f"tier_{t}_share" for t in "123")})["22"]
        assert [said.value(f"tier_{t}") for t in "123"] == [39_167, 2_225, 648]
        assert said.value("active") == 42_040
        shares = [rounded(said.value(f"tier_{t}_share") or 0, 2) for t in "123"]
        assert [str(share) for share in shares] == ["93.17", "5.29", "1.54"]


def _notice() -> dict[str, list[dict[str, Any]]]:
    """One case a person; those above the first tier came there from it, as cases do."""
    tiers = ["1"] * 39_167 + ["2"] * 2_225 + ["3"] * 648
    cases = [
        {"case": n, "unit": f"0000{n % 3 + 1}", "announced": date(2022, 2, 25)} for n in range(len(tiers))
    ]
    first, then = date(2022, 2, 25), date(2022, 3, 2)
    spells = []
    for n, tier in enumerate(tiers):
        spells.append({"case": n, "kind": "tier", "value": "1", "from_date": first,
                       "to_date": None if tier == "1" else then})  # fmt: skip
        if tier != "1":
            spells.append({"case": n, "kind": "tier", "value": tier, "from_date": then})
    return {"cases": cases, "spells": spells}


NOTICE = _notice()
