"""When a week may be explained, and when its units are asked to. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from giaoban.kernel.weeks import Window

ASKED_BEFORE = timedelta(hours=24)  # guess: a day is enough to look, and short enough that little changes
LONGEST = 1_000  # characters: a reason, not a report; a guess


def week_of(day: date) -> Window:
    monday = day - timedelta(days=day.weekday())
    return Window(monday, monday + timedelta(days=6))


def is_asked(now: datetime, due: datetime) -> bool:
    """From a day before the cut-off until the cut-off."""
    return due - ASKED_BEFORE <= now < due


def open_weeks(now: datetime, frozen: Callable[[Window], bool]) -> list[Window]:
    """The weeks that can still be explained, the one to be looked at first: this one, and the last where it
    still waits for its freeze."""
    this = week_of(now.date())
    return [week for week in (this.before(), this) if not frozen(week)]


def sound(text: str) -> str:
    """The note as kept: single spaces within lines, no empty lines."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)[:LONGEST]
