"""Moves between tiers of treatment, by the day they happened."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from giaoban.analytics.contract.states import TIER
from giaoban.analytics.frames import Tables, rank_of, state_key
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    spells = t.spells.filter(t.spells.kind == "tier")
    # Few ever leave the lowest tier: without the others there is little to compare.
    moved = spells.filter(spells.value != TIER[0]).select(moved_case=spells.case).distinct()
    theirs = spells.semi_join(moved, spells.case == moved.moved_case)
    keyed = theirs.select(spell_case=theirs.case, at=theirs.from_date,
                          key=state_key(theirs, "tier")).distinct()
    before = keyed.key.lag().over(ibis.window(group_by=keyed.spell_case, order_by=keyed.key))
    steps = keyed.mutate(tier=rank_of(keyed.key), before=rank_of(before))
    steps = steps.filter(steps.before.notnull() & (steps.before != steps.tier))
    joined = steps.join(t.cases, steps.spell_case == t.cases.case)
    return joined.select("case", "unit", "at", "tier", "before")


SHARED = SharedTable("tier_moves", "flow", table, key=("case", "at"), shown=("tier",))
