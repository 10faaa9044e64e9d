"""What results leave to do: positive ones to confirm, a variant's first appearance to look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.accounts.duty import Duty, Severity
from giaoban.accounts.scope import Scope
from giaoban.kernel import wording
from giaoban.registry.lab.queries.samples import to_confirm
from giaoban.registry.lab.queries.variants import flagged
from giaoban.registry.models import LabSample

_CALLERS = frozenset({"commune", "station"})
_NAMED = 2  # first appearances told one by one; more are told as a number


def duties(scope: Scope, now: datetime) -> Iterator[Duty]:
    yield from _confirm(scope)
    if scope.role == "analyst":
        yield from _appeared(scope, now)


def _confirm(scope: Scope) -> Iterator[Duty]:
    """The commune's own; the province answers for those whose commune nobody knows."""
    waiting: QuerySet[LabSample] = to_confirm(scope).order_by()
    if scope.role == "analyst":
        waiting = waiting.exclude(unit__level="commune")
    elif scope.role not in _CALLERS:
        return
    n = waiting.count() if scope.allows("close_cases") else 0
    if not n:
        return
    title = ngettext(
        "%(n)s kết quả dương tính chưa có ca bệnh", "%(n)s kết quả dương tính chưa có ca bệnh", n
    )
    yield Duty(
        kind="samples", key=scope.path, place=scope.path, role=scope.role, due=None, severity=Severity.RISK,
        link=reverse("samples_waiting"), title=title % {"n": wording.number(n)},
        detail=_("theo danh sách của phòng xét nghiệm; xác nhận là ai, hoặc nói vì sao không"),
    )  # fmt: skip


def _appeared(scope: Scope, now: datetime) -> Iterator[Duty]:
    found = [each for each in flagged(scope.path, now.date()) if not each.quiet]
    for each in found[:_NAMED]:
        yield Duty(
            kind="variant", key=f"{each.unit.code}:{each.first.variant}", place=each.unit.path,
            role=scope.role, due=None, severity=Severity.RISK, link=f"{reverse('laboratory')}#lan-dau",
            title=_("%(variant)s xuất hiện lần đầu ở %(place)s")
            % {"variant": each.first.variant, "place": each.unit.full_name},
            detail=_("mẫu lấy ngày %(day)s") % {"day": wording.day(each.first.day)},
        )  # fmt: skip
    if len(found) > _NAMED:
        yield Duty(
            kind="variant", key=f"{scope.path}:more", place=scope.path, role=scope.role, due=None,
            severity=Severity.DUE, link=f"{reverse('laboratory')}#lan-dau",
            title=_("%(n)s lần đầu xuất hiện biến thể khác cần xem") % {"n": len(found) - _NAMED},
        )  # fmt: skip
