"""Tests of a place from the newest records, counted as the frozen figures count them.

Single results where the list is whole, the unit's return where it is not.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Count, Q

from giaoban.intake.models import Return
from giaoban.kernel.weeks import Window
from giaoban.registry.lab.queries.samples import COUNTED, current

Listed = dict[int, dict[date, tuple[int, int]]]  # {unit: {day of sampling: (results, positive ones)}}
Row = dict[str, Any]
_SERIES = ("unit", "publisher", "from_date", "to_date", "source")
_NAMES = ("tests_done", "tests_positive")


def told(units: list[int], window: Window) -> dict[str, float | None]:
    """{tests_done, tests_positive}; None where neither a result nor a return tells it."""
    rows = list(
        Return.objects.filter(superseded_at=None, indicator__in=_NAMES, unit__in=units)
        .filter(from_date__lte=window.end, to_date__gte=window.start)
        .values("indicator", "value", "established", *_SERIES)
    )
    since = min([window.start, *(row["from_date"] for row in rows)])
    until = max([window.end, *(row["to_date"] for row in rows)])
    listed = _listed(units, since, until)
    done = [row for row in rows if row["indicator"] == "tests_done" and row["established"]]
    whole: dict[tuple[Any, ...], bool] = defaultdict(bool)
    for row in done:
        whole[_series(row)] |= _length(listed, row) >= row["value"]
    partial = {(row["unit"], day) for row in done if _length(listed, row) < row["value"]
               for day in _days(listed, row)}  # fmt: skip
    kept = [n for unit, days in listed.items() for day, n in days.items()
            if window.start <= day <= window.end and (unit, day) not in partial]  # fmt: skip
    said = [row for row in rows if window.start <= row["from_date"] and row["to_date"] <= window.end]
    said = [row for row in said if not _covered(row, whole, listed)]
    found: dict[str, float | None] = {}
    for at, name in enumerate(_NAMES):
        values = [row["value"] for row in said if row["indicator"] == name]
        found[name] = sum(values) + sum(n[at] for n in kept) if values or kept else None
    return found


def _listed(units: list[int], since: date, until: date) -> Listed:
    rows = (
        current()
        .filter(unit__in=units, day__range=(since, until))
        .filter(assay__in=COUNTED, result__in=("positive", "negative"))
        .order_by()
        .values_list("unit", "day")
        .annotate(n=Count("id"), positive=Count("id", Q(result="positive")))
    )
    found: Listed = defaultdict(dict)
    for unit, day, n, positive in rows:
        found[unit][day] = (n, positive)
    return found


def _series(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in _SERIES)


def _days(listed: Listed, row: Row) -> list[date]:
    return [day for day in listed.get(row["unit"], ()) if row["from_date"] <= day <= row["to_date"]]


def _length(listed: Listed, row: Row) -> int:
    return sum(listed[row["unit"]][day][0] for day in _days(listed, row))


def _covered(row: Row, whole: dict[tuple[Any, ...], bool], listed: Listed) -> bool:
    if not row["established"]:
        return False
    series = _series(row)
    return _length(listed, row) > 0 and whole.get(series, True)
