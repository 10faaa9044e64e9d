"""The sender's list and form, and one request with what each side may do to it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs
from giaoban.care.dispensing import queries as episodes
from giaoban.care.referrals import access, actions, presenters, queries
from giaoban.care.referrals.models import Rank, Reason
from giaoban.care.referrals.rules import standing
from giaoban.care.referrals.views.common import answered
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.registry import queries as registry
from giaoban.resources.models.beds import Capability, Tier
from giaoban.resources.queries import vehicles

_OFFERED = 12  # hospitals of a form, those with the most open beds


@needs("refer")
def outgoing(request: Any) -> HttpResponse:
    """Everybody asked for who has not arrived."""
    scope, now = request.scope, clock.now()
    found = list(queries.outgoing(scope))
    names = access.names(
        by=request.user, scope=scope, cases=[r.case for r in found], purpose=_("theo dõi chuyển viện")
    )
    rows = [presenters.row(r, names, now) for r in found]
    return render(request, "care/referrals.html", {"rows": rows, "now": now})


@needs("refer")
def new(request: Any, ref: int) -> HttpResponse:
    """A request for a case of one's own place: two choices and what the doctor needs to know."""
    case = registry.case(request.scope, ref)
    if case is None:
        raise Http404
    data, error = request.POST or request.GET, None
    tier, capability = data.get("tier", "2"), data.get("capability", "oxygen")
    offered = list(queries.could_take(request.scope, tier, capability)[:_OFFERED])
    if request.method == "POST" and "ask" in request.POST:
        try:
            chosen = [f for f in offered if str(f.pk) in request.POST.getlist("facility")]
            made = actions.ask(
                by=request.user, case=case, unit=case.unit, tier=tier, capability=capability,
                rank=data.get("rank", ""), reason=data.get("reason", ""), summary=data.get("summary", ""),
                facilities=chosen, episode=episodes.open_episode(case), sender=request.posting.facility,
            )  # fmt: skip
            return redirect("referral", made.ref)
        except UserError as raised:
            error = raised
    names = access.names(by=request.user, scope=request.scope, cases=[case], purpose=_("chuyển viện"))
    context = {
        "case": case, "who": presenters.who(case, names), "error": error, "offered": offered,
        "tiers": Tier.choices, "capabilities": Capability.choices, "ranks": Rank.choices,
        "reasons": Reason.choices, "tier": tier, "capability": capability, "data": data,
        "place": case.unit, "open": queries.open_refs([case.person_id]).get(case.person_id),
    }  # fmt: skip
    return render(request, "care/referral_new.html", context, status=422 if error else 200)


@needs("refer", "receive", "coordinate")
def referral(request: Any, ref: int) -> HttpResponse:
    found = queries.referral(request.scope, ref)
    if found is None:
        raise Http404
    error: UserError | None = None
    if request.method == "POST":
        said = answered(request, lambda: _act(request, found), "referral", ref)
        if isinstance(said, HttpResponse):
            return said
        error, found = said, queries.referral(request.scope, ref) or found
    return render(
        request, "care/referral.html", _context(request, found, error), status=422 if error else 200
    )


def _context(request: Any, found: Any, error: UserError | None) -> dict[str, Any]:
    scope, now = request.scope, clock.now()
    names = access.names(by=request.user, scope=scope, cases=[found.case], purpose=_("chuyển viện"))
    told = queries.trail(found)
    asks = found.state in ("asked", "refused") and _may_ask(scope)
    stands = standing(found.state, now, found.answer_by, found.open_asks, found.leave_by)
    waiting = {a.facility_id for a in told["asks"] if a.answered_at is None}
    offered = queries.could_take(scope, found.tier, found.capability) if asks else []
    free = found.state == "accepted" and (found.trip is None or found.trip.ended_at is not None)
    return {
        "r": found,
        "row": presenters.row(found, names, now),
        "place": found.unit,
        "now": now,
        "error": error,
        "summary": access.summary(by=request.user, scope=scope, referral=found),
        "trail": presenters.trail(found, told["steps"], now),
        "steps": presenters.step_rows(told["steps"]),
        "asks": told["asks"],
        "owner": stands.owner,
        "offered": [f for f in offered[:_OFFERED] if f.pk not in waiting],
        "may_ask": asks,
        "may_send": scope.allows("refer") and found.state == "accepted" and _sends(scope, found),
        "may_call": free and (scope.allows("refer") or scope.allows("coordinate")),
        "may_cancel": scope.allows("refer") and not found.closed_at and _sends(scope, found),
        "desk": scope.allows("coordinate") and found.state == "asked",
        "vehicles": vehicles.free_near(found.unit, now.date())[:_OFFERED] if free else [],
        "ranks": Rank.choices,
    }  # fmt: skip


def _may_ask(scope: Any) -> bool:
    return bool(scope.allows("refer") or scope.allows("coordinate"))


def _sends(scope: Any, found: Any) -> bool:
    """The sender's own acts: not the hospital's that was asked."""
    return scope.facility_id == found.sender_id if scope.facility_id else scope.covers(found.unit.path)


def _act(request: Any, found: Any) -> str:
    data, by, scope = request.POST, request.user, request.scope
    act = data.get("act", "")
    if act == "ask_again" and _may_ask(scope):
        offered = queries.could_take(scope, found.tier, found.capability)
        chosen = [f for f in offered if str(f.pk) in data.getlist("facility")]
        actions.ask_again(by=by, referral=found, facilities=chosen, rank=data.get("rank", ""))
        return _("Đã hỏi thêm bệnh viện.")
    if act == "desk_refuse" and scope.allows("coordinate"):
        actions.refuse_at_desk(by=by, referral=found, reason=data.get("note", ""))
        return _("Đã trả lời nơi gửi; người bệnh vẫn trong danh sách của xã.")
    if act == "call" and _may_ask(scope):
        vehicle = next(
            (v for v in vehicles.free_near(found.unit, clock.today()) if str(v.pk) == data.get("vehicle")),
            None,
        )
        if vehicle is None:
            raise UserError("vehicle_taken", _("Xe này vừa được gọi đi chuyến khác."), _("Chọn xe khác."))
        actions.call_vehicle(by=by, referral=found, vehicle=vehicle)
        return _("Đã gọi xe.")
    if act == "set_off" and scope.allows("refer") and _sends(scope, found):
        actions.set_off(by=by, referral=found)
        return _("Đã lên đường. Bệnh viện thấy ngay.")
    if act == "cancel" and scope.allows("refer") and _sends(scope, found):
        actions.cancel(by=by, referral=found, reason=data.get("note", ""))
        return _("Đã hủy yêu cầu; giường đang giữ trống lại.")
    raise Http404
