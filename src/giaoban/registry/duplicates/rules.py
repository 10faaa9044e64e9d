"""What a pair of persons may be taken for: pure, reasons out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

# What a name and a birth may differ in when the number is the same and verified.
_NAMES = frozenset({"same", "marks", "typo", "order", "part"})
_BIRTHS = frozenset({"same", "year", "swapped"})


@dataclass(frozen=True)
class Standing:
    """What is open about the two persons of a pair."""

    alarms: int = 0
    active_episodes: int = 0


def against_merging_alone(levels: Mapping[str, str], standing: Standing) -> tuple[str, ...]:
    """Why a person has to look at this pair; nothing where a rule may merge it.

    A number is verified when it bears out the sex and the year of birth of both records. No national register
    is asked.
    """
    found = []
    if levels.get("cid") != "verified":
        found.append("number")
    if levels.get("name") not in _NAMES:
        found.append("name")
    if levels.get("birth") not in _BIRTHS or levels.get("sex") != "same":
        found.append("birth")
    if standing.alarms:
        found.append("alarm")
    if standing.active_episodes > 1:
        found.append("episodes")
    return tuple(found)


@dataclass(frozen=True)
class Told:
    """A case as far as episodes go."""

    id: int
    disease: str
    announced: date


def same_episodes(first: list[Told], second: list[Told], days: int | None) -> list[tuple[int, int]]:
    """(case, the case it is counted as): of two persons' cases that tell one episode, the later one goes.

    Two announcements fewer than `days` apart are one episode. Without a rule nothing is taken for the same.
    """
    if days is None:
        return []
    own = {case.id for case in first}
    kept: list[Told] = []
    found = []
    for case in sorted([*first, *second], key=lambda c: (c.announced, c.id)):
        same = [
            k for k in kept
            if k.disease == case.disease and case.announced - k.announced < timedelta(days=days)
            and (k.id in own) != (case.id in own)
        ]  # fmt: skip
        if same:
            found.append((case.id, same[-1].id))
        else:
            kept.append(case)
    return found
