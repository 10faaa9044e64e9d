"""Requests, beds and vehicles in words: who, how urgent, how long still."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.care.referrals.models import Referral, Refusal
from giaoban.care.referrals.rules import standing
from giaoban.kernel import wording

Names = dict[int, dict[str, str]]
_RANK = {"emergency": "emergency", "urgent": "sign", "planned": "due"}
OWNERS = {
    "hospital": gettext_lazy("chờ bệnh viện trả lời"),
    "desk": gettext_lazy("chờ bàn điều phối"),
    "sender": gettext_lazy("chờ nơi gửi"),
    "receiver": gettext_lazy("chờ đến nơi"),
}
STEPS = {
    "ask": gettext_lazy("Yêu cầu chuyển viện"),
    "put_to": gettext_lazy("Gửi đến"),
    "ask_again": gettext_lazy("Hỏi thêm nơi khác"),
    "accept": gettext_lazy("Nhận, giữ giường"),
    "refuse": gettext_lazy("Không nhận"),
    "desk_refuse": gettext_lazy("Bàn điều phối: chưa nơi nào nhận"),
    "take_back": gettext_lazy("Trả lại lời nhận"),
    "call": gettext_lazy("Gọi xe"),
    "set_off": gettext_lazy("Lên đường"),
    "arrive": gettext_lazy("Đã đến, vào giường"),
    "cancel": gettext_lazy("Hủy yêu cầu"),
}
_TRAIL = ("ask", "accept", "set_off", "arrive")


def who(case: Any, names: Names) -> str:
    """The name for those who may see it, else sex and age alone."""
    known = names.get(case.person_id, {}).get("name")
    return known or _person(case)


def _person(case: Any) -> str:
    sex = {"m": _("Nam"), "f": _("Nữ")}.get(case.person.sex, _("Người bệnh"))
    return sex if case.age is None else _("%(sex)s, %(age)s tuổi") % {"sex": sex, "age": case.age}


def clock(due: datetime | None, now: datetime) -> Any:
    """ "còn 12 phút", or since when it is late."""
    if due is None:
        return ""
    minutes = round((due - now).total_seconds() / 60)
    n = abs(minutes)
    if minutes > 0:
        return ngettext("còn %(n)s phút", "còn %(n)s phút", n) % {"n": wording.number(n)}
    late = ngettext("quá %(n)s phút", "quá %(n)s phút", n) % {"n": wording.number(n)}
    return format_html('<strong class="danger">{}</strong>', late)


def row(referral: Referral, names: Names, now: datetime, open_asks: int | None = None) -> dict[str, Any]:
    """One line of a list; the gravest rank gives it its mark."""
    asks = open_asks if open_asks is not None else getattr(referral, "open_asks", 1)
    stands = standing(referral.state, now, referral.answer_by, asks, referral.leave_by)
    kind = (
        f"{referral.get_rank_display()} · {referral.get_tier_display()}, {referral.get_capability_display()}"
    )
    at = referral.facility.name if referral.facility else ""
    return {
        "ref": referral.ref,
        "url": reverse("referral", args=[referral.ref]),
        "rank": _RANK[referral.rank],
        "who": who(referral.case, names),
        "phone": names.get(referral.case.person_id, {}).get("phone", ""),
        "place": referral.unit.full_name,
        "beds": f"{referral.get_tier_display()} · {referral.get_capability_display()}",
        "what": f"{kind} · {referral.get_reason_display()}",
        "state": referral.get_state_display(),
        "state_code": referral.state,
        "owner": OWNERS[stands.owner],
        "at": at,
        "vehicle": referral.trip.vehicle.call_sign if referral.trip else "",
        "clock": clock(stands.due, now),
        "asked": referral.asked_at,
        "late": stands.late,
    }


def trail(referral: Referral, steps: list[Any], now: datetime) -> list[dict[str, Any]]:
    """The four steps everybody knows, with their times; what comes next is marked."""
    at = {step.act: step for step in steps}
    labels = {**STEPS, "accept": _("Có nơi nhận")}
    done = {"asked": 1, "refused": 1, "accepted": 2, "on_the_way": 3, "arrived": 4, "cancelled": 1}[
        referral.state
    ]
    found = []
    for n, act in enumerate(_TRAIL):
        step = at.get(act) if n < done else None
        state = "done" if n < done else "now" if n == done and not referral.closed_at else "todo"
        found.append(
            {
                "label": labels[act],
                "state": state,
                "at": step.at if step else None,
                "by": step.facility.name if step and step.facility else "",
            }
        )
    return found


def step_rows(steps: list[Any]) -> list[dict[str, Any]]:
    """Every step as it was written down, the newest first."""
    return [
        {
            "at": step.at,
            "what": STEPS.get(step.act, step.act),
            "where": step.facility.name if step.facility else "",
            "note": _note(step.note),
        }
        for step in reversed(steps)
    ]


def _note(note: str) -> str:
    return (
        str(dict(Refusal.choices).get(note, ""))
        if note in Refusal.values
        else ("" if note in _RANK else note)
    )


def group_label(group: Any) -> str:
    return f"{group.get_tier_display()} · {group.get_capability_display()}"
