"""Moves of a task, its sides, and its measure."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from giaoban.accounts.models import Role
from giaoban.accounts.rules import acts_of
from giaoban.directives import rules

NOW = datetime(2022, 3, 7, 7, 0)
# one line a move, one column a state, in this order
STATES = ["given", "received", "progress", "stuck", "returned", "done", "accepted", "withdrawn"]
TABLE = """
receive           x . . . . . . .
report            x x x x x . . .
stuck             x x x x x . . .
ask_help          x x x x x . . .
answer            x x x x x . . .
ask_extension     x x x x x . . .
extend            x x x x x . . .
refuse_extension  x x x x x . . .
reply             x x x x x . . .
sign_off          . . . . . x . .
return            . . . . . x . .
withdraw          x x x x x . . .
"""
CELLS = [
    (state, line.split()[0], mark == "x")
    for line in TABLE.strip().splitlines()
    for state, mark in zip(STATES, line.split()[1:], strict=True)
]
OWNER_MOVES = {"receive", "report", "stuck", "ask_help", "answer", "ask_extension"}


class TestMayMove:
    @pytest.mark.parametrize(("state", "move", "may"), CELLS)
    def test_it_is_the_table(self, state: str, move: str, may: bool) -> None:
        role = "commune" if move in OWNER_MOVES else "office"
        assert rules.may_move(state, move, role) is may

    def test_the_table_names_every_move_and_every_state(self) -> None:
        assert {move for _, move, _ in CELLS} == set(rules.MOVES)
        assert set(STATES) == set(rules.STATES)

    @pytest.mark.parametrize("role", Role.values)
    def test_a_role_answers_only_with_the_act_and_signs_off_only_with_the_act(self, role: str) -> None:
        assert rules.may_move("received", "answer", role) is ("answer" in acts_of(role))
        assert rules.may_move("done", "sign_off", role) is ("sign_off" in acts_of(role))

    def test_an_unknown_move_is_none(self) -> None:
        assert not rules.may_move("given", "forget", "commune")

    def test_every_move_leads_to_a_state_that_exists(self) -> None:
        assert {rules.next_state(s, m) for m, r in rules.MOVES.items() for s in r.states} <= set(rules.STATES)

    def test_every_owner_can_answer(self) -> None:
        owners = {role for roles in rules.OWNERS.values() for role in roles}
        assert all(rules.may_move("given", "answer", role) for role in owners)


class TestSides:
    PARTIES = rules.Parties("VN/22/195/06778", "commune", "VN/22")

    @pytest.mark.parametrize(
        ("path", "role", "side"),
        [
            ("VN/22/195/06778", "commune", {"owner"}),
            ("VN/22/195/06778", "station", set()),  # the same place, another body
            ("VN/22/195/06781", "commune", set()),
            ("VN/22/195", "district", set()),  # above the owner, below the giver
            ("VN/22", "office", {"giver"}),
            ("VN", "leader", {"giver"}),
            ("VN/2", "office", set()),  # a prefix of the text is not a place above
        ],
    )
    def test_it_follows_place_and_role(self, path: str, role: str, side: set[str]) -> None:
        assert rules.sides(self.PARTIES, path=path, role=role) == side

    def test_nobody_signs_off_their_own_work(self) -> None:
        own = rules.Parties("VN/22/195", "district", "VN/22/195")
        assert rules.sides(own, path="VN/22/195", role="district") == {"owner"}


class TestOverdue:
    def test_it_is_a_comparison_with_the_clock(self) -> None:
        assert not rules.is_overdue("received", NOW, NOW)
        assert rules.is_overdue("received", NOW, NOW + timedelta(seconds=1))

    @pytest.mark.parametrize("state", rules.CLOSED)
    def test_what_is_answered_is_not_overdue(self, state: str) -> None:
        assert not rules.is_overdue(state, NOW, NOW + timedelta(days=9))


class TestExtension:
    @pytest.mark.parametrize(
        ("moves", "waits"),
        [
            (["given"], False),
            (["given", "ask_extension"], True),
            (["given", "ask_extension", "report"], True),
            (["given", "ask_extension", "extend"], False),
            (["given", "ask_extension", "refuse_extension"], False),
            (["given", "ask_extension", "refuse_extension", "ask_extension"], True),
            (["given", "ask_extension", "answer"], False),
        ],
    )
    def test_a_request_waits_until_it_is_decided(self, moves: list[str], waits: bool) -> None:
        assert rules.waits_for_extension(moves) is waits


class TestMeasure:
    def test_a_target_may_be_relative_to_the_start(self) -> None:
        assert rules.target_of(200.0, None, -20.0) == pytest.approx(160.0)
        assert rules.target_of(200.0, 95.0, None) == 95.0
        assert rules.target_of(None, None, -20.0) is None

    @pytest.mark.parametrize(
        ("value", "target", "direction", "reached"),
        [
            (95.0, 95.0, "up", True),
            (94.99, 95.0, "up", False),
            (160.0, 160.0, "down", True),
            (161.0, 160.0, "down", False),
            (None, 160.0, "down", None),
            (160.0, None, "down", None),
        ],
    )
    def test_the_target_itself_is_reached(
        self, value: float | None, target: float | None, direction: str, reached: bool | None
    ) -> None:
        assert rules.has_reached(value, target, direction) is reached

    @pytest.mark.parametrize(
        ("reported", "recorded", "unit", "differs"),
        [
            (96.72, 96.7249, "percent", False),
            (96.72, 96.73, "percent", True),
            (100.0, 96.7, "percent", True),
            (12.0, 12.0, "cases", False),
            (12.0, 13.0, "cases", True),
            (None, 13.0, "cases", False),
            (12.0, None, "cases", False),
        ],
    )
    def test_report_and_records_differ_where_the_printed_digits_do(
        self, reported: float | None, recorded: float | None, unit: str, differs: bool
    ) -> None:
        assert rules.differs(reported, recorded, unit) is differs
