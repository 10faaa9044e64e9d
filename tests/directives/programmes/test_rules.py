"""Where a target should stand, when a finding is open, what may be said of a pilot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from giaoban.directives.programmes.rules import inspections, pilots, targets
from giaoban.directives.programmes.rules.pilots import Counted, Group

START, DUE = date(2022, 2, 27), date(2022, 3, 31)  # 32 days
FALL = targets.Course("linear", "down", "cases", START, 320.0, DUE, 160.0)
STEPS = replace(FALL, path="milestones", milestones=((date(2022, 3, 6), 300.0), (date(2022, 3, 20), 220.0)))


class TestThePath:
    def test_a_straight_line_asks_for_its_share_of_the_way(self) -> None:
        assert targets.expected(FALL, START) == 320
        assert targets.expected(FALL, date(2022, 3, 15)) == 240
        assert targets.expected(FALL, DUE) == 160
        assert targets.expected(FALL, date(2022, 5, 1)) == 160

    def test_between_milestones_the_last_one_due_holds(self) -> None:
        assert targets.expected(STEPS, date(2022, 3, 5)) is None
        assert targets.expected(STEPS, date(2022, 3, 6)) == 300
        assert targets.expected(STEPS, date(2022, 3, 19)) == 300
        assert targets.expected(STEPS, date(2022, 3, 20)) == 220
        assert targets.expected(STEPS, DUE) == 160

    def test_without_a_start_a_straight_line_asks_nothing_until_its_end(self) -> None:
        unknown = replace(FALL, start=None)
        assert targets.expected(unknown, date(2022, 3, 15)) is None
        assert targets.expected(unknown, DUE) == 160

    @pytest.mark.parametrize(
        ("on", "value", "verdict", "gap"),
        [
            (date(2022, 3, 15), 240.0, "on_path", None),
            (date(2022, 3, 15), 240.4, "on_path", None),  # less than half a case
            (date(2022, 3, 15), 241.0, "behind", 1.0),
            (date(2022, 3, 15), 160.0, "reached", None),
            (date(2022, 3, 30), 170.0, "behind", 5.0),
            (DUE, 161.0, "missed", 1.0),
            (DUE, 160.0, "reached", None),
            (DUE, 160.4, "reached", None),
        ],
    )
    def test_it_says_how_a_value_stands_and_how_much_is_missing(
        self, on: date, value: float, verdict: str, gap: float | None
    ) -> None:
        found = targets.standing(FALL, on, value)
        assert (found.verdict, found.gap) == (verdict, gap)

    def test_upwards_less_is_behind(self) -> None:
        rise = replace(FALL, direction="up", unit="percent", start=90.0, goal=95.0)
        assert targets.standing(rise, date(2022, 3, 15), 92.5).verdict == "on_path"
        assert targets.standing(rise, date(2022, 3, 15), 92.49).verdict == "behind"

    def test_it_says_why_nothing_can_be_told(self) -> None:
        day = date(2022, 3, 15)
        assert targets.standing(FALL, day, None).why == "no_value"
        assert targets.standing(replace(FALL, start=None), day, 200.0).why == "no_start"
        assert targets.standing(replace(FALL, goal=None), day, 200.0).why == "no_goal"
        assert targets.standing(replace(FALL, start=None), day, 150.0).verdict == "reached"

    def test_before_the_first_milestone_nothing_is_late(self) -> None:
        assert targets.standing(STEPS, date(2022, 3, 5), 400.0).verdict == "on_path"

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            ({}, ""),
            ({"due_on": START}, "due"),
            ({"milestones": ((DUE, 200.0),)}, "milestone_day"),
            ({"milestones": ((date(2022, 3, 6), 200.0), (date(2022, 3, 20), 220.0))}, "milestone_way"),
            ({"milestones": ((date(2022, 3, 6), 150.0),)}, "milestone_way"),
            ({"start": 160.0}, "reached"),
        ],
    )
    def test_a_path_that_cannot_be_walked_is_named(self, change: dict[str, object], fault: str) -> None:
        assert targets.in_order(replace(FALL, **change)) == fault


class TestFindings:
    def test_one_is_open_until_its_repair_is_confirmed(self) -> None:
        states = [None, "given", "done", "withdrawn", "accepted"]
        assert [inspections.is_open(s) for s in states] == [True, True, True, True, False]

    def test_those_without_a_task_are_counted(self) -> None:
        assert inspections.without_repair([1, None, 2, None]) == 2


def group(value: float | None, records: int = 100, places: int = 2) -> Group:
    return Group(value, records, places)


class TestPilots:
    def test_counts_of_places_are_summed_and_shares_made_again(self) -> None:
        counts = [Counted(30, 30), Counted(70, 70)]
        assert pilots.together(counts, None) == Group(100, 100, 2)
        shares = [Counted(50.0, 1, 1, 2), Counted(10.0, 10, 10, 100)]
        assert pilots.together(shares, 100.0).value == pytest.approx(11 / 102 * 100)

    def test_a_place_without_a_figure_leaves_the_group_without(self) -> None:
        assert pilots.together([Counted(30, 30), Counted(None, 0)], None).value is None

    @pytest.mark.parametrize(
        ("pilot", "beside", "verdict", "difference"),
        [
            ((100, 80), (100, 90), "better", -10.0),
            ((100, 120), (100, 110), "worse", 10.0),
            ((100, 120), (50, 60), "same", 0.0),
            ((None, 120), (50, 60), "no_figures", None),
            ((0, 120), (50, 60), "no_figures", None),
        ],
    )
    def test_the_change_is_told_against_the_change_beside(
        self, pilot: tuple[float, float], beside: tuple[float, float], verdict: str, difference: float | None
    ) -> None:
        groups = [tuple(group(v) for v in pair) for pair in (pilot, beside)]
        told = pilots.tell(groups[0], groups[1], "down", 30)
        assert (told.verdict, told.difference) == (verdict, difference)

    def test_nothing_is_said_from_few_records(self) -> None:
        held = (group(100), group(80))
        few = (group(100), group(90, records=29))
        assert pilots.tell(held, few, "down", 30).verdict == "few"
        assert pilots.tell(held, (group(100), group(90, records=30)), "down", 30).verdict == "better"

    def test_nothing_is_said_without_places_beside(self) -> None:
        none = (group(0, 0, 0), group(0, 0, 0))
        assert pilots.tell((group(100), group(80)), none, "down", 30).verdict == "no_comparison"
