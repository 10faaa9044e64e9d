"""Residents registered one by one, with the first day counted by which each had a dose."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable

DOSES = ("dose1", "dose2", "dose3")


def table(t: Tables) -> ir.Table:
    people = t.persons
    # A third dose on record proves the first, even where the first was never entered.
    had = {name: ibis.least(*(people[later] for later in DOSES[n:])) for n, name in enumerate(DOSES)}
    rows = people.select("person", "unit", "birth_year", "underlying", **had)
    counted = _counted(t, people)
    for name in DOSES:
        days = counted.select(**{f"{name}_day": counted.day, f"{name}_counted": counted.counted})
        rows = rows.left_join(days, rows[name] == days[f"{name}_day"])
    return rows.select("person", "unit", "birth_year", "underlying",
                       **{name: rows[f"{name}_counted"] for name in DOSES})


def _counted(t: Tables, people: ir.Table) -> ir.Table:
    """Each day of a dose with the first window end on which it counts: few values, so they group well."""
    given = ibis.union(*(people.select(day=people[name]).distinct() for name in DOSES), distinct=True)
    return given.join(t.ends, given.day <= t.ends.end).group_by("day").agg(counted=t.ends.end.min())


SHARED = SharedTable("residents", "standing", table, key=("person",),
                     grain=("unit", "birth_year", "underlying", *DOSES))
