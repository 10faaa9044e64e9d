"""The facts of a case: what a row states of them, and which of them its file states at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from giaoban.kernel import bulk
from giaoban.registry.linelist.shapes import Context, Row

# fact → the fields of the file that state it
FIELDS = {
    "unit_id": ("place", "province", "district", "commune"),
    "unit_residence_id": ("residence",), "unit_detected_id": ("detected",), "hamlet": ("hamlet",),
    "onset": ("onset",), "sampled": ("sampled",), "result": ("result_at",), "announced": ("announced",),
    "ministry_announced": ("ministry_announced",), "test": ("test",), "found": ("found",),
    "age": ("birth", "age"), "outcome": ("outcome",), "outcome_date": ("outcome_date",),
}  # fmt: skip
FACTS = [*FIELDS, "batch_id", "row", "recorded_at"]
_DAYS = ("onset", "sampled", "result", "announced", "ministry_announced", "outcome_date")


def facts_of(row: Row, context: Context) -> tuple[Any, ...]:
    """In the order of FACTS."""
    r = row.record
    return (
        row.place.unit_id, row.residence, row.detected, r.hamlet[:80], r.onset, r.sampled, r.result_at,
        r.announced, r.ministry_announced, r.test, r.found, r.age, r.outcome,
        outcome_day(row, context), context.batch.id, r.row, context.stamp,
    )  # fmt: skip


def merged(row: Row, known: tuple[Any, ...], context: Context) -> tuple[Any, ...]:
    """The facts after this row: what it states over what is known, both in the order of FIELDS."""
    stated = facts_of(row, context)
    facts = [stated[i] if _states(fact, row, context) else known[i] for i, fact in enumerate(FIELDS)]
    if not facts[_OUTCOME]:
        facts[_OUTCOME_DATE] = None
    elif row.record.outcome_date is None and facts[_OUTCOME] == known[_OUTCOME]:
        facts[_OUTCOME_DATE] = known[_OUTCOME_DATE]
    elif "outcome" in context.present:
        facts[_OUTCOME_DATE] = outcome_day(row, context)  # whatever column the day came from
    return tuple(facts)


def outcome_day(row: Row, context: Context) -> date | None:
    """Who recovered on a day nobody wrote down had recovered when it was reported; a death needs its day."""
    r = row.record
    if r.outcome == "recovered":
        return r.outcome_date or r.status_date or context.at.date()
    return r.outcome_date if r.outcome else None


_OUTCOME, _OUTCOME_DATE = list(FIELDS).index("outcome"), list(FIELDS).index("outcome_date")


def lacks_outcome_date(facts: tuple[Any, ...]) -> bool:
    return bool(facts[_OUTCOME]) and facts[_OUTCOME_DATE] is None


def _states(fact: str, row: Row, context: Context) -> bool:
    """An absent column states nothing; nor does a place that is not sure, or a blank day of announcement."""
    if fact == "unit_id":
        return row.place.sure
    if fact == "announced" and row.record.announced is None:
        return False
    return not context.present.isdisjoint(FIELDS[fact])


def fact_writer() -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """A function from facts to what this database stores."""
    if bulk.keeps_dates():
        return lambda facts: facts
    days = [i for i, fact in enumerate(FACTS) if fact in _DAYS]

    day = bulk.day_writer()

    def write_one(facts: tuple[Any, ...]) -> tuple[Any, ...]:
        stored = list(facts)
        for i in days:
            stored[i] = day(stored[i])
        return tuple(stored)

    return write_one
