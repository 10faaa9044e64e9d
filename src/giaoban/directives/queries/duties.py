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
from giaoban.directives.models import Task, TaskStatus
from giaoban.directives.queries.tasks import condition
from giaoban.directives.rules import OPEN

_SOON = timedelta(hours=24)  # a task this near stands among the due, not among the new; a guess
_TITLE = 120  # characters of a task's text a worklist row holds


def duties(scope: Scope, now: datetime) -> list[Duty]:
    found: list[Duty] = []
    if scope.allows("answer"):
        found += _own(scope, now)
    if scope.allows("sign_off"):
        found += _given(scope, now)
    return found


def _own(scope: Scope, now: datetime) -> Iterator[Duty]:
    mine = Task.objects.filter(unit=scope.unit_id, role=scope.role, state__in=OPEN)
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
    """One row a conclusion and kind, not one a commune: 177 rows are no worklist."""
    given = scope.within(Task.objects.all(), "giver")
    link = reverse("tasks")
    for row in _by_conclusion(given.filter(state="done")):
        n = row["n"]
        what = ngettext("%(n)s kết quả chờ xác nhận", "%(n)s kết quả chờ xác nhận", n) % {"n": n}
        yield _about(scope, "task_sign_off", row, what, f"{link}?state=waiting", Severity.DUE)
    for row in _by_conclusion(given.filter(state="stuck")):
        n = row["n"]
        what = ngettext("%(n)s đơn vị đang vướng mắc", "%(n)s đơn vị đang vướng mắc", n) % {"n": n}
        yield _about(scope, "task_stuck", row, what, f"{link}?state=stuck", Severity.DUE)
    for row in _by_conclusion(_asking(given)):
        n = row["n"]
        what = ngettext("%(n)s đề nghị gia hạn", "%(n)s đề nghị gia hạn", n) % {"n": n}
        yield _about(scope, "task_extension", row, what, f"{link}?state=open", Severity.DUE)
    for row in _by_conclusion(given.filter(condition("overdue", now))):
        n = row["n"]
        what = ngettext("%(n)s nhiệm vụ quá hạn, cần đôn đốc", "%(n)s nhiệm vụ quá hạn, cần đôn đốc", n)
        yield _about(scope, "task_overdue", row, what % {"n": n}, f"{link}?state=overdue", Severity.DUE)


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
