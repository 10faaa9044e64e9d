"""Conclusions a reader may see, and how far their tasks are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.briefing.models import Briefing
from giaoban.directives.models import Conclusion
from giaoban.directives.queries.tasks import condition, visible

# A briefing's frozen content is a megabyte of JSON; here only its name is needed.
_HEAVY = tuple(f"briefing__{name}" for name in ("figures", "levels", "checks", "tables"))


def conclusions(scope: Scope) -> QuerySet[Conclusion]:
    """Those of the subtree for who concludes or signs off there; for others those that gave them a task."""
    mine = Q(pk__in=visible(scope).order_by().values("conclusion"))
    if scope.may & {"conclude", "sign_off", "assign"}:
        mine |= Q(pk__in=scope.within(Conclusion.objects.all(), "place").values("pk"))
    found = Conclusion.objects.filter(mine).select_related("place", "briefing").defer(*_HEAVY)
    return found.order_by("-concluded_on", "-id")


def conclusion(scope: Scope, pk: int) -> Conclusion | None:
    return conclusions(scope).filter(pk=pk).first()


def counts_of(scope: Scope, found: Sequence[Conclusion], now: datetime) -> dict[int, dict[str, int]]:
    """{conclusion: {state: n, "late": n}} over the tasks the reader may see: one query."""
    rows = (
        visible(scope)
        .filter(conclusion__in=[c.pk for c in found])
        .order_by()
        .values_list("conclusion", "state")
        .annotate(n=Count("pk"), late=Count("pk", filter=condition("overdue", now)))
    )
    counted: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for pk, state, n, late in rows:
        counted[pk][state] += n
        counted[pk]["all"] += n
        counted[pk]["late"] += late
    return counted


def briefing_of(scope: Scope, slug: str) -> Briefing | None:
    """The briefing a meeting heard, of a place the reader covers."""
    found = Briefing.objects.select_related("place").filter(slug=slug).first()
    return found if found and scope.covers(found.place.path) else None
