"""Who may do what, as one table that is read by people."""

from __future__ import annotations

import pytest

from giaoban.accounts import rules
from giaoban.accounts.models import Role

ROLES = [
    "leader", "analyst", "district", "commune", "station", "hospital", "office", "agency", "coordinator",
    "partner", "admin", "companion", "hotline",
]  # fmt: skip
# one line an act, one column a role, in the order above
TABLE = """
see_cases        x x x x x . x . . . x x x
see_identities   . x x x x . . . . . x x x
import           . x x x x x . . . . x . .
export           x x x x . . x . . . x . .
close_cases      . x x x x . . . . . x . .
freeze           . x . . . . . . . . x . .
brief            . x . . . . x . . . x . .
sign             x . . . . . . . . . . . .
conclude         x . x x . . x . . . . . .
assign           x . x x . . x . . . . . .
answer           . . x x x x . x x . . . .
sign_off         x . x x . . x . . . . . .
refer            . . x x x x . . . . . . .
receive          . . . . . x . . . . . . .
coordinate       . . x . . . . . x . . . .
stock            . . x . x x . . x . . . .
roster           . . x . x x . . x . . . .
redistribute     . . x . . . . . x . . . .
merge            . x x x x . . . . . x . .
move             . x x x x . . . . . . . .
admin            . . . . . . . . . . x . .
care             . x x x x . . . . . . x x
hotline          . x x . x . . . . . . . x
review           . x x . x . . . . . . . .
"""
CELLS = [
    (role, line.split()[0], mark == "x")
    for line in TABLE.strip().splitlines()
    for role, mark in zip(ROLES, line.split()[1:], strict=True)
]


class TestActsOf:
    @pytest.mark.parametrize(("role", "act", "may"), CELLS)
    def test_it_is_the_table(self, role: str, act: str, may: bool) -> None:
        assert (act in rules.acts_of(role)) is may

    def test_the_table_names_every_act_and_every_role(self) -> None:
        assert {act for _, act, _ in CELLS} == set(rules.ACTS)
        assert set(ROLES) == set(rules.ROLE_ACTS) == set(Role.values)

    def test_an_unknown_role_may_nothing(self) -> None:
        assert rules.acts_of("minister") == frozenset()

    def test_nobody_signs_what_they_drafted(self) -> None:
        assert not [role for role, acts in rules.ROLE_ACTS.items() if {"brief", "sign"} <= acts]


class TestSecondFactor:
    @pytest.mark.parametrize(
        ("role", "level", "needed"),
        [
            ("analyst", "province", True),
            ("admin", "country", True),
            ("admin", "province", True),
            ("leader", "province", False),  # sees no identity
            ("commune", "commune", False),
            ("district", "district", False),
        ],
    )
    def test_it_is_needed_where_a_password_would_open_a_province(
        self, role: str, level: str, needed: bool
    ) -> None:
        assert rules.needs_second_factor(role, level) is needed

    def test_without_it_only_the_guarded_acts_wait(self) -> None:
        without = rules.acts_in_force("admin", "province", False)
        assert rules.acts_of("admin") - without == {"see_identities", "admin"}
        assert rules.acts_in_force("admin", "province", True) == rules.acts_of("admin")
