"""What somebody has to do about tasks now: their own, and those they gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.accounts.duty import Duty, Severity
from giaoban.accounts.scope import Scope
from giaoban.directives.models import Obstacle, Task, TaskStatus
from giaoban.directives.queries.bodies import held_by
from giaoban.directives.queries.invited import invitations
from giaoban.directives.queries.obstacles import open_for
from giaoban.directives.queries.reaching import reaching
from giaoban.directives.queries.tasks import condition
from giaoban.directives.rules import AGENCY, CLIMB, OPEN

_SOON = timedelta(hours=24)  # a task this near stands among the due, not among the new; a guess
_EACH = 8  # obstacles told one by one; a worklist with more of them tells nothing else. A guess
_TITLE = 120  # characters of a task's text a worklist row holds


def duties(scope: Scope, now: datetime) -> list[Duty]:
    found: list[Duty] = []
    if scope.allows("answer"):
        found += _own(scope, now)
        found += invitations(scope, now)
    if scope.allows("sign_off"):
        found += _given(scope, now)
    if scope.allows("assign"):
        found += _raised(scope, now)
    return found


def _own(scope: Scope, now: datetime) -> Iterator[Duty]:
    mine = Task.objects.filter(unit=scope.unit_id, role=scope.role, state__in=OPEN)
    if scope.role == AGENCY:
        mine = mine.filter(agency__in=held_by(scope.user_id, now.date()))
    for task in mine.select_related("conclusion", "giver").order_by("due_at", "id"):
        new = task.state == "given"
        calm = new and task.due_at > now + _SOON
        yield Duty(
            kind="task_new" if new else "task",
            key=str(task.pk),
            place=scope.path,
            role=scope.role,
            due=task.due_at,
            severity=Severity.NEW if calm else Severity.DUE,
            link=reverse("task", args=[task.pk]),
            title=_short(task.text),
            detail=_("%(giver)s giao") % {"giver": task.giver.full_name}
            + (" · " + _("bị trả lại, cần làm tiếp") if task.state == "returned" else "")
            + (" · " + _("đang vướng mắc") if task.state == "stuck" else ""),
        )


def _given(scope: Scope, now: datetime) -> Iterator[Duty]:
    """One row a conclusion and kind, not one a commune: 177 rows are no worklist.

    What the levels below gave is theirs to follow, until it has been late too long.
    """
    mine = Q(giver=scope.unit_id)
    kinds = {
        "done": mine & Q(state="done"),
        "asking": mine & Q(state__in=OPEN, pk__in=_asking()),
        "late": condition("overdue", now) & reaching("giver", scope.unit_id, "due_at", now, first=CLIMB),
    }
    rows = list(_by_conclusion(kinds))
    link = reverse("tasks")
    for row in _of("done", rows):
        n = row.n
        what = ngettext("%(n)s kết quả chờ xác nhận", "%(n)s kết quả chờ xác nhận", n) % {"n": n}
        yield _about(scope, "task_sign_off", row, what, f"{link}?state=waiting", Severity.DUE)
    for row in _of("asking", rows):
        n = row.n
        what = ngettext("%(n)s đề nghị gia hạn", "%(n)s đề nghị gia hạn", n) % {"n": n}
        yield _about(scope, "task_extension", row, what, f"{link}?state=open", Severity.DUE)
    for row in _of("late", rows):
        n = row.n
        what = ngettext("%(n)s nhiệm vụ quá hạn, cần đôn đốc", "%(n)s nhiệm vụ quá hạn, cần đôn đốc", n)
        rank = Severity.RISK if now - row.due > CLIMB else Severity.DUE
        yield _about(scope, "task_overdue", row, what % {"n": n}, f"{link}?state=overdue", rank)


def _raised(scope: Scope, now: datetime) -> Iterator[Duty]:
    """Obstacles that wait for an answer here: one row each while they are few, else one for all."""
    waiting = open_for(scope.unit_id, now)
    if len(waiting) > _EACH:
        late = sum(one.due_at < now for one in waiting)
        words = _("%(n)s vướng mắc chờ trả lời, %(late)s quá hạn") % {"n": len(waiting), "late": late}
        rank = Severity.RISK if late else Severity.DUE
        yield Duty(
            "obstacles", scope.path, scope.path, scope.role, waiting[0].due_at, rank, reverse("obstacles"),
            words,
        )  # fmt: skip
        return
    for one in waiting:
        yield _obstacle(scope, one, now)


def _obstacle(scope: Scope, one: Obstacle, now: datetime) -> Duty:
    climbed = (
        ""
        if one.owner_id == scope.unit_id
        else " · " + _("%(owner)s chưa trả lời") % {"owner": one.owner.full_name}
    )
    return Duty(
        kind="obstacle",
        key=str(one.pk),
        place=scope.path,
        role=scope.role,
        due=one.due_at,
        severity=Severity.RISK if one.due_at < now else Severity.DUE,
        link=reverse("obstacle", args=[one.pk]),
        title=_short(one.text),
        detail=f"{one.get_kind_display()} · {one.raiser}{climbed}",
    )


def _asking() -> QuerySet[TaskStatus, int]:
    """Tasks whose last word about the deadline is a request."""
    about = TaskStatus.objects.filter(
        task=OuterRef("task"), move__in=("ask_extension", "extend", "refuse_extension")
    )
    last = Subquery(about.order_by("-seq").values("seq")[:1])
    return TaskStatus.objects.filter(move="ask_extension", seq=last).values_list("task", flat=True)


@dataclass(frozen=True)
class _Row:
    """Tasks of one conclusion and kind: how many, the first of them, the earliest deadline."""

    conclusion: int
    text: str
    n: int
    due: datetime
    one: int


def _by_conclusion(kinds: Mapping[str, Q]) -> QuerySet[Task, dict[str, Any]]:
    """Every kind of every conclusion in one query: the page is opened by everybody, every morning."""
    asked: dict[str, Any] = {}
    for name, which in kinds.items():
        asked |= {
            f"{name}_n": Count("pk", filter=which), f"{name}_due": Min("due_at", filter=which),
            f"{name}_one": Min("pk", filter=which),
        }  # fmt: skip
    found = Task.objects.filter(reduce(or_, kinds.values())).order_by()
    return found.values("conclusion", "conclusion__text").annotate(**asked)


def _of(kind: str, rows: Sequence[dict[str, Any]]) -> list[_Row]:
    """The earliest due first."""
    found = [
        _Row(row["conclusion"], row["conclusion__text"], row[f"{kind}_n"], row[f"{kind}_due"],
             row[f"{kind}_one"])
        for row in rows if row[f"{kind}_n"]
    ]  # fmt: skip
    return sorted(found, key=lambda row: (row.due, row.conclusion))


def _about(scope: Scope, kind: str, row: _Row, what: str, link: str, rank: Severity) -> Duty:
    key = str(row.conclusion)
    url = reverse("task", args=[row.one]) if row.n == 1 else f"{link}&conclusion={key}"
    return Duty(kind, key, scope.path, scope.role, row.due, rank, url, what, _short(row.text))


def _short(text: str) -> str:
    return text if len(text) <= _TITLE else text[: _TITLE - 1].rsplit(" ", 1)[0] + "…"
