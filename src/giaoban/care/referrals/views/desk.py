"""The coordination desk: every open request, free beds by tier, vehicles, who is on call."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs
from giaoban.care.referrals import presenters, queries
from giaoban.care.referrals.rules import standing
from giaoban.care.referrals.views.common import answered
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.tables import Column
from giaoban.kernel.text import whole
from giaoban.registry import queries as registry
from giaoban.resources import queries as resources
from giaoban.resources.actions import vehicles as moving
from giaoban.resources.queries import beds, vehicles

_TRIP_ACTS = {"depart": moving.depart, "arrive": moving.arrive, "back": moving.come_back}
_SHOWN = 60  # vehicles and open bed groups of a screen


@needs("coordinate")
def coordination(request: Any) -> HttpResponse:
    error: UserError | None = None
    if request.method == "POST":
        said = answered(request, lambda: _act(request), "coordination")
        if isinstance(said, HttpResponse):
            return said
        error = said
    scope, now = request.scope, clock.now()
    requests = list(queries.open_requests(scope))
    rows = [presenters.row(r, {}, now) for r in requests]
    owners = [standing(r.state, now, r.answer_by, r.open_asks, r.leave_by).owner for r in requests]
    place = registry.home(scope, now.date())
    context = {
        "now": now,
        "place": place,
        "error": error,
        "mine": [row for row, owner in zip(rows, owners, strict=True) if owner == "desk"],
        "others": [row for row, owner in zip(rows, owners, strict=True) if owner != "desk"],
        "tiers": beds.by_tier(scope, now.date()),
        "tier_columns": _tier_columns(),
        "open_groups": beds.open_groups(scope, now.date())[:_SHOWN],
        "vehicles": vehicles.vehicles(scope, now.date())[:_SHOWN],
        "trips": vehicles.under_way(scope)[:_SHOWN],
        "on_call": resources.on_call(place, now),
    }
    context["tier_rows"] = [{**t, "tier": _("Tầng %(n)s") % {"n": t["tier"]}} for t in context["tiers"]]
    return render(request, "care/coordination.html", context, status=422 if error else 200)


def _tier_columns() -> list[Column]:
    return [
        Column("tier", _("Tầng"), head=True),
        Column("planned", _("Kế hoạch"), "number"),
        Column("set_up", _("Thực kê"), "number"),
        Column("staffed", _("Đủ nhân lực"), "number"),
        Column("oxygen", _("Có ô xy"), "number"),
        Column("free", _("Trống"), "number"),
        Column("held", _("Đang giữ"), "number"),
        Column("open", _("Còn nhận được"), "number"),
    ]


def _act(request: Any) -> str:
    act = _TRIP_ACTS.get(request.POST.get("act", ""))
    trip = vehicles.under_way(request.scope).filter(id=whole(request.POST.get("trip"), -1)).first()
    if act is None or trip is None:
        raise Http404
    act(by=request.user, trip=trip)
    return _("Đã ghi bước đi của xe.")
