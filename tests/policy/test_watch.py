"""On the list by a reason, off it by a row of calm days."""

from __future__ import annotations

from datetime import date

from giaoban.policy import comparison, watch
from giaoban.policy.watch import Day
from tests.policy.edge_cases import RULES

DAY = date(2022, 3, 6)
HELD = watch.limits(RULES.get("watch_list/giao-ban"), DAY)
CALM, GROWING, RISING = Day(80, 100), Day(160, 100), Day(110, 100)


class TestReplay:
    def test_a_reason_puts_on_the_list_the_same_day(self) -> None:
        assert watch.replay([CALM, CALM, GROWING], HELD) == watch.Standing(True, since=2)

    def test_six_calm_days_keep_it_on_seven_take_it_off(self) -> None:
        assert watch.replay([GROWING, *[CALM] * 6], HELD).on_list
        assert watch.replay([GROWING, *[CALM] * 7], HELD) == watch.Standing(False, since=0, left=7)

    def test_a_rise_without_a_reason_is_not_calm(self) -> None:
        days = [GROWING, *[CALM] * 6, RISING, *[CALM] * 6]
        assert watch.replay(days, HELD).on_list

    def test_whoever_comes_back_is_on_it_since_then(self) -> None:
        days = [GROWING, *[CALM] * 7, GROWING]
        assert watch.replay(days, HELD) == watch.Standing(True, since=8)

    def test_a_silent_week_is_no_calm_week(self) -> None:
        silent = Day(0, 0, reported=False)
        assert watch.replay([GROWING, *[CALM] * 6, silent], HELD) == watch.Standing(True, since=0)


class TestMatches:
    RULE = RULES.get("comparison/giao-ban")
    PILOT = comparison.Place("p", 10_000, 100.0)

    def places(self, *given: tuple[str, float | None, float | None]) -> list[str]:
        others = [comparison.Place(*one) for one in given]
        return [m.code for m in comparison.matches(self.RULE, DAY, [self.PILOT], others)]

    def test_the_nearest_two_are_taken(self) -> None:
        near = ("a", 15_000.0, 100.0), ("b", 10_000.0, 110.0), ("c", 9_000.0, 100.0)
        assert self.places(*near) == ["b", "c"]

    def test_half_is_as_far_as_twice_and_the_code_decides(self) -> None:
        assert self.places(("b", 20_000.0, 100.0), ("a", 5_000.0, 100.0)) == ["a", "b"]

    def test_what_is_not_known_or_too_different_is_like_none(self) -> None:
        assert self.places(("a", None, 100.0), ("b", 10_000.0, None), ("c", 30_000.0, 100.0)) == []

    def test_no_place_stands_beside_two(self) -> None:
        two = [self.PILOT, comparison.Place("q", 10_000, 100.0)]
        others = [comparison.Place("a", 10_000.0, 100.0), comparison.Place("b", 9_000.0, 100.0)]
        found = comparison.matches(self.RULE, DAY, two, others)
        assert [(m.code, m.of) for m in found] == [("a", "p"), ("b", "p")]
