"""Cases by the day the province announced them."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.frames import Tables, group_flags
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    cases = t.cases.mutate(at=t.cases.announced,
                           waited=t.cases.announced.delta(t.cases.sampled, unit="day"))
    return group_flags(cases, t, "case", "unit", "unit_residence", "unit_detected", "at", "age",
                       "occupation", "found", "waited")


SHARED = SharedTable("announced", "flow", table, key=("case",), shown=("at",))
