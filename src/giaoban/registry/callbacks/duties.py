"""What the levels above the stations have to do about call-backs: draw last week, call who was drawn."""

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
    """Of the last whole week: one row, its list is one tap away."""
    if scope.role not in rules.CALLERS or not scope.allows("close_cases"):
        return
    week = rules.week_before(now.date())
    told = queries.total(scope, week)
    if told.open:
        words = ngettext("%(n)s cuộc gọi lại kiểm tra", "%(n)s cuộc gọi lại kiểm tra", told.open)
        yield _duty(scope, week, words % {"n": wording.number(told.open)})
    elif not told.drawn and queries.anything_done(scope, week):
        yield _duty(scope, week, _("Chọn mẫu gọi lại kiểm tra"))


def _duty(scope: Scope, week: date, title: str) -> Duty:
    return Duty(
        kind="callbacks",
        key=f"{scope.path}:{week}",
        place=scope.path,
        role=scope.role,
        due=None,
        severity=Severity.DUE,
        link=reverse("callbacks"),
        title=title,
        detail=_("việc các trạm báo đã làm trong tuần từ %(day)s") % {"day": wording.day(week)},
    )
