"""Figures by place go out by a layout, as frozen and within the reader's places."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from giaoban.briefing.exporting import rows
from giaoban.registry.layouts import actions, rules
from giaoban.registry.layouts.sources import Asked, kinds
from tests.briefing.conftest import World
from tests.briefing.linelist import WEEK_9

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FIELDS = frozenset({"unit", "to", "new"})


def asked(person: Any, world: World, role: str, code: str, until: date) -> Asked:
    from giaoban.accounts.queries import scope_of

    scope = scope_of(person(role, code), date(2022, 3, 7))
    assert scope
    return Asked(scope, world.units["22"], date(2022, 2, 27), until, False, FIELDS)


class TestFigures:
    def test_are_those_of_the_newest_week_in_the_days_asked_for(self, world: World, person: Any) -> None:
        found = {row["code"]: row for row in rows(asked(person, world, "leader", "22", date(2022, 3, 7)))}
        assert {code: found[code]["new"] for code in WEEK_9} == WEEK_9
        assert found["22"]["to"] == date(2022, 3, 6) and found["22"]["announced"] is None
        assert found["06778"]["announced"] == 2

    def test_of_an_earlier_day_are_the_earlier_weeks(self, world: World, person: Any) -> None:
        first = next(rows(asked(person, world, "leader", "22", date(2022, 3, 5))))
        assert first["to"] == date(2022, 2, 27)

    def test_stop_at_the_readers_place(self, world: World, person: Any) -> None:
        found = rows(asked(person, world, "commune", "06790", date(2022, 3, 7)))
        assert [row["code"] for row in found] == ["06790"]

    def test_can_be_laid_out_like_a_list(self, world: World) -> None:
        assert kinds() == ["linelist", "returns", "figures"]
        known = actions.known("figures").fields
        made = rules.parse({"columns": {"unit": "Đơn vị", "new": "Ca mới", "home_share": "%"}}, known)
        line = rules.line(made, {"unit": "Xã Ba", "new": 3.0, "home_share": 96.5}, 1)
        assert line == ["Xã Ba", 3.0, 96.5]

    def test_of_a_day_nothing_was_frozen_for_are_none(self, world: World, person: Any) -> None:
        assert list(rows(asked(person, world, "leader", "22", date(2022, 2, 26)))) == []
