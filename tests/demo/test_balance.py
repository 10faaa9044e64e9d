"""The balance sheet of the province, counted from the written files."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from tests.demo.reading import WEEK8, WEEK9, Written, day, within

pytestmark = pytest.mark.slow

SUNDAY = date(2022, 3, 6)
BEFORE = (date(2021, 10, 11), date(2022, 2, 20))


def share(rows: list[dict[str, str]], column: str, *values: str) -> float:
    return 100 * sum(r[column] in values for r in rows) / len(rows)


class TestNewCases:
    def test_they_make_the_announced_totals_of_the_three_periods(self, written: Written) -> None:
        assert len(written.new(BEFORE)) == 28_421
        assert len(written.new(WEEK8)) == 37_500
        assert len(written.new(WEEK9)) == 45_200
        assert len(written.now) == 111_121

    def test_the_day_of_the_bulletin_has_its_districts(self, written: Written) -> None:
        that_day = written.new((date(2022, 2, 21), date(2022, 2, 21)))
        districts = Counter(r["district"] for r in that_day)
        assert len(that_day) == 1_898
        assert (districts["Thành phố Hạ Long"], districts["Thành phố Cẩm Phả"]) == (387, 242)
        assert (districts["Thị xã Đông Triều"], districts["Huyện Cô Tô"]) == (275, 4)

    def test_the_day_of_the_bulletin_has_its_settings_and_trades(self, written: Written) -> None:
        that_day = written.new((date(2022, 2, 21), date(2022, 2, 21)))
        assert Counter(r["found"] for r in that_day) == {"community": 1_683, "quarantine": 215}
        trades = Counter(r["occupation"] for r in that_day)
        assert (trades["pupil"], trades["teacher"], trades["worker"]) == (421, 40, 337)

    def test_the_shares_of_pupils_and_workers_hold_in_week_9(self, written: Written) -> None:
        new = written.new(WEEK9)
        assert round(share(new, "occupation", "pupil"), 1) == 22.2
        assert round(share(new, "occupation", "teacher"), 2) == 2.11
        assert round(share(new, "occupation", "worker"), 1) == 17.8

    def test_the_peak_day_of_february_is_the_published_one(self, written: Written) -> None:
        days = Counter(day(r["announced"]) for r in written.new(BEFORE))
        assert days.most_common(1) == [(date(2022, 2, 17), 2_477)]

    def test_cumulative_cases_meet_the_published_ones(self, written: Written) -> None:
        for end, published in ((date(2022, 1, 1), 3_578), (date(2022, 2, 12), 15_640)):
            assert len(written.new((BEFORE[0], end))) == published


class TestMinistrysCount:
    def test_it_announced_fewer_than_the_province_in_both_weeks(self, written: Written) -> None:
        for week in (WEEK8, WEEK9):
            theirs = sum(within(r["ministry_announced"], week) for r in written.now.values())
            assert 0 < theirs < len(written.new(week))

    def test_it_has_its_published_number_on_3_march(self, written: Written) -> None:
        that_day = [r for r in written.now.values() if r["ministry_announced"] == "03/03/2022"]
        assert len(that_day) == 3_956

    def test_it_never_announces_before_the_province(self, written: Written) -> None:
        pairs = [(r["ministry_announced"], r["announced"]) for r in written.now.values()]
        assert all(not theirs or day(theirs) >= day(ours) for theirs, ours in pairs)

    def test_some_cases_reach_it_a_day_or_more_later(self, written: Written) -> None:
        rows = [r for r in written.new(WEEK8) if r["ministry_announced"]]
        assert any(r["ministry_announced"] != r["announced"] for r in rows)


class TestClosedCases:
    def test_478_are_closed_on_every_day_of_both_weeks(self, written: Written) -> None:
        closed = Counter(day(r["outcome_date"]) for r in written.now.values() if r["outcome"])
        days = [WEEK8[0] + timedelta(n) for n in range(14)]
        assert [closed[d] for d in days] == [478] * 14

    def test_twelve_died_in_week_9_and_thirteen_before(self, written: Written) -> None:
        assert len(written.deaths(WEEK9)) == 12
        assert len(written.deaths(WEEK8)) == 0
        assert len(written.deaths(BEFORE)) == 13

    def test_deaths_are_the_stated_share_of_new_cases(self, written: Written) -> None:
        percent = 100 * len(written.deaths(WEEK9)) / len(written.new(WEEK9))
        assert round(percent, 3) == 0.027

    def test_nobody_recovers_in_less_than_seven_days(self, written: Written) -> None:
        recovered = [r for r in written.now.values() if r["outcome"] == "recovered"]
        stays = [(day(r["outcome_date"]) - day(r["announced"])).days for r in recovered]
        assert min(stays) == 7


class TestActiveCases:
    def test_they_are_as_many_as_the_bulletin_had_on_its_day(self, written: Written) -> None:
        assert len(written.active(date(2022, 2, 21))) == 15_774

    def test_they_are_90_362_on_sunday(self, written: Written) -> None:
        assert len(written.active(SUNDAY)) == 90_362

    def test_87_398_of_them_are_at_home(self, written: Written) -> None:
        active = written.active(SUNDAY)
        assert sum(r["care_place"] == "home" for r in active) == 87_398
        assert round(share(active, "care_place", "home"), 2) == 96.72

    def test_the_share_without_or_with_mild_symptoms_is_the_notices(self, written: Written) -> None:
        active = written.active(SUNDAY)
        assert round(share(active, "severity", "asymptomatic", "mild"), 2) == 99.53

    def test_tier_1_is_home_and_isolation_and_tiers_2_and_3_are_hospital(self, written: Written) -> None:
        active = written.active(SUNDAY)
        assert all((r["tier"] == "1") == (r["care_place"] != "hospital") for r in active)
        tiers = Counter(r["tier"] for r in active)
        assert abs(tiers["2"] / tiers["3"] - 830 / 759) < 0.002

    def test_only_hospital_patients_are_more_than_mildly_ill_or_on_oxygen(self, written: Written) -> None:
        grave = [
            r
            for r in written.active(SUNDAY)
            if r["support"] != "none" or r["severity"] not in ("asymptomatic", "mild")
        ]
        assert len(grave) > 400
        assert {r["care_place"] for r in grave} == {"hospital"}

    def test_many_are_past_their_seventh_day_and_not_closed(self, written: Written) -> None:
        overdue = [r for r in written.active(SUNDAY) if (SUNDAY - day(r["announced"])).days >= 7]
        assert len(overdue) > 40_000
