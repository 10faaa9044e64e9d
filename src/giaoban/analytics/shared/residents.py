"""Residents registered one by one, with the first day counted by which each had a dose."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from giaoban.analytics.frames import Tables
from giaoban.analytics.shared.kinds import SharedTable

DOSES = ("dose1", "dose2", "dose3")


def table(t: Tables) -> ir.Table:
    doses = _doses(t)
    rows = t.persons.left_join(doses, t.persons.person == doses.dose_person)
    return rows.select("person", "unit", "birth_year", "underlying", *DOSES)


def _doses(t: Tables) -> ir.Table:
    """Per person the first window end on which the dose counts: few values, so they group well.

    A third dose on record proves the first, even where the first was never entered.
    """
    days = t.doses.select(day=t.doses.date).distinct()
    seen = days.join(t.ends, days.day <= t.ends.end).group_by("day").agg(
        counted=t.ends.end.min())
    given = t.doses.join(seen, t.doses.date == seen.day)
    return given.group_by(dose_person=given.person).agg(**{
        f"dose{number}": ibis.ifelse(given.dose_no >= number, given.counted,
                                     ibis.null("date")).min()
        for number in range(1, len(DOSES) + 1)})


SHARED = SharedTable("residents", "standing", table, key=("person",),
                     grain=("unit", "birth_year", "underlying", *DOSES))
