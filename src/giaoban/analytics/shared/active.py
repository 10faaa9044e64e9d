"""Cases under management at the end of a window, with the state each is in on that day."""

from __future__ import annotations

import ibis.expr.types as ir

from giaoban.analytics.contract.states import STATES
from giaoban.analytics.frames import Tables, group_flags, limit, rank_of, state_key
from giaoban.analytics.shared.kinds import SharedTable


def table(t: Tables) -> ir.Table:
    open_cases = _open(t)
    states = _states(t, open_cases)
    rows = open_cases.left_join(states, [open_cases.case == states.spell_case,
                                         open_cases.end == states.spell_end])
    rows = rows.cross_join(limit(t, "isolation_days"))
    stayed = rows.end.delta(rows.announced, unit="day")
    return group_flags(rows.mutate(overdue=stayed >= rows.isolation_days), t, "case", "unit",
                       "end", "announced", *STATES, "overdue")


def _open(t: Tables) -> ir.Table:
    cases, ends = t.cases, t.ends
    return cases.join(ends, [
        cases.announced <= ends.end,
        cases.outcome_date.isnull() | (cases.outcome_date > ends.end)]).select(
            "case", "unit", "end", "announced", "age", "underlying", "unvaccinable", "pregnant",
            "poor", "minority")


def _states(t: Tables, open_cases: ir.Table) -> ir.Table:
    """The spell of each kind that covers the day. Where several do, the one begun last."""
    spells = t.spells.mutate(**{kind: state_key(t.spells, kind) for kind in STATES})
    who = open_cases.select("case", "end")
    covering = spells.join(who, [
        spells.case == who.case, spells.from_date <= who.end,
        spells.to_date.isnull() | (spells.to_date > who.end)]).select(
            *STATES, spell_case=who.case, spell_end=who.end)
    newest = covering.group_by("spell_case", "spell_end").agg(
        **{kind: covering[kind].max() for kind in STATES})
    return newest.mutate(**{kind: rank_of(newest[kind]) for kind in STATES})


SHARED = SharedTable("active", "stock", table, key=("case",),
                     shown=("announced", *STATES))
