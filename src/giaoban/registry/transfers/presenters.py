"""Wording of movement."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kernel import wording
from giaoban.registry.models import Transfer
from giaoban.registry.transfers.rules import Clock

STATES: dict[str, Any] = {
    "asked": gettext_lazy("chờ tiếp nhận"), "taken": gettext_lazy("đã tiếp nhận"),
    "refused": gettext_lazy("bị từ chối"), "cancelled": gettext_lazy("đã rút lại"),
}  # fmt: skip
STEPS: dict[str, Any] = {
    "asked": gettext_lazy("Chuyển đi"), "taken": gettext_lazy("Tiếp nhận"),
    "refused": gettext_lazy("Từ chối"), "cancelled": gettext_lazy("Rút lại"),
    "read": gettext_lazy("Nơi chuyển đã đọc, người bệnh vẫn ở đó"),
}  # fmt: skip


def who(case: Any, names: dict[int, dict[str, str]]) -> str:
    known = names.get(case.person_id)
    return known["name"] if known else case.number or _("ca không số")


def place(unit: Any) -> str:
    above = unit.parent
    return f"{unit.full_name}, {above.full_name}" if above else str(unit.full_name)


def offered(unit: Any, seen_from: Any) -> str:
    """With its province where that is another one: names repeat from province to province."""
    above = unit.parent.parent if unit.parent else None
    if above is None or seen_from.path.startswith(above.path + "/"):
        return place(unit)
    return f"{place(unit)}, {above.full_name}"


def row(
    transfer: Transfer, names: dict[int, dict[str, str]], clock: Clock | None, now: datetime
) -> dict[str, Any]:
    return {
        "url": reverse("transfer", args=[transfer.id]), "who": who(transfer.case, names),
        "sender": place(transfer.sender), "receiver": place(transfer.receiver),
        "state": STATES[transfer.state], "asked": transfer.asked_at, "ended": transfer.ended_at,
        "due": clock.due if clock else None, "late": bool(clock and clock.due < now),
        "outside": transfer.outside, "climbed": clock.step if clock else 0,
    }  # fmt: skip


def steps(transfer: Transfer) -> list[dict[str, Any]]:
    found = [
        {
            "label": STEPS[step.state], "state": "done", "at": step.at, "note": step.note,
            "by": step.by.get_username() if step.by else "",
        }
        for step in transfer.steps.select_related("by").order_by("id")
    ]  # fmt: skip
    if transfer.state == "asked":
        waiting = _("Chờ giấy báo tiếp nhận") if transfer.outside else _("Chờ nơi nhận tiếp nhận")
        found.append({"label": waiting, "state": "now", "at": None, "note": "", "by": ""})
    return found


def due_words(clock: Clock | None) -> str:
    if clock is None:
        return _("không có quy định về thời hạn")
    words = _("hạn %(at)s") % {"at": wording.moment(clock.due)}
    return f"{words} ({_('thời hạn phỏng đoán, chưa có văn bản')})" if clock.status == "unverified" else words


def movement(told: dict[str, Any]) -> dict[str, Any]:
    """A case's transfers and absence, their states in words."""
    for transfer in told["ended"]:
        transfer.word = STATES[transfer.state]
    return told
