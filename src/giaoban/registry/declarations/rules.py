"""What may be decided of a declared person. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from giaoban.intake.declarations.rules import Declared
from giaoban.kernel.text import fold

REASONS = ("not_positive", "repeated", "not_found", "false", "unreadable", "other")
NEW = 0  # the choice "nobody known"
NOBODY_SHOWN = -1  # no choice: the page knew nobody like them, so there was none
CONFIRMED = "confirmed"
LATER = "later"  # not decided now, said on purpose


@dataclass(frozen=True)
class Choice:
    """What an officer decides of one person. `person` is a known one's id, NEW or NOBODY_SHOWN."""

    index: int
    act: str  # confirmed, rejected
    person: int | None = None
    reason: str = ""
    note: str = ""
    corrected: Declared | None = None


@dataclass(frozen=True)
class Fate:
    """What became of one declared person."""

    state: str  # waiting, confirmed, rejected, forwarded
    reason: str = ""


def said_twice(persons: Sequence[Declared]) -> dict[int, int]:
    """{place: that of an earlier person of the same name and year of birth}: one said twice, or two."""
    first: dict[tuple[str, str], int] = {}
    found = {}
    for place, person in enumerate(persons):
        earlier = first.setdefault((fold(person.name), person.birth[:4]), place)
        if earlier != place:
            found[place] = earlier
    return found


def changed(before: Declared, after: Declared) -> list[str]:
    """Names of the fields an officer corrected."""
    was, is_now = asdict(before), asdict(after)
    return [name for name in was if was[name] != is_now[name]]


def fates(persons: int, decided: Sequence[tuple[int, str, str]]) -> list[Fate]:
    """One for each person in the order of the declaration, from (index, act, reason)."""
    found = [Fate("waiting")] * persons
    for index, act, reason in decided:
        if index < persons:
            found[index] = Fate(act, reason)
    return found
