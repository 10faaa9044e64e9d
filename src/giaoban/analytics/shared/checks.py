"""Days on which something was heard of a person at home."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    return t.care_days.select("case", "unit", "checks", "by_staff", "reached", at=t.care_days.day)


SHARED = SharedTable("checks", "flow", table, key=("case", "at"), shown=("checks", "reached"))
