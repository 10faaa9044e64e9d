"""Who worked at a station on the last day of a window."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    rows, ends = t.postings, t.ends
    there = rows.join(ends, [rows.from_date <= ends.end,
                             rows.to_date.isnull() | (rows.to_date >= ends.end)])
    return there.select("staff", "unit", "end", "from_date")


SHARED = SharedTable("station_staff", "stock", table, key=("staff",), shown=("from_date",))
