"""Whose an alarm is: the professional chain from a station up, and the steps gone by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from giaoban.policy.climb import Climb

_MINUTE = 60


@dataclass(frozen=True)
class Link:
    """One link of the chain: the role that answers at a unit."""

    unit_id: int
    role: str


def chain(levels: Sequence[tuple[int, str]], roles: dict[str, str]) -> list[Link]:
    """From (unit id, level) of the commune up; levels without a role are passed over.

    Nothing counts the levels: in 2022 a district stands between, from 2025 the province follows the commune.
    """
    return [Link(unit_id, roles[level]) for unit_id, level in levels if level in roles]


def step_now(climb: Climb, rank: str, rings_at: datetime, links: int, now: datetime) -> int:
    """The step reached by the clock, never past the end of the chain."""
    minutes = (now - rings_at).total_seconds() / _MINUTE
    return min(climb.step(rank, minutes), max(links - 1, 0))


def passed(
    climb: Climb, rank: str, rings_at: datetime, before: int, after: int
) -> list[tuple[int, datetime]]:
    """(step, since when) of every step between; the times are the rule's, whenever the worker came by."""
    return [
        (step, rings_at + timedelta(minutes=climb.minutes[rank][step]))
        for step in range(before + 1, after + 1)
    ]
