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


def table(t: Tables) -> ir.Table:
    happened = _admissions(t).union(_deteriorations(t))
    joined = happened.join(t.cases, happened.spell_case == t.cases.case)
    return group_flags(joined, t, "case", "unit", "at", "happened")


def _admissions(t: Tables) -> ir.Table:
    rows = _with_previous(t, "care", rank("care", "hospital"))
    fresh = rows.filter(rows.before.isnull() | (rows.before != rank("care", "hospital")))
    return fresh.select("spell_case", "at", happened=ibis.literal("admission"))


def _deteriorations(t: Tables) -> ir.Table:
    rows = _with_previous(t, "severity", rank("severity", "severe"))
    worse = rows.filter(rows.before < rank_of(rows.key))
    return worse.select("spell_case", "at", happened=ibis.literal("deterioration"))


def _with_previous(t: Tables, kind: str, at_least: int) -> ir.Table:
    """The starts of spells of a kind from a rank up, with the rank of the spell before."""
    grave = t.spells.filter((t.spells.kind == kind)
                            & t.spells.value.isin(STATES[kind][at_least - 1:]))
    starts = grave.select(spell_case=grave.case, at=grave.from_date,
                          key=state_key(grave, kind)).distinct()
    spells = t.spells.filter(t.spells.kind == kind)
    earlier = spells.select(earlier_case=spells.case, earlier_key=state_key(spells, kind))
    pairs = starts.left_join(earlier, [starts.spell_case == earlier.earlier_case,
                                       earlier.earlier_key < starts.key])
    found = pairs.group_by("spell_case", "at", "key").agg(before_key=pairs.earlier_key.max())
    return found.mutate(before=rank_of(found.before_key))


SHARED = SharedTable("episodes", "flow", table, key=("case", "at"), shown=("happened",))
