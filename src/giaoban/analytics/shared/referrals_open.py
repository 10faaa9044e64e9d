"""Requests whose patient had not arrived by the end of a window."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    rows, ends = t.referrals, t.ends
    open_ = rows.join(ends, [rows.asked <= ends.end, rows.ended.isnull() | (rows.ended > ends.end)])
    return open_.select("referral", "case", "unit", "tier", "asked", "end")


SHARED = SharedTable("referrals_open", "stock", table, key=("case", "referral"), shown=("asked", "tier"))
