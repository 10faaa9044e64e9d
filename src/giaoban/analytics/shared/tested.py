"""Results that say yes or no, by the day of sampling; `whole`: no return knows of more tests than the list.

A list of positive samples alone would say that everybody is: where the unit's own return of those days counts
more tests, the list is not of all of them.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable
from giaoban.analytics.shared.newest import newest

CERTAIN = ("positive", "negative")


def table(t: Tables) -> ir.Table:
    rows = t.tests.filter(t.tests.result.isin(CERTAIN)).select(
        "test", "unit", "assay", "result", at=t.tests.day)
    said = compared(t)
    fuller = said.filter(~said.covered).select(
        said_unit=said.unit, since=said.from_date, until=said.to_date)
    inside = rows.join(fuller, [rows.unit == fuller.said_unit, rows.at >= fuller.since,
                                rows.at <= fuller.until]).select("test").distinct()
    joined = rows.left_join(inside, "test")
    return joined.select("test", "unit", "assay", "result", "at",
                         whole=joined.test_right.isnull())


def compared(t: Tables) -> ir.Table:
    """Returns of tests done at an established place, and whether a list there is at least as long: no list is
    none, also where no test was done."""
    said = newest(t, ("tests_done",))
    said = said.filter(said.established)
    daily = t.tests.filter(t.tests.result.isin(CERTAIN)).group_by("unit", "day").agg(
        listed=lambda row: row.count()).rename(listed_unit="unit")
    beside = said.left_join(daily, [said.unit == daily.listed_unit, said.from_date <= daily.day,
                                    said.to_date >= daily.day])
    spans = beside.group_by("id", "unit", "publisher", "from_date", "to_date", "source", "value").agg(
        listed=ibis.coalesce(beside.listed.sum(), 0))
    return spans.mutate(covered=(spans.listed > 0) & (spans.listed >= spans.value))


SHARED = SharedTable("tested", "flow", table, key=("test",), shown=("at", "assay", "result"))
