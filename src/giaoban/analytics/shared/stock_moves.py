"""Goods by the day they came, went or were handed out."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    return t.stock_days.select("facility", "unit", "item", "change", "dispensed", at=t.stock_days.day)


SHARED = SharedTable("stock_moves", "flow", table, key=("facility", "item", "at"),
                     shown=("change", "dispensed"))
