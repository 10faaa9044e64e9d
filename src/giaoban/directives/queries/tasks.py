"""Tasks of a scope, by state and by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.directives.models import Obstacle, Task, TaskStatus
from giaoban.directives.queries.bodies import held_by
from giaoban.directives.rules import AGENCY, OPEN, OWNER, OWNERS, Parties, sides
from giaoban.kernel import clock
from giaoban.places.models import Unit

# The words a list is filtered by; "overdue" and "week" are compared with the clock.
STATES = ("open", "overdue", "week", "stuck", "waiting", "accepted", "all")
_OVERSEERS = frozenset({"assign", "sign_off", "conclude"})
# At one commune the station sees what the committee was given and the other way round: they share the work.
_BESIDE = {"commune": ("commune", "station"), "station": ("commune", "station")}


def visible(scope: Scope) -> QuerySet[Task]:
    """What the reader may see: overseers their subtree, who only answers their own unit's work."""
    if scope.may & _OVERSEERS:
        return scope.within(Task.objects.all())
    if scope.role == AGENCY:
        return Task.objects.filter(agency__in=held_by(scope.user_id, clock.today()))
    if scope.allows("answer"):
        return Task.objects.filter(unit=scope.unit_id, role__in=_BESIDE.get(scope.role, (scope.role,)))
    return Task.objects.none()


def tasks(scope: Scope, state: str, now: datetime, place: Unit | None = None) -> QuerySet[Task]:
    """The earliest deadline first. The place's own subtree when one is named."""
    found = visible(scope).filter(condition(state, now))
    if place is not None and place.id != scope.unit_id:
        found = found.filter(Q(unit=place) | Q(unit__path__startswith=place.path + "/"))
    return found.select_related("unit", "giver").order_by("due_at", "unit__path", "id")


def condition(state: str, now: datetime) -> Q:
    still = Q(state__in=OPEN)
    if state == "open":
        return still
    if state == "overdue":
        return still & Q(due_at__lt=now)
    if state == "week":
        return still & Q(due_at__gte=now, due_at__lte=_end_of_week(now))
    if state == "stuck":
        return Q(state="stuck")
    if state == "waiting":
        return Q(state="done")
    if state == "accepted":
        return Q(state="accepted")
    return Q()


def overdue_given(now: datetime) -> QuerySet[Task]:
    """Everything late, by whomever given: the caller says whose ear it has reached."""
    return Task.objects.filter(condition("overdue", now))


def _end_of_week(now: datetime) -> datetime:
    sunday = now.date() + timedelta(days=7 - now.isoweekday())
    return datetime.combine(sunday, time.max)


def counts(found: QuerySet[Task], now: datetime) -> dict[str, int]:
    """How many under each word of the filter, and in each state: one query."""
    from giaoban.directives.rules import STATES as MODEL_STATES

    wanted = {word: Count("pk", filter=condition(word, now)) for word in STATES if word != "all"}
    each = {f"state_{s}": Count("pk", filter=Q(state=s)) for s in MODEL_STATES}
    return found.order_by().aggregate(all=Count("pk"), **wanted, **each)


def task(scope: Scope, pk: int) -> Task | None:
    return (
        visible(scope)
        .select_related("unit", "giver", "conclusion", "conclusion__place", "parent")
        .filter(pk=pk)
        .first()
    )


def statuses(task: Task) -> list[TaskStatus]:
    """Oldest first, with who and on what evidence."""
    return list(task.statuses.select_related("by", "evidence").order_by("seq"))


def last_words(found: Sequence[Task]) -> dict[int, TaskStatus]:
    """The newest status row of each task."""
    rows = TaskStatus.objects.filter(task__in=[t.pk for t in found], seq=F("task__n_moves"))
    return {row.task_id: row for row in rows}


def last_values(found: Sequence[Task]) -> dict[int, float]:
    """The figure each owner reported last, of those who reported one."""
    rows = TaskStatus.objects.filter(task__in=[t.pk for t in found], value__isnull=False).order_by("seq")
    return dict(rows.values_list("task_id", "value"))


def answered_by(task: Task, status_pk: int) -> TaskStatus | None:
    """The status row whose evidence is asked for, of a task the caller may see."""
    return task.statuses.filter(pk=status_pk, evidence__isnull=False).select_related("evidence", "by").first()


def standing_of(scope: Scope, task: Task) -> frozenset[str]:
    """On which side of the task the reader stands today."""
    parties = Parties(task.unit.path, task.role, task.giver.path, task.agency_id)
    held = held_by(scope.user_id, clock.today()) if task.agency_id else frozenset()
    return sides(parties, path=scope.path, role=scope.role, bodies=held)


def narrowed(found: QuerySet[Task], theme: str, body: str) -> QuerySet[Task]:
    """Of one theme ("-": of none), of one body."""
    if theme:
        found = found.filter(conclusion__theme="" if theme == "-" else theme)
    return found.filter(body=body) if body else found


def obstacles_of(task: Task) -> list[Obstacle]:
    """What was raised on a task, the newest last."""
    return list(task.obstacles.select_related("owner", "answered_by").order_by("id"))


def may_make_concrete(scope: Scope, task: Task) -> bool:
    """The government of a level below, of an open task it owns, with somebody below it to give work to."""
    own = not task.agency_id and task.role in OWNERS.get(task.unit.level, ())[:1]
    return own and task.state in OPEN and OWNER in standing_of(scope, task) and scope.allows("conclude")


def parts_of(task: Task) -> list[Task]:
    """What the owner's own document gave on, below it."""
    return list(
        task.parts.select_related("unit", "giver", "conclusion").order_by("conclusion", "due_at", "id")
    )
