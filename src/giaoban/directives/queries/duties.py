"""What somebody has to do about tasks now: their own, and those they gave."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.accounts.duty import Duty, Severity
from giaoban.accounts.scope import Scope
from giaoban.directives.models import Obstacle, Task, TaskStatus
from giaoban.directives.queries.bodies import held_by
from giaoban.directives.queries.obstacles import open_for
from giaoban.directives.queries.reaching import reaching
from giaoban.directives.queries.tasks import overdue_given
from giaoban.directives.rules import AGENCY, CLIMB, OPEN

_SOON = timedelta(hours=24)  # a task this near stands among the due, not among the new; a guess
_EACH = 8  # obstacles told one by one; a worklist with more of them tells nothing else. A guess
_TITLE = 120  # characters of a task's text a worklist row holds


def duties(scope: Scope, now: datetime) -> list[Duty]:
    found: list[Duty] = []
    if scope.allows("answer"):
        found += _own(scope, now)
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
    given = Task.objects.filter(giver=scope.unit_id)
    link = reverse("tasks")
    for row in _by_conclusion(given.filter(state="done")):
        n = row["n"]
        what = ngettext("%(n)s kết quả chờ xác nhận", "%(n)s kết quả chờ xác nhận", n) % {"n": n}
        yield _about(scope, "task_sign_off", row, what, f"{link}?state=waiting", Severity.DUE)
    for row in _by_conclusion(_asking(given)):
        n = row["n"]
        what = ngettext("%(n)s đề nghị gia hạn", "%(n)s đề nghị gia hạn", n) % {"n": n}
        yield _about(scope, "task_extension", row, what, f"{link}?state=open", Severity.DUE)
    late = overdue_given(now).filter(reaching("giver", scope.unit_id, "due_at", now, first=CLIMB))
    for row in _by_conclusion(late):
        n, due = row["n"], row["due"]
        assert isinstance(due, datetime)
        what = ngettext("%(n)s nhiệm vụ quá hạn, cần đôn đốc", "%(n)s nhiệm vụ quá hạn, cần đôn đốc", n)
        rank = Severity.RISK if now - due > CLIMB else Severity.DUE
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


def _asking(given: QuerySet[Task]) -> QuerySet[Task]:
    """Open tasks whose last word about the deadline is a request."""
    about = TaskStatus.objects.filter(
        task=OuterRef("pk"), move__in=("ask_extension", "extend", "refuse_extension")
    )
    last = Subquery(about.order_by("-seq").values("move")[:1])
    asked = Q(pk__in=TaskStatus.objects.filter(move="ask_extension").values("task"))
    return given.filter(asked, state__in=OPEN).annotate(last_about=last).filter(last_about="ask_extension")


def _by_conclusion(found: QuerySet[Task]) -> QuerySet[Task, dict[str, object]]:
    rows = found.order_by().values("conclusion", "conclusion__text")
    return rows.annotate(n=Count("pk"), due=Min("due_at"), one=Min("pk")).order_by("due")


def _about(scope: Scope, kind: str, row: dict[str, object], what: str, link: str, rank: Severity) -> Duty:
    due = row["due"]
    assert isinstance(due, datetime)
    key = str(row["conclusion"])
    url = reverse("task", args=[row["one"]]) if row["n"] == 1 else f"{link}&conclusion={key}"
    return Duty(kind, key, scope.path, scope.role, due, rank, url, what, _short(str(row["conclusion__text"])))


def _short(text: str) -> str:
    return text if len(text) <= _TITLE else text[: _TITLE - 1].rsplit(" ", 1)[0] + "…"
