"""Alarms that rang and were not answered by the end of a window."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    alarms, ends = t.care_alarms, t.ends
    open_ = alarms.join(ends, [
        alarms.raised <= ends.end, alarms.answered.isnull() | (alarms.answered > ends.end)])
    return open_.select("alarm", "case", "unit", "rank", "raised", "end")


SHARED = SharedTable("alarms_open", "stock", table, key=("case", "alarm"), shown=("raised", "rank"))
