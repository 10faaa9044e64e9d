"""Visits and findings a reader may see, and what is still open from visits before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.directives.programmes.models import Finding, Visit
from giaoban.places.models import Facility, Unit

_OPEN = ~Q(task__state="accepted") | Q(task=None)
STATES = ("planned", "open", "closed", "all")


def visits(scope: Scope) -> QuerySet[Visit]:
    """Where the visited unit lies in the scope. Planned ones first, the nearest day first."""
    findings = Finding.objects.select_related("task__unit").order_by("seq")
    found = scope.within(Visit.objects.all(), "unit").select_related("unit__parent", "facility", "place")
    return found.prefetch_related(Prefetch("findings", findings)).order_by("-on", "-id")


def by_state(found: QuerySet[Visit], state: str) -> QuerySet[Visit]:
    if state == "planned":
        return found.filter(state=Visit.PLANNED).order_by("on", "id")
    if state == "open":
        return found.filter(pk__in=Finding.objects.filter(_OPEN).values("visit")).exclude(
            state=Visit.CANCELLED
        )
    if state == "closed":
        return found.filter(state=Visit.CLOSED)
    return found


def counts(found: QuerySet[Visit]) -> dict[str, int]:
    return {state: by_state(found, state).count() for state in STATES}


def visit(scope: Scope, pk: int) -> Visit | None:
    return visits(scope).filter(pk=pk).first()


def findings(visit: Visit) -> list[Finding]:
    return list(visit.findings.select_related("task__unit", "task__giver").order_by("seq"))


def open_before(visit: Visit) -> list[Finding]:
    """Of the same unit or facility, found at earlier visits and not yet confirmed as repaired."""
    where = Q(visit__unit=visit.unit_id)
    if visit.facility_id:
        where &= Q(visit__facility=visit.facility_id)
    found = Finding.objects.filter(where, _OPEN).exclude(visit=visit.pk).exclude(visit__state=Visit.CANCELLED)
    earlier = found.filter(Q(visit__on__lt=visit.on) | Q(visit__on=visit.on, visit__lt=visit.pk))
    return list(earlier.select_related("visit", "task__unit").order_by("visit__on", "seq"))


def open_by_unit(scope: Scope, units: Sequence[int]) -> dict[int, int]:
    """{unit: how many findings are open there}: one query for a whole list."""
    found = scope.within(Finding.objects.filter(_OPEN, visit__unit__in=units), "visit__unit")
    rows = found.exclude(visit__state=Visit.CANCELLED).order_by().values_list("visit__unit")
    counted: dict[int, int] = defaultdict(int)
    counted.update(dict(rows.annotate(n=Count("pk"))))
    return counted


def open_of_place(path: str) -> list[Finding]:
    """Every open finding of a place and below, for its briefing."""
    below = Q(visit__unit__path=path) | Q(visit__unit__path__startswith=path + "/")
    found = Finding.objects.filter(below, _OPEN).exclude(visit__state=Visit.CANCELLED)
    return list(found.select_related("visit__unit", "visit__facility", "task").order_by("visit__on", "seq"))


def facilities(unit: Unit, on: date) -> list[Facility]:
    """Stations, hospitals and sites of a unit and below, by their unit."""
    below = Q(unit__path=unit.path) | Q(unit__path__startswith=unit.path + "/")
    there = Q(valid_to=None) | Q(valid_to__gte=on)
    found = Facility.objects.filter(below, there, valid_from__lte=on)
    return list(found.select_related("unit").order_by("unit__path", "name"))
