"""Obstacles a reader may see, and those that wait for a place's answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.directives.models import Obstacle, Task
from giaoban.directives.queries.reaching import reaching
from giaoban.directives.queries.tasks import visible
from giaoban.places.models import Unit

_OVERSEERS = frozenset({"assign", "sign_off", "conclude"})
# The words the list is filtered by.
STATES = ("open", "late", "closed", "all")
AT_ONCE = timedelta(0)


def obstacles(scope: Scope, state: str, now: datetime) -> QuerySet[Obstacle]:
    """Overseers: their subtree's; others what they raised and what stands on their own tasks."""
    found = Obstacle.objects.select_related("unit", "owner", "task", "conclusion", "answered_by")
    if scope.may & _OVERSEERS:
        found = scope.within(found)
    else:
        tasks: QuerySet[Task] = visible(scope).order_by()
        found = found.filter(Q(by=scope.user_id) | Q(task__in=tasks.values("pk")))
    return found.filter(_condition(state, now)).order_by("state", "due_at", "id")


def _condition(state: str, now: datetime) -> Q:
    if state == "open":
        return Q(state=Obstacle.OPEN)
    if state == "late":
        return Q(state=Obstacle.OPEN, due_at__lt=now)
    if state == "closed":
        return ~Q(state=Obstacle.OPEN)
    return Q()


def obstacle(scope: Scope, pk: int, now: datetime) -> Obstacle | None:
    return obstacles(scope, "all", now).filter(pk=pk).first()


def open_for(place: Unit | int, now: datetime) -> list[Obstacle]:
    """Those the place owns, and those of levels below that waited too long: the oldest first."""
    found = Obstacle.objects.filter(reaching("owner", place, "due_at", now, first=AT_ONCE))
    return list(found.filter(state=Obstacle.OPEN).select_related("unit", "owner").order_by("due_at", "id"))
