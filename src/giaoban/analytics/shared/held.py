"""Aggregate returns of things that stand: the latest of each series not after the window's end."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from giaoban.analytics.contract.returns import BEDS, VACCINATION
from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    rows = t.returns.filter(t.returns.indicator.isin(BEDS + VACCINATION))
    known = rows.join(t.ends, rows.to_date <= t.ends.end)
    series = [known.unit, known.indicator, known.source, known.end]
    order = [ibis.desc(known.to_date), ibis.desc(known.recorded_at, nulls_first=False),
             ibis.desc(known.id)]
    numbered = known.mutate(version=ibis.row_number().over(
        ibis.window(group_by=series, order_by=order)))
    last = numbered.filter(numbered.version == 0)
    registered = _registered(t)
    joined = last.left_join(registered, last.unit == registered.registered_unit)
    return joined.select("id", "unit", "end", "indicator", "value", "to_date", "source",
                         registered=joined.registered_unit.notnull())


def _registered(t: Tables) -> ir.Table:
    """Units whose residents are registered one by one, and every unit above one of them."""
    homes = t.persons.select(home=t.persons.unit).distinct()
    below = t.units.join(homes, t.units.code == homes.home).select(inner=t.units.path)
    above = t.units.select(registered_unit=t.units.code, outer=t.units.path)
    pairs = above.join(below, (below.inner == above.outer)
                       | below.inner.startswith(above.outer + "/"))
    return pairs.select("registered_unit").distinct()


SHARED = SharedTable("held", "stock", table, key=("id",),
                     shown=("indicator", "to_date", "source"))
