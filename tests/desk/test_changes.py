"""What a cut-off says that the one before did not."""

from __future__ import annotations

from typing import Any

from giaoban.desk import changes
from giaoban.desk.queries import Told


def told(silent: tuple[str, ...] = (), matrix: Any = None, **figures: dict[str, Any]) -> Told:
    tables = {"transitions": matrix, "not_reporting": [{"code": c, "name": c} for c in silent]}
    return Told({name: {"id": name, "unit": "cases", **f} for name, f in figures.items()}, tables)


MATRIX = [[5, 2, 0, 0], [1, 4, 3, 1], [0, 0, 6, 2], [0, 0, 1, 7]]


class TestSince:
    def test_it_counts_who_came_to_a_high_level_from_below(self) -> None:
        found = changes.since(told(matrix=MATRIX), None)
        assert found.reached == {3: 3, 4: 3}
        assert (found.raised, found.lowered) == (8, 2)

    def test_it_names_who_fell_silent_and_who_was_heard_again(self) -> None:
        found = changes.since(told(("a", "b")), told(("b", "c")))
        assert [u["code"] for u in found.fell_silent] == ["a"]
        assert [u["code"] for u in found.heard_again] == ["c"]

    def test_without_a_cut_off_before_nobody_fell_silent(self) -> None:
        found = changes.since(told(("a",)), None)
        assert (found.fell_silent, found.heard_again) == ([], [])

    def test_a_figure_that_stands_otherwise_now_is_a_correction(self) -> None:
        found = changes.since(told(new={"value": 9, "base": 12, "stated_before": 10}), None)
        assert [(c.figure["id"], c.difference) for c in found.corrections] == [("new", 2)]

    def test_what_was_stated_rightly_or_never_is_none(self) -> None:
        same = {"value": 9, "base": 10, "stated_before": 10}
        never = {"value": 9, "base": 10, "stated_before": None}
        assert changes.since(told(new=same, active=never), None).corrections == []

    def test_a_figure_nobody_says_aloud_is_not_told(self) -> None:
        other = {"value": 9, "base": 12, "stated_before": 10}
        assert changes.since(told(home_share=other), None).corrections == []
