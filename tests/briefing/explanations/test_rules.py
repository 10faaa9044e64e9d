"""When a week may be explained."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from giaoban.briefing.explanations import rules
from giaoban.kernel.weeks import Window

WEEK_9 = Window(date(2022, 2, 28), date(2022, 3, 6))
WEEK_10 = Window(date(2022, 3, 7), date(2022, 3, 13))
DUE = datetime(2022, 3, 13, 16)


class TestAUnitIsAsked:
    @pytest.mark.parametrize(
        ("now", "asked"),
        [
            (DUE - timedelta(hours=24, seconds=1), False),
            (DUE - timedelta(hours=24), True),
            (DUE - timedelta(seconds=1), True),
            (DUE, False),
        ],
    )
    def test_from_a_day_before_the_cut_off_until_it(self, now: datetime, asked: bool) -> None:
        assert rules.is_asked(now, DUE) is asked


class TestAnOpenWeek:
    def test_is_this_one_and_the_last_until_it_is_frozen(self) -> None:
        monday = datetime(2022, 3, 7, 0, 0)
        assert rules.open_weeks(monday, lambda week: False) == [WEEK_9, WEEK_10]
        assert rules.open_weeks(monday, lambda week: week == WEEK_9) == [WEEK_10]
        assert rules.open_weeks(datetime(2022, 3, 13, 23, 59), lambda week: True) == []

    def test_ends_with_its_sunday(self) -> None:
        assert rules.week_of(date(2022, 3, 6)) == WEEK_9
        assert rules.week_of(date(2022, 3, 7)) == WEEK_10


class TestANote:
    def test_is_kept_without_empty_lines_and_not_too_long(self) -> None:
        assert rules.sound("  Dồn  ca \n\n của tuần trước ") == "Dồn ca\ncủa tuần trước"
        assert rules.sound(" \n ") == ""
        assert len(rules.sound("x" * 5_000)) == rules.LONGEST
