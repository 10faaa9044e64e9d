"""*Việc hôm nay*: the reader's own worklist, one main action a row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.accounts.access import needs
from giaoban.accounts.duty import Duty, Severity
from giaoban.desk import today as desk
from giaoban.kernel import clock, wording

_RANKS = {Severity.EMERGENCY: "emergency", Severity.SIGN: "sign", Severity.RISK: "risk"}
_ACTIONS = {
    "task_new": gettext_lazy("Tiếp nhận"),
    "task": gettext_lazy("Báo cáo kết quả"),
    "task_sign_off": gettext_lazy("Xác nhận"),
    "task_stuck": gettext_lazy("Giải quyết"),
    "task_extension": gettext_lazy("Xem đề nghị"),
    "task_overdue": gettext_lazy("Đôn đốc"),
    "close_cases": gettext_lazy("Mở danh sách"),
    "return": gettext_lazy("Nhập số liệu"),
    "explain": gettext_lazy("Xem số liệu"),
    "declarations": gettext_lazy("Gọi và xác nhận"),
}


@needs("answer", "sign_off", "close_cases")
def today(request: Any) -> HttpResponse:
    now = clock.now()
    duties = desk.worklist(request.scope, now)
    late = sum(d.overdue(now) for d in duties)
    context = {"rows": [_row(d, now) for d in duties], "late": late, "now": now}
    return render(request, "desk/today.html", context)


def _row(duty: Duty, now: datetime) -> dict[str, Any]:
    return {
        "rank": _RANKS.get(duty.severity, "due"),
        "name": duty.title,
        "what": duty.detail,
        "since": _due(duty, now),
        "phone": duty.phone,
        "url": duty.link,
        "action": _ACTIONS.get(duty.kind, gettext_lazy("Mở")),
    }


def _due(duty: Duty, now: datetime) -> SafeString | str:
    if duty.due is None:
        return ""
    at = _until(duty.due)
    if duty.overdue(now):
        return format_html('<strong class="danger">{}</strong>', _("Quá hạn từ %(at)s") % {"at": at})
    return _("Hạn %(at)s") % {"at": at}


def _until(due: datetime) -> str:
    """A duty that ends with its day is written as the day."""
    if (due.hour, due.minute) == (23, 59):
        return _("hết ngày %(day)s") % {"day": wording.day(due.date())}
    return wording.moment(due)
