"""The days each person was followed at home within a window."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir

from giaoban.analytics.frames import Tables, day_number
from giaoban.analytics.shared.kinds import SharedTable


def overlapping(t: Tables) -> ir.Table:
    """Stays beside every window they reach into: `first` day in it, `past` its last, as numbers."""
    stays, w = t.home_care, t.windows
    met = stays.join(w, [stays.opened <= w.end,
                         stays.closed.isnull() | (stays.closed > w.start)])
    past: Any = ibis.ifelse(met.closed.isnull() | (met.closed > met.end),
                            day_number(met.end) + 1, day_number(met.closed))
    rows = met.mutate(past=past,
                      first=ibis.greatest(day_number(met.opened), day_number(met.start)))
    return rows.filter(rows.past > rows.first)


def table(t: Tables) -> ir.Table:
    rows = overlapping(t)
    return rows.select("case", "unit", window=rows.name, days=rows.past - rows.first)


SHARED = SharedTable("patient_days", "window", table, key=("case",), shown=("days",))
