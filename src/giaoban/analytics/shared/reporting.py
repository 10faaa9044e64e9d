"""Communes that were heard from in a window.

A commune reports by a return of its own, zero included. Where no commune sends returns the line list is all
there is, and a case announced there is the report.
"""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    communes = t.units.filter(t.units.level == "commune")
    stated = t.returns.filter(t.returns.established)
    returns = stated.semi_join(communes, stated.unit == communes.code)
    sent = returns.agg(sent=returns.count())
    listed = t.cases.cross_join(sent).filter(lambda row: row.sent == 0)
    days = listed.select("unit", since=listed.announced, at=listed.announced).union(
        returns.select("unit", since=returns.from_date, at=returns.to_date)).distinct()
    here = days.semi_join(communes, days.unit == communes.code)
    w = t.windows
    heard = here.join(w, [here.since >= w.start, here.at <= w.end])
    return heard.select("unit", window=w.name).distinct()


SHARED = SharedTable("reporting", "window", table, key=("unit",))
