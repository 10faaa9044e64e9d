"""Drawing the few, and what their answers say together. Pure."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

OUTCOMES = ("agrees", "differs", "unreachable", "declined")
# Who calls must not be who reported: the levels above the commune.
CALLERS = frozenset({"district", "analyst", "admin"})
Thing = tuple[str, int, int]  # kind, id of the record, person


@dataclass(frozen=True)
class Agreement:
    """Of those who answered, how many say what the station reported."""

    drawn: int
    agrees: int
    differs: int
    unreachable: int
    declined: int

    @property
    def answered(self) -> int:
        return self.agrees + self.differs

    @property
    def open(self) -> int:
        return self.drawn - self.answered - self.unreachable - self.declined

    @property
    def share(self) -> float | None:
        return 100 * self.agrees / self.answered if self.answered else None


def draw(things: Sequence[Thing], size: int, seed: str) -> list[Thing]:
    """The same things and seed give the same draw, in whatever order they were read."""
    return sorted(random.Random(seed).sample(sorted(things), min(size, len(things))))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_before(on: date) -> date:
    """The Monday of the last whole week."""
    return on - timedelta(days=on.weekday() + 7)
