"""The announced level in force in each commune at the end of a window."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables, day_number, rank_of
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    """Of two announcements for one day the higher level holds: the cautious reading."""
    said = t.announced_levels
    communes = t.units.filter(t.units.level == "commune")
    here = said.semi_join(communes, said.unit == communes.code)
    known = here.join(t.ends, here.effective <= t.ends.end)
    keyed = known.mutate(key=day_number(known.effective) * 10 + known.level)
    last = keyed.group_by("unit", "end").agg(key=keyed.key.max(), effective=keyed.effective.max())
    return last.select("unit", "end", "effective", level=rank_of(last.key))


SHARED = SharedTable("levels", "stock", table, key=("unit",), shown=("level", "effective"))
