"""What the register of each commune is worth: how fresh, how complete, how late, what was corrected."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time
from statistics import median
from typing import Any

from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import TruncDate

from giaoban.accounts.scope import Scope
from giaoban.desk.queries.cuts import Cut
from giaoban.intake.models import Return
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.registry.linelist.facts import FIELDS
from giaoban.registry.models import Case, CaseRevision
from giaoban.situation import queries as situation
from giaoban.situation.models import Evaluation

# Fields of a row without which it cannot be called, followed or counted by age, test or place of care.
IMPORTANT = {
    "age": Q(age__isnull=False),
    "sampled": Q(sampled__isnull=False),
    "test": ~Q(test=""),
    "severity": ~Q(severity=""),
    "care": ~Q(care=""),
}
CORRECTED_SHOWN = 200


@dataclass
class Quality:
    """One commune. None is what is not known; `cases` are those announced in the window, as known now."""

    code: str
    name: str
    last_record: datetime | None = None
    last_return: datetime | None = None
    cases: int = 0
    filled: dict[str, int] = field(default_factory=dict)  # {important field: cases that have it}
    delay: float | None = None  # median days from the result (else the sample) to the record
    corrected: int = 0
    returned: float | None = None
    stated: dict[str, float | None] = field(default_factory=dict)  # by the frozen cut

    @property
    def complete(self) -> float | None:
        asked = self.cases * len(IMPORTANT)
        return 100 * sum(self.filled.values()) / asked if asked else None


def quality(unit: Unit, cut: Cut) -> list[Quality]:
    """Every commune of a unit, by code."""
    communes = list(places.communes_of(unit, on=cut.end))
    rows = {c.id: Quality(c.code, c.full_name) for c in communes}
    cases = Case.objects.filter(unit__in=rows).order_by()
    _fresh(rows, cases)
    inside = cases.filter(announced__range=(cut.start, cut.end))
    _complete(rows, inside)
    _late(rows, inside)
    _corrected(rows, cut)
    _returned(rows, cut)
    told = ("new", "new_ministry", "back_fill")
    evaluation = Evaluation.objects.select_related("snapshot").get(id=cut.evaluation_id)
    stated = situation.figures_of(evaluation, [row.code for row in rows.values()])
    for row in rows.values():
        row.stated = {name: stated[row.code].value(name) for name in told}
    return list(rows.values())


def _fresh(rows: dict[int, Quality], cases: Any) -> None:
    for unit, last in cases.values_list("unit").annotate(last=Max("recorded_at")):
        rows[unit].last_record = last
    returns = Return.objects.filter(unit__in=rows).order_by()
    for unit, last in returns.values_list("unit").annotate(last=Max("recorded_at")):
        rows[unit].last_return = last


def _complete(rows: dict[int, Quality], inside: Any) -> None:
    counted = {f"has_{name}": Count("id", filter=has) for name, has in IMPORTANT.items()}
    for found in inside.values("unit").annotate(n=Count("id"), **counted):
        row = rows[found["unit"]]
        row.cases = found["n"]
        row.filled = {name: found[f"has_{name}"] for name in IMPORTANT}


def _late(rows: dict[int, Quality], inside: Any) -> None:
    delays_of: dict[int, list[int]] = defaultdict(list)
    days = inside.annotate(day=TruncDate("first_recorded_at")).values_list("unit", "result", "sampled", "day")
    for unit, result, sampled, day, n in days.annotate(n=Count("id")):
        known = result or sampled
        if known is not None:
            delays_of[unit].extend([max(0, (day - known).days)] * n)
    for unit, delays in delays_of.items():
        rows[unit].delay = median(delays)


def _corrected(rows: dict[int, Quality], cut: Cut) -> None:
    found = _revisions(cut).filter(case__unit__in=rows).order_by()
    for unit, n in found.values_list("case__unit").annotate(n=Count("case", distinct=True)):
        rows[unit].corrected = n


def _revisions(cut: Cut) -> Any:
    """Corrections made since the window began."""
    return CaseRevision.objects.filter(replaced_at__gte=datetime.combine(cut.start, time.min))


def _returned(rows: dict[int, Quality], cut: Cut) -> None:
    found = Return.objects.filter(
        unit__in=rows, indicator="new_cases", superseded_at=None, established=True,
        from_date__gte=cut.start, to_date__lte=cut.end,
    ).order_by()  # fmt: skip
    for unit, value in found.values_list("unit").annotate(value=Sum("value")):
        rows[unit].returned = value


@dataclass(frozen=True)
class Correction:
    ref: int
    number: str
    at: datetime
    fields: list[str]  # facts that are no longer what they were


def corrections(scope: Scope, unit: Unit, cut: Cut) -> list[Correction]:
    """The corrected cases of a place, newest first."""
    found = scope.within(_revisions(cut), "case__unit").filter(
        Q(case__unit__path=unit.path) | Q(case__unit__path__startswith=unit.path + "/")
    )
    newest = found.select_related("case").order_by("-replaced_at", "-id")[:CORRECTED_SHOWN]
    return [
        Correction(
            r.case.ref, r.case.number, r.replaced_at,
            [name for name in FIELDS if getattr(r, name) != getattr(r.case, name)],
        )
        for r in newest
    ]  # fmt: skip
