"""How a divided unit's people are shared out."""

from __future__ import annotations

import pytest

from giaoban.places.division import room_left, shares


class TestShares:
    def test_a_whole_unit_goes_whole(self) -> None:
        assert shares({"a": ["x"]}, {}, {}) == {("a", "x"): 1.0}

    def test_parts_follow_the_room_that_whole_units_leave(self) -> None:
        going = {"whole": ["x"], "divided": ["x", "y"]}
        room = room_left(going, {"whole": 60, "divided": 40}, {"x": 70, "y": 30})
        weights = shares(going, room, {})
        assert weights["divided", "x"] == pytest.approx(0.25)
        assert weights["divided", "y"] == pytest.approx(0.75)

    def test_a_register_with_a_larger_sum_is_scaled_first(self) -> None:
        going = {"whole": ["x"], "divided": ["x", "y"]}
        room = room_left(going, {"whole": 60, "divided": 40}, {"x": 140, "y": 60})
        assert shares(going, room, {})["divided", "y"] == pytest.approx(0.75)

    def test_without_populations_parts_follow_the_area(self) -> None:
        weights = shares({"a": ["x", "y"]}, {}, {"x": 1.0, "y": 3.0})
        assert weights == {("a", "x"): 0.25, ("a", "y"): 0.75}

    def test_without_anything_parts_are_equal(self) -> None:
        assert shares({"a": ["x", "y"]}, {}, {}) == {("a", "x"): 0.5, ("a", "y"): 0.5}
