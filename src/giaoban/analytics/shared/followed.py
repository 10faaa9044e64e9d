"""People followed at home at the end of a window, with what was heard of each on that day."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    stays, ends, days = t.home_care, t.ends, t.care_days
    standing = stays.join(ends, [
        stays.opened <= ends.end, stays.closed.isnull() | (stays.closed > ends.end)]).select(
            "episode", "case", "unit", "end", "opened")
    heard = days.select("day", "checks", "by_staff", "reached", heard_of=days.episode)
    rows = standing.left_join(heard, [standing.episode == heard.heard_of,
                                      standing.end == heard.day])
    return rows.select("case", "unit", "end", "opened", reached=rows.reached.coalesce(0),
                       self_checks=(rows.checks - rows.by_staff).coalesce(0))


SHARED = SharedTable("followed", "stock", table, key=("case",), shown=("opened",))
