"""Communes that were heard from in a window: a case announced, or a return, zero included."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    returns = t.returns.filter(t.returns.established & (t.returns.indicator == "new_cases"))
    days = t.cases.select("unit", since=t.cases.announced, at=t.cases.announced).union(
        returns.select("unit", since=returns.from_date, at=returns.to_date)).distinct()
    communes = t.units.filter(t.units.level == "commune")
    here = days.semi_join(communes, days.unit == communes.code)
    w = t.windows
    heard = here.join(w, [here.since >= w.start, here.at <= w.end])
    return heard.select("unit", window=w.name).distinct()


SHARED = SharedTable("reporting", "window", table, key=("unit",))
