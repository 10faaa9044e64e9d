"""Cases by the day the ministry announced them: the second, usually lower count."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    told = t.cases.filter(t.cases.ministry_announced.notnull())
    return told.select("case", "unit", at=told.ministry_announced)


SHARED = SharedTable("announced_by_ministry", "flow", table, key=("case",), shown=("at",))
