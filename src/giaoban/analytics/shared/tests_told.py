"""Returns of tests; `counted`: no list of results is as long as what the unit returned for those days."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable
from giaoban.analytics.shared.newest import newest
from giaoban.analytics.shared.tested import CERTAIN, compared

NAMES = ("tests_done", "tests_positive")
# What a return of positive tests has in common with that of the tests they were found by.
_SERIES = ("unit", "publisher", "from_date", "to_date", "source")


def table(t: Tables) -> ir.Table:
    rows = newest(t, NAMES)
    told = compared(t)
    beside = told.group_by(**{f"told_{name}": told[name] for name in _SERIES}).agg(
        covered=told.covered.any())
    joined = rows.left_join(beside, [rows[name] == beside[f"told_{name}"] for name in _SERIES])
    paired = joined.select(*rows.columns, covered=joined.covered)
    listed = t.tests.filter(t.tests.result.isin(CERTAIN)).select(
        listed_unit=t.tests.unit, listed_day=t.tests.day).distinct()
    alone = paired.join(listed, [paired.unit == listed.listed_unit,
                                 paired.from_date <= listed.listed_day,
                                 paired.to_date >= listed.listed_day]).select(
                                     listed_id="id").distinct()
    whole = paired.left_join(alone, paired.id == alone.listed_id)
    known = ibis.coalesce(whole.covered, whole.listed_id.notnull())
    return whole.select("id", "unit", "indicator", "value", "established", "place_text",
                        since=whole.from_date, at=whole.to_date,
                        counted=~(whole.established & known))


SHARED = SharedTable("tests_told", "flow", table, key=("id",), since="since",
                     shown=("since", "at", "indicator", "place_text"))
