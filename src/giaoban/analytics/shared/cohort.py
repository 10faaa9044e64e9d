"""Cases by announcement that were first seen without or with mild symptoms, and what followed."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from giaoban.analytics.contract.states import rank
from giaoban.analytics.frames import Tables, rank_of, state_key
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    told = t.spells.filter(t.spells.kind.isin(("severity", "support")))
    spells = told.mutate(severity_key=state_key(told, "severity"))
    breathing_help = (spells.kind == "support") & (spells.value != "none")
    by_case = spells.group_by(spell_case=spells.case).agg(
        first_seen=spells.severity_key.min(),
        first_help=ibis.ifelse(breathing_help, spells.from_date, ibis.null("date")).min())
    mild = by_case.filter(rank_of(by_case.first_seen) <= rank("severity", "mild"))
    rows = t.cases.join(mild, t.cases.case == mild.spell_case)
    return rows.select("case", "unit", "first_help", at=rows.announced,
                       helped_after=rows.first_help.delta(rows.announced, unit="day"))


SHARED = SharedTable("cohort", "flow", table, key=("case",), shown=("at", "first_help"))
