"""What the levels above the stations have to do about call-backs: draw last week, call whoever was drawn and
not called yet, in whatever week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.accounts.duty import Duty, Severity
from giaoban.accounts.scope import Scope
from giaoban.kernel import wording
from giaoban.registry.callbacks import queries, rules


def duties(scope: Scope, now: datetime) -> Iterator[Duty]:
    """One row for the calls, one for a draw; the list is one tap away."""
    if scope.role not in rules.CALLERS or not scope.allows("close_cases"):
        return
    week = rules.week_before(now.date())
    left = queries.left(scope)
    if left.calls:
        words = ngettext("%(n)s cuộc gọi lại kiểm tra", "%(n)s cuộc gọi lại kiểm tra", left.calls)
        detail = _("việc các trạm báo đã làm trong tuần từ %(day)s")
        if left.since < week:
            detail = _("việc các trạm báo đã làm, từ tuần bắt đầu ngày %(day)s đến nay")
        yield _duty(scope, left.since, words % {"n": wording.number(left.calls)}, detail, "?state=open")
    if not queries.drawn(scope, week) and queries.anything_done(scope, week):
        detail = _("việc các trạm báo đã làm trong tuần từ %(day)s")
        yield _duty(scope, week, _("Chọn mẫu gọi lại kiểm tra"), detail)


def _duty(scope: Scope, week: date, title: str, detail: str, filters: str = "") -> Duty:
    return Duty(
        kind="callbacks",
        key=f"{scope.path}:{week}",
        place=scope.path,
        role=scope.role,
        due=None,
        severity=Severity.DUE,
        link=reverse("callbacks") + filters,
        title=title,
        detail=detail % {"day": wording.day(week)},
    )
