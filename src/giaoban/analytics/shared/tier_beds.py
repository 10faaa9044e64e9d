"""Beds of each group as last stated by the end of a window."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    rows, ends = t.bed_counts, t.ends
    known = rows.join(ends, rows.day <= ends.end)
    numbered = known.mutate(version=ibis.row_number().over(
        ibis.window(group_by=[known["group"], known.end], order_by=ibis.desc(known.day))))
    return numbered.filter(numbered.version == 0).drop("version")


SHARED = SharedTable("tier_beds", "stock", table, key=("group",), shown=("tier", "day"))
