"""Moves between levels."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from giaoban.analytics import engine
from giaoban.analytics.transitions import transitions
from tests.analytics.judging import PARAMS, WINDOWS, arrow, by_duckdb, compiled, complete

SAID = {
    "announced_levels": [
        {"unit": "00001", "level": 4, "effective": date(2022, 2, 20)},
        {"unit": "00001", "level": 2, "effective": date(2022, 3, 6)},
        {"unit": "00002", "level": 3, "effective": date(2022, 2, 21)},
        {"unit": "00003", "level": 3, "effective": date(2022, 3, 1)},
    ]
}


def opened() -> pa.Table:
    con = engine.connect(threads=1)
    engine.open_extract(con, arrow(complete(SAID)))
    engine.ask(con, WINDOWS, PARAMS)
    sql = compiled().records_sql("levels_announced")
    return pa.concat_tables([engine.records(con, sql, name) for name in ("base", "current")])


class TestTransitions:
    def test_a_commune_stands_in_the_cell_of_its_two_levels(self) -> None:
        moves = transitions(opened())
        assert moves.matrix == [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0]]
        assert moves.moved[None][3] == 1

    def test_the_net_move_is_the_change_the_figures_state(self) -> None:
        changes = [f"level{level}_change" for level in (1, 2, 3, 4)]
        place = by_duckdb(complete(SAID), only=set(changes))["22"]
        moves = transitions(opened())
        assert [moves.net(level) for level in (1, 2, 3, 4)] == [place.value(c) for c in changes]

    def test_gross_moves_are_told_apart(self) -> None:
        moves = transitions(opened())
        assert (moves.came(3), moves.left(3), moves.net(3)) == (1, 0, 1)
        assert (moves.came(4), moves.left(4)) == (0, 1)

    @given(
        st.lists(st.tuples(st.sampled_from(["base", "current"]), st.sampled_from("abc"), st.integers(1, 4)))
    )
    def test_what_some_left_others_came_to(self, rows: list[tuple[str, str, int]]) -> None:
        table = pa.table(
            {
                "window": [r[0] for r in rows],
                "unit": [r[1] for r in rows],
                "level": pa.array([r[2] for r in rows], pa.int64()),
            }
        )
        moves = transitions(table)
        came = sum(moves.came(level) for level in (1, 2, 3, 4))
        left = sum(moves.left(level) for level in (1, 2, 3, 4))
        announced_now = sum(moves.moved[None][b] for b in (1, 2, 3, 4))
        silent_now = sum(moves.moved[a][None] for a in (1, 2, 3, 4))
        assert came - announced_now == left - silent_now
