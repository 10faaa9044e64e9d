"""Care's part of today's work: every emergency by itself, the rest as one row a group."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.accounts.duty import Duty, Severity
from giaoban.accounts.scope import Scope
from giaoban.care.models import Alarm, Need, Paper
from giaoban.care.queries import worklist as lists
from giaoban.kernel import wording

GROUPS = {
    "emergency": (gettext_lazy("Dấu hiệu cấp cứu"), Severity.EMERGENCY),
    "sign": (gettext_lazy("Dấu hiệu cần báo ngay"), Severity.SIGN),
    "high_unassessed": (gettext_lazy("Nguy cơ cao chưa đánh giá"), Severity.RISK),
    "high_unheard": (gettext_lazy("Nguy cơ cao chưa liên lạc được"), Severity.RISK),
    "unheard": (gettext_lazy("Người khác chưa liên lạc được"), Severity.DUE),
    "due": (gettext_lazy("Đến lượt khai báo"), Severity.DUE),
    "new_low": (gettext_lazy("Ca mới"), Severity.NEW),
    "to_close": (gettext_lazy("Đủ ngày kết thúc"), Severity.NEW),
    "papers": (gettext_lazy("Giấy tờ chờ ký"), Severity.NEW),
}
_MOST = 20  # alarms shown one by one on the day's list


def duties(scope: Scope, now: datetime) -> Iterator[Duty]:
    """Nothing for who may not care; for a large area only what has come to its own level."""
    if not scope.allows("care"):
        return
    yield from _alarms(scope, now)
    if lists.size(scope) <= lists.MOST:
        yield from _groups(scope, now)
    yield from _needs(scope)
    yield from _papers(scope)


def _alarms(scope: Scope, now: datetime) -> Iterator[Duty]:
    for alarm in lists.alarms_owned(scope, now, _MOST):
        where = f"?nguoi={alarm.episode_id}" if alarm.episode_id else ""
        yield Duty(
            kind="care_alarm", key=str(alarm.pk), place=alarm.unit.path, role=alarm.owner_role,
            due=alarm.rings_at, severity=Severity.EMERGENCY if alarm.rank == "emergency" else Severity.SIGN,
            link=reverse("care") + where, title=_alarm_title(alarm), detail=alarm.unit.full_name,
        )  # fmt: skip


def _alarm_title(alarm: Alarm) -> str:
    if alarm.kind == "roster":
        return _("Ban đêm không có người trực")
    if alarm.kind == "unheard":
        return _("%(n)s người nguy cơ cao chưa liên lạc được") % {"n": wording.number(alarm.count)}
    if alarm.rank == "emergency":
        return _("Báo động: dấu hiệu cấp cứu")
    return _("Báo động: dấu hiệu cần báo ngay")


def _groups(scope: Scope, now: datetime) -> Iterator[Duty]:
    counts = lists.worklist(scope, now, group="none").counts
    for group, (words, severity) in GROUPS.items():
        n = counts.get(group, 0)
        if n and group not in ("emergency", "sign", "papers"):
            yield Duty(
                kind="care_" + group, key=scope.path, place=scope.path, role=scope.role, due=None,
                severity=severity, link=f"{reverse('care')}?nhom={group}",
                title=f"{words}: {wording.number(n)}",
            )  # fmt: skip


def _needs(scope: Scope) -> Iterator[Duty]:
    """The commune's, until delivered."""
    if scope.role != "commune":
        return
    n = scope.within(Need.objects.filter(delivered_at=None)).count()
    if n:
        yield Duty(
            kind="care_needs", key=scope.path, place=scope.path, role=scope.role, due=None,
            severity=Severity.DUE, link=reverse("care_needs"),
            title=_("Nhu cầu của hộ chưa giao: %(n)s") % {"n": wording.number(n)},
        )  # fmt: skip


def _papers(scope: Scope) -> Iterator[Duty]:
    n = scope.within(Paper.objects.filter(signed_at=None, role=scope.role)).count()
    if n:
        yield Duty(
            kind="care_papers", key=scope.path, place=scope.path, role=scope.role, due=None,
            severity=Severity.NEW, link=reverse("care_papers"),
            title=_("Giấy tờ chờ ký: %(n)s") % {"n": wording.number(n)},
        )  # fmt: skip
