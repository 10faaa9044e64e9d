"""The chain an alarm climbs, from the tree and the roster as they stand at a moment."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from giaoban.care.law import law
from giaoban.care.rules import climbing
from giaoban.kernel.errors import OursToMend
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.resources.queries import roster


class Owner(NamedTuple):
    role: str
    unit_id: int
    user_id: int | None
    step: int
    roster_empty: bool = False


def chain(unit: Unit, at: datetime) -> list[climbing.Link]:
    """From the unit up, on the tree of that day, by the rule's roles."""
    rules = law(at.date(), unit.path)
    if rules.climb is None:
        return [climbing.Link(unit.id, "station")]
    units = [unit, *reversed(places.ancestors(unit))]
    found = climbing.chain([(u.id, u.level) for u in units], rules.climb.roles)
    if not found:
        raise OursToMend(f"no chain above unit {unit.pk}")
    return found


def first_owner(unit: Unit, at: datetime) -> Owner:
    """The station by day; at night whoever is on call, and where nobody is, the next one up."""
    rules, links = law(at.date(), unit.path), chain(unit, at)
    first = links[0]
    if rules.climb is None or not rules.climb.at_night(at):
        return Owner(first.role, first.unit_id, None, 0)
    on_call = roster.on_call(unit, at)
    if on_call:
        return Owner(first.role, first.unit_id, on_call[0].user_id, 0)
    up = min(1, len(links) - 1)
    return Owner(links[up].role, links[up].unit_id, None, up, roster_empty=True)
