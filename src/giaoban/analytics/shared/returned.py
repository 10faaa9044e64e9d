"""Aggregate returns of things that happen, by the days they cover."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.contract.returns import FLOWS
from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable
from giaoban.analytics.shared.newest import newest


def table(t: Tables) -> ir.Table:
    rows = newest(t, FLOWS)
    listed = t.cases.select(listed_unit=t.cases.unit).distinct()
    joined = rows.left_join(listed, rows.unit == listed.listed_unit)
    return joined.select("id", "unit", "indicator", "value", "established", "place_text",
                         since=joined.from_date, at=joined.to_date,
                         listed=joined.listed_unit.notnull())


SHARED = SharedTable("returned", "flow", table, key=("id",), since="since",
                     shown=("since", "at", "indicator", "place_text"))
