"""Alarms about a person by the day they rang."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    return t.care_alarms.select("alarm", "case", "unit", "rank", "minutes", "answer", at=t.care_alarms.raised)


SHARED = SharedTable("alarms", "flow", table, key=("case", "alarm"), shown=("at", "rank", "answer"))
