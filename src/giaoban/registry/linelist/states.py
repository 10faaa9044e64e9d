"""Severity, place of care, tier and respiratory support as rows that are followed, never changed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from giaoban.kernel import bulk
from giaoban.registry.linelist.shapes import STATES, Context, Row
from giaoban.registry.models import CaseState

_COLUMNS = ["case_id", "kind", "value", "happened_on", "reported_at", "recorded_at"]
Trail = dict[tuple[int, str], list[tuple[date, str]]]  # of a case and kind: (from day, value), oldest first


def insert_states(states: list[tuple[Any, ...]]) -> None:
    bulk.insert(CaseState, _COLUMNS, states)


def trails(cases: list[int]) -> Trail:
    found: Trail = defaultdict(list)
    columns = ["happened_on", "id", "case_id", "kind", "value"]
    for day, _, case, kind, value in sorted(bulk.fetch(CaseState, columns, "case_id", cases)):
        found[(case, kind)].append((day, value))
    return found


def follow(case: int, row: Row, trail: Trail, context: Context) -> list[tuple[Any, ...]]:
    """The state rows this row adds: each kind it states otherwise than the trail says for that day.

    Without a date of its own a state counts from the day it was reported: that it was so before is unknown. A
    list that comes late adds to the past and leaves the newest state as it is.
    """
    at, day = context.stamp, bulk.day_writer()
    added = []
    for name, kind in STATES.items():
        value, steps = getattr(row.record, name), trail[(case, kind)]
        if not value:
            continue
        on = row.record.status_date or (context.at.date() if steps else _first_day(row, context))
        if _in_force(steps, on) != value:
            steps.append((on, value))
            steps.sort(key=lambda step: step[0])
            added.append((case, kind, value, day(on), at, at))
    return added


def newest(case: int, trail: Trail) -> tuple[str, ...]:
    """The values a list shows, in the order of STATES."""
    return tuple(trail[(case, kind)][-1][1] if trail[(case, kind)] else "" for kind in STATES.values())


def _in_force(steps: list[tuple[date, str]], on: date) -> str:
    return next((value for day, value in reversed(steps) if day <= on), "")


def _first_day(row: Row, context: Context) -> date:
    return row.record.announced or context.at.date()
