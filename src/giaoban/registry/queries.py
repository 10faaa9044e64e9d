"""Every read of the registry, through a scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.intake.models import Batch, RowIssue
from giaoban.kernel.sealing import keyed_hash, unseal
from giaoban.kernel.text import fold
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.registry import diseases
from giaoban.registry.duplicates import queries as duplicates
from giaoban.registry.models import Case, Identity

COUNT_LIMIT = 10_000  # beyond this a list says "hơn 10.000": an exact count would read every row


@dataclass(frozen=True)
class Listed:
    """A page of the line list and how many rows match, counted up to a limit."""

    cases: list[Case]
    matching: int
    capped: bool
    has_next: bool


def cases(scope: Scope, filters: dict[str, Any], place: Unit | None = None) -> QuerySet[Case]:
    """The line list under its filters, newest announcement first; an episode told twice stands once."""
    found = scope.within(Case.objects.exclude(id__in=duplicates.uncounted()))
    if place is not None and place.path != scope.path:
        found = found.filter(unit__in=_units_below(place))
    found = _dated(found, filters)
    for name in ("disease", "severity", "care", "tier", "found", "support"):
        if filters.get(name):
            found = found.filter(**{name: filters[name]})
    found = _by_state(found, filters.get("state") or "")
    if filters.get("age_from") is not None:
        found = found.filter(age__gte=filters["age_from"])
    if filters.get("age_to") is not None:
        found = found.filter(age__lte=filters["age_to"])
    if filters.get("q"):
        found = _searched(found, filters["q"])
    return found.order_by("-announced", "-id")


def home(scope: Scope, on: date) -> Unit:
    """The unit of the reader's posting, on the tree of `on` where it still stands there."""
    return places.valid_on(on).filter(path=scope.path).first() or Unit.objects.get(id=scope.unit_id)


def _units_below(place: Unit) -> list[int]:
    below = Unit.objects.filter(path__startswith=place.path + "/").values_list("id", flat=True)
    same = Unit.objects.filter(path=place.path).values_list("id", flat=True)
    return [*same, *below]


def _dated(found: QuerySet[Case], filters: dict[str, Any]) -> QuerySet[Case]:
    if filters.get("since"):
        found = found.filter(announced__gte=filters["since"])
    if filters.get("until"):
        found = found.filter(announced__lte=filters["until"])
    return found


def _by_state(found: QuerySet[Case], state: str) -> QuerySet[Case]:
    if state == "active":
        return found.filter(outcome="")
    if state in ("recovered", "dead"):
        return found.filter(outcome=state)
    return found


def _searched(found: QuerySet[Case], text: str) -> QuerySet[Case]:
    """A case number, or a whole name, identity number or phone: sealed words are found only whole."""
    words = text.strip()
    people = Identity.objects.filter(
        Q(name_hash=keyed_hash("name", fold(words)))
        | Q(cid_hash=keyed_hash("cid", words))
        | Q(phone_hash=keyed_hash("phone", words))
    ).values("person_id")
    # each by its own index; said as one condition with "or", every case of the province is read
    numbered = Case.objects.exclude(number="").filter(number=words).order_by().values("id")
    return found.filter(id__in=numbered.union(Case.objects.filter(person__in=people).order_by().values("id")))


def page(found: QuerySet[Case], number: int, size: int) -> Listed:
    """Keys first: they come from the index alone, and whole rows are read only for the page shown.

    In one query SQLite sorts every whole row of a district before it takes fifty of them.
    """
    start = (number - 1) * size
    keys = list(found.values_list("id", flat=True)[start : start + size + 1])
    rows = Case.objects.filter(id__in=keys[:size]).select_related("person", "unit", "unit__parent")
    matching = found.order_by()[: COUNT_LIMIT + 1].count()
    return Listed(
        list(rows.order_by("-announced", "-id")),
        min(matching, COUNT_LIMIT), matching > COUNT_LIMIT, len(keys) > size,
    )  # fmt: skip


def identities(cases: list[Case]) -> dict[int, dict[str, str]]:
    """{person id: name, cid, phone, address}. The caller has checked the right and logs the look."""
    return identities_of([c.person_id for c in cases])


def identities_of(persons: list[int]) -> dict[int, dict[str, str]]:
    rows = Identity.objects.filter(person_id__in=persons)
    return {row.person_id: unseal(row.sealed) for row in rows}


def case(scope: Scope, ref: int) -> Case | None:
    return (
        scope.within(Case.objects.all())
        .select_related("person", "unit", "unit__parent", "batch")
        .filter(ref=ref)
        .first()
    )


def history(case: Case) -> dict[str, list[Any]]:
    """What the facts were, and the state rows, oldest first."""
    return {
        "revisions": list(case.revisions.select_related("unit").order_by("replaced_at")),
        "states": list(case.states.order_by("happened_on", "id")),
    }


def batches(scope: Scope) -> QuerySet[Batch]:
    """Files received, newest first; what people enter one by one is a batch without a file.

    Whoever does not oversee the installation sees their own.
    """
    found = (
        Batch.objects.exclude(kind="answer")
        .exclude(filename="")
        .annotate(
            refused=Count("issues", filter=Q(issues__outcome="refused")),
            held=Count("issues", filter=Q(issues__outcome="held")),
        )
    )
    if not scope.whole:
        found = found.filter(by_id=scope.user_id)
    return found.order_by("-id")


def batch(scope: Scope, batch_id: int) -> Batch | None:
    return batches(scope).filter(id=batch_id).first()


def issues(batch: Batch) -> QuerySet[RowIssue]:
    return batch.issues.order_by("row")


def overdue(scope: Scope, last_day: Any) -> QuerySet[Case]:
    """Active cases announced on or before `last_day`: past the last day the default disease's rule allows."""
    usual = diseases.default()
    return (
        scope.within(Case.objects.filter(outcome="", announced__lte=last_day, disease=usual))
        .exclude(id__in=duplicates.uncounted())
        .select_related("person", "unit")
        .order_by("announced", "id")
    )


def new_by_unit(until: date, days: int) -> dict[int, int]:
    """{unit: cases announced in the days up to that one}. Counts only, for whoever plans."""
    rows = Case.objects.filter(announced__gt=until - timedelta(days=days), announced__lte=until)
    return dict(rows.order_by().values_list("unit").annotate(n=Count("id")))


def home_by_unit(scope: Scope, *days: date) -> list[dict[int, int]]:
    """For each day {unit: cases at home at its end}, by place of care as it stands now; one read."""
    counts = {}
    for n, day in enumerate(days):
        open_then = Q(outcome="") | Q(outcome_date__gt=day)
        counts[f"n{n}"] = Count("id", filter=Q(announced__lte=day) & open_then)
    since = Q(outcome="") | Q(outcome_date__gt=min(days))
    cases = scope.within(Case.objects.filter(since, announced__lte=max(days), care="home"))
    rows = list(cases.order_by().values_list("unit").annotate(**counts))
    return [{row[0]: row[n] for row in rows if row[n]} for n in range(1, len(days) + 1)]
