"""What goes into the matcher and what comes out."""

from __future__ import annotations

from typing import NamedTuple

LEVELS = ("province", "district", "commune")


class UnitName(NamedTuple):
    code: str
    level: str
    kind: str
    name: str
    parent_code: str


class Suggestion(NamedTuple):
    code: str
    full_name: str
    score: float


class Match(NamedTuple):
    """`within` is the deepest unit that is sure: whose total the row stays in while its place is open."""

    code: str | None
    sure: bool
    score: float
    level: str
    reason: str
    suggestions: tuple[Suggestion, ...] = ()
    outside: bool = False
    within: str | None = None
