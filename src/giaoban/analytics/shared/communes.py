"""Every commune, at the end of each window."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    communes = t.units.filter(t.units.level == "commune")
    return communes.cross_join(t.ends).select("end", "population", unit=communes.code)


SHARED = SharedTable("communes", "stock", table, key=("unit",))
