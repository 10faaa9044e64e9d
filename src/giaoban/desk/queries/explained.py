"""What the units of a place said of their figures, of a frozen week and of the one that waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from giaoban.briefing.explanations import queries as explanations
from giaoban.briefing.models import Explanation
from giaoban.kernel.weeks import Window
from giaoban.places import queries as places
from giaoban.places.models import Unit

SHOWN = 100  # notes of a page


@dataclass(frozen=True)
class Waiting:
    """A week that is not frozen yet: who looked at it, what they said, until when it can be said."""

    week: Window
    due: datetime
    notes: list[Explanation]
    seen: int
    units: int


def told(unit: Unit, week: Window) -> list[Explanation]:
    return list(explanations.below(unit, week.start, week.end)[:SHOWN])


def own(unit: Unit, week: Window) -> list[Explanation]:
    return [note for note in explanations.of_unit(unit, week) if note.indicator]


def waiting(unit: Unit, now: datetime) -> Waiting | None:
    """The next week to be frozen."""
    weeks = explanations.open_weeks(now, unit.path)
    if not weeks:
        return None
    week = weeks[0]
    asked = {u.id for u in places.subtree(unit, on=week.end) if u.level in explanations.UNITS}
    seen = explanations.seen_by(unit, week.start, week.end)
    return Waiting(week, explanations.due(week, unit.path), told(unit, week), len(asked & seen), len(asked))
