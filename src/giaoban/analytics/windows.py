"""The windows a briefing counts in. They are a table, so compiled SQL holds no date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa

from giaoban.analytics.tables import TABLES

BEGINNING = date(1900, 1, 1)


@dataclass(frozen=True)
class Window:
    name: str
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"window {self.name} ends on {self.end}, before {self.start}")

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def standard(start: date, end: date) -> tuple[Window, ...]:
    """The seven windows of a briefing over [start, end], both days included."""
    current = Window("current", start, end)
    length = timedelta(days=current.days)
    weeks = timedelta(days=14)
    return (current,
            Window("base", start - length, end - length),
            Window("before_base", start - 2 * length, end - 2 * length),
            Window("two_weeks_before", start - weeks, end - weeks),
            Window("d7", end - timedelta(days=6), end),
            Window("d14", end - timedelta(days=13), end),
            Window("all", BEGINNING, end))


def windows_table(windows: tuple[Window, ...]) -> pa.Table:
    rows = [{"name": w.name, "start": w.start, "end": w.end} for w in windows]
    return pa.Table.from_pylist(rows, schema=TABLES["windows"].schema)


def params_table(params: Mapping[str, float]) -> pa.Table:
    rows = [{"name": name, "value": float(value)} for name, value in params.items()]
    return pa.Table.from_pylist(rows, schema=TABLES["params"].schema)
