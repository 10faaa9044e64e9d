"""A hospital's desk: its free beds, what it is asked, who is on the way, who lies there."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.accounts.access import needs
from giaoban.care.referrals import access, actions, presenters, queries
from giaoban.care.referrals.models import Refusal
from giaoban.care.referrals.views.common import answered
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import amount, whole
from giaoban.resources.actions.beds import state_beds
from giaoban.resources.models.beds import STATED, Capability, Tier
from giaoban.resources.queries import beds

LEFT = [
    ("home", gettext_lazy("về nhà theo dõi tiếp")),
    ("recovered", gettext_lazy("khỏi bệnh")),
    ("dead", gettext_lazy("tử vong")),
]
COLUMNS = [
    gettext_lazy("Kế hoạch"),
    gettext_lazy("Thực kê"),
    gettext_lazy("Đủ nhân lực"),
    gettext_lazy("Có ô xy"),
    gettext_lazy("Trống"),
]


@needs("receive")
def desk(request: Any) -> HttpResponse:
    """Everything a hospital's shift needs on one page; numbers of beds are typed over and sent at once."""
    if request.posting.facility is None:
        raise PermissionDenied("facility")
    error: UserError | None = None
    if request.method == "POST":
        said = answered(request, lambda: _act(request), "hospital_desk")
        if isinstance(said, HttpResponse):
            return said
        error = said
    return render(request, "care/hospital.html", _context(request, error), status=422 if error else 200)


def _context(request: Any, error: UserError | None) -> dict[str, Any]:
    scope, now, facility = request.scope, clock.now(), request.posting.facility
    asked, coming = queries.asked_of(scope), list(queries.coming_to(scope))
    stays = list(queries.stays(scope))
    cases = [a.referral.case for a in asked] + [r.case for r in coming] + [s.case for s in stays]
    names = access.names(by=request.user, scope=scope, cases=cases, purpose=_("tiếp nhận người bệnh"))
    groups = list(beds.groups(facility))
    return {
        "facility": facility,
        "place": facility.unit,
        "now": now,
        "error": error,
        "groups": [_group(g) for g in groups],
        "columns": COLUMNS,
        "new_columns": list(zip(STATED, COLUMNS, strict=True)),
        "tiers": Tier.choices,
        "capabilities": Capability.choices,
        "asked": [{**presenters.row(a.referral, names, now, 1)} for a in asked],
        "coming": [presenters.row(r, names, now) for r in coming],
        "told": queries.taken_by_others(scope, now)[:10],
        "stays": [
            {"id": s.pk, "who": presenters.who(s.case, names), "beds": presenters.group_label(s.beds),
             "since": s.since, "place": s.case.unit.full_name}
            for s in stays
        ],
        "refusals": Refusal.choices,
        "left": LEFT,
        "choices": [(g.pk, presenters.group_label(g), g.open) for g in groups if g.open > 0],
    }  # fmt: skip


def _group(group: Any) -> dict[str, Any]:
    numbers = [(n, label, getattr(group, n)) for n, label in zip(STATED, COLUMNS, strict=True)]
    return {"group": group, "label": presenters.group_label(group), "numbers": numbers}


def _act(request: Any) -> str:
    data, by, facility = request.POST, request.user, request.posting.facility
    act = data.get("act", "")
    if act == "beds":
        return _state(request)
    if act == "left":
        stay = queries.stays(request.scope).filter(id=whole(data.get("stay"), -1)).first()
        if stay is None:
            raise Http404
        actions.leave_hospital(by=by, stay=stay, left=data.get("left", ""))
        return _("Đã ghi người bệnh ra viện; giường trống thêm một.")
    referral = queries.referral(request.scope, whole(data.get("ref"), -1))
    if referral is None:
        raise Http404
    if act == "accept":
        group = beds.groups(facility).filter(id=whole(data.get("group"), -1)).first()
        actions.accept(by=by, referral=referral, facility=facility, group=group)
        return _("Đã nhận và giữ giường. Nơi gửi thấy ngay.")
    if act == "refuse":
        actions.refuse(
            by=by, referral=referral, facility=facility, refusal=data.get("refusal", ""),
            note=data.get("note", ""),
        )  # fmt: skip
        return _("Đã trả lời không nhận. Bàn điều phối thấy ngay.")
    if act == "arrive":
        actions.arrive(by=by, referral=referral)
        return _("Đã ghi người bệnh đến và vào giường.")
    if act == "take_back":
        actions.take_back(by=by, referral=referral, facility=facility, reason=data.get("note", ""))
        return _("Đã trả lại lời nhận; giường trống lại.")
    raise Http404


def _state(request: Any) -> str:
    """Each group whose numbers were changed; a new group when its kind was chosen."""
    data, facility, by = request.POST, request.posting.facility, request.user
    changed = 0
    for group in beds.groups(facility):
        typed = {n: amount(data.get(f"{group.pk}-{n}")) for n in STATED if f"{group.pk}-{n}" in data}
        if any(typed[n] != getattr(group, n) for n in typed):
            state_beds(by=by, facility=facility, tier=group.tier, capability=group.capability, numbers=typed)
            changed += 1
    if data.get("tier") and data.get("capability"):
        typed = {n: max(0, amount(data.get(f"new-{n}"))) for n in STATED}
        state_beds(by=by, facility=facility, tier=data["tier"], capability=data["capability"], numbers=typed)
        changed += 1
    return _("Đã ghi số giường.") if changed else _("Số giường không đổi.")
