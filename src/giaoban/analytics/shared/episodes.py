"""Admissions to hospital and deteriorations, by the day they happened.

Each is a spell that began, read with the spell of the same kind before it: a move from one
hospital to another is no admission, and severe when first seen is no deterioration.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from giaoban.analytics.contract.states import STATES, rank
from giaoban.analytics.frames import Tables, group_flags, rank_of, state_key
from giaoban.analytics.shared.kinds import SharedTable

HOSPITAL, SEVERE = rank("care", "hospital"), rank("severity", "severe")
GRAVE = (*STATES["care"][HOSPITAL - 1:], *STATES["severity"][SEVERE - 1:])


def table(t: Tables) -> ir.Table:
    steps = _steps(t)
    admitted = (steps.kind == "care") & (steps.before.isnull() | (steps.before != HOSPITAL))
    worse = (steps.kind == "severity") & (steps.before < rank_of(steps.key))
    named = steps.mutate(happened=ibis.cases((admitted, "admission"), (worse, "deterioration")))
    happened = named.filter(named.happened.notnull())
    joined = happened.join(t.cases, happened.spell_case == t.cases.case)
    return group_flags(joined, t, "case", "unit", "at", "happened")


def _steps(t: Tables) -> ir.Table:
    """Each spell in hospital, severe or critical, with the rank of the spell before it."""
    spells = t.spells.filter(t.spells.kind.isin(("care", "severity")))
    key = ibis.coalesce(state_key(spells, "care"), state_key(spells, "severity"))
    grave = spells.mutate(key=key).filter(spells.value.isin(GRAVE))
    starts = grave.select("kind", "key", spell_case=grave.case, at=grave.from_date).distinct()
    # Few cases ever come so far: without the others there is little to compare.
    theirs = spells.semi_join(starts, spells.case == starts.spell_case)
    theirs_key = ibis.coalesce(state_key(theirs, "care"), state_key(theirs, "severity"))
    earlier = theirs.select(earlier_case=theirs.case, earlier_kind=theirs.kind, earlier_key=theirs_key)
    pairs = starts.left_join(earlier, [starts.spell_case == earlier.earlier_case,
                                       starts.kind == earlier.earlier_kind,
                                       earlier.earlier_key < starts.key])
    found = pairs.group_by("spell_case", "kind", "at", "key").agg(
        before_key=pairs.earlier_key.max())
    return found.mutate(before=rank_of(found.before_key))


SHARED = SharedTable("episodes", "flow", table, key=("case", "at"), shown=("happened",))
