"""Cases by the day they ended."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables, group_flags
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    ended = t.cases.filter(t.cases.outcome_date.notnull()).mutate(at=t.cases.outcome_date)
    return group_flags(ended, t, "case", "unit", "at", "outcome")


SHARED = SharedTable("closed", "flow", table, key=("case",), shown=("at", "outcome"))
