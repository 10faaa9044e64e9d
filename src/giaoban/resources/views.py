"""A site's shelf with its days of cover and the acts on it; proposals and each side's word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility
from giaoban.resources.actions import proposals as proposing
from giaoban.resources.actions import stock as acts
from giaoban.resources.models import Item
from giaoban.resources.queries import load
from giaoban.resources.queries import stock as queries
from giaoban.resources.rules import days_of_cover

_NEWEST = 25  # movements shown of a shelf
_LINES = 60


def _whole(text: str | None) -> int:
    digits = (text or "").strip().replace(".", "")
    return int(digits) if digits.isdecimal() else -1


@needs("stock")
def stock(request: Any, site: int | None = None) -> HttpResponse:
    sites = list(queries.sites(request.scope, clock.now()))
    here = next((s for s in sites if s.pk == site), None) if site else (sites[0] if sites else None)
    if here is None:
        raise Http404
    error: UserError | None = None
    if request.method == "POST":
        try:
            messages.success(request, _act(request, here))
            return redirect("stock_of", here.pk)
        except UserError as raised:
            error = raised
    context = {**_shelf(here), "sites": sites, "here": here, "place": here.unit, "error": error}
    context["others"] = [s for s in queries.receivers(here) if s.pk != here.pk]
    return render(request, "resources/stock.html", context, status=422 if error else 200)


def _shelf(here: Facility) -> dict[str, Any]:
    now = clock.now()
    there, gone = queries.balances([here.pk]), queries.used([here.pk], now)
    norm = load.norms(now.date(), here.unit.path)
    least = norm.number_of("cover_days_least", now.date()) if norm else None
    rows = []
    for item, label in Item.choices:
        balance, used = there.get((here.pk, item), 0), gone.get((here.pk, item), 0)
        cover = days_of_cover(balance, used, queries.PACE_DAYS)
        short = cover is not None and least is not None and cover < least
        rows.append(
            {"item": item, "label": label, "balance": balance, "used": used, "cover": cover, "short": short}
        )
    return {
        "rows": rows,
        "least": least,
        "now": now,
        "items": Item.choices,
        "coming": [t for t in queries.on_the_road([here.pk]) if t.receiver_id == here.pk],
        "going": [t for t in queries.on_the_road([here.pk]) if t.sender_id == here.pk],
        "movements": queries.movements(here)[:_NEWEST],
    }


def _act(request: Any, here: Facility) -> str:
    data, by = request.POST, request.user
    item, quantity, reason = data.get("item", ""), _whole(data.get("quantity")), data.get("reason", "")
    if data.get("act") == "receive":
        acts.receive(by=by, facility=here, item=item, quantity=quantity, reason=reason)
        return _("Đã nhập kho.")
    if data.get("act") == "send":
        receiver = next((s for s in queries.receivers(here) if str(s.pk) == data.get("to")), None)
        if receiver is None:
            raise UserError("receiver_missing", _("Chưa chọn nơi nhận."), _("Chọn trạm hoặc kho nhận."))
        acts.send(by=by, sender=here, receiver=receiver, item=item, quantity=quantity)
        return _("Đã xuất; nơi nhận xác nhận khi hàng đến.")
    if data.get("act") == "count":
        acts.count(by=by, facility=here, item=item, found=quantity, reason=reason)
        return _("Đã ghi số kiểm kê.")
    if data.get("act") == "take_in":
        transfer = next((t for t in _shelf(here)["coming"] if str(t.pk) == data.get("transfer")), None)
        if transfer is None:
            raise Http404
        acts.take_in(by=by, transfer=transfer, arrived=quantity, reason=reason)
        return _("Đã xác nhận nhận hàng.")
    raise Http404


@needs("stock", "redistribute")
def proposals(request: Any) -> HttpResponse:
    """Lines in which one's sites give or take, with what each side said."""
    error: UserError | None = None
    if request.method == "POST":
        try:
            messages.success(request, _answer(request))
            return redirect("proposals")
        except UserError as raised:
            error = raised
    now, scope = clock.now(), request.scope
    rows = [_line(scope, line, now) for line in load.lines_for(scope)[:_LINES]]
    return render(
        request, "resources/proposals.html", {"rows": rows, "now": now, "error": error},
        status=422 if error else 200,
    )  # fmt: skip


def _line(scope: Any, line: Any, now: Any) -> dict[str, Any]:
    """`speaks`: the sides this reader may answer for; a desk for the whole province answers for none."""
    sides = [
        s for s in proposing.SIDES if _speaks(scope, getattr(line, s)) and not getattr(line, f"{s}_said")
    ]
    refused = "refused" in (line.giver_said, line.taker_said)
    names = (
        load.staff_at(line.giver, now.date()) if "giver" in sides and line.proposal.kind == "staff" else []
    )
    return {
        "line": line,
        "what": Item(line.proposal.item).label if line.proposal.item else _("nhân viên"),
        "sides": [] if refused else sides,
        "refused": refused,
        "staff": names,
        "may_carry": (line.giver_said, line.taker_said) == ("agreed", "agreed")
        and line.done_at is None and _speaks(scope, line.giver),
    }  # fmt: skip


def _speaks(scope: Any, facility: Facility) -> bool:
    """A side's word is that of its own place: the station, the hospital, or their district."""
    if scope.facility_id:
        return bool(scope.facility_id == facility.pk)
    return not scope.whole and scope.covers(facility.unit.path)


def _answer(request: Any) -> str:
    data, scope = request.POST, request.scope
    line = load.line(scope, _whole(data.get("line")))
    if line is None:
        raise Http404
    run: dict[str, Callable[[], Any]] = {
        "carry": lambda: proposing.carry_out(
            by=request.user, line=line, since=clock.today() + timedelta(days=1)
        )
    }
    for side in proposing.SIDES:
        for agreed, word in ((True, "agree"), (False, "refuse")):
            run[f"{word}:{side}"] = lambda side=side, agreed=agreed: proposing.answer_line(  # type: ignore[misc]
                by=request.user, line=line, side=side, agreed=agreed, reason=data.get("reason", ""),
                staff=[_whole(r) for r in data.getlist("staff")],
            )  # fmt: skip
    act = data.get("act", "")
    side = act.partition(":")[2] or "giver"
    if act not in run or not _speaks(scope, getattr(line, side)):
        raise Http404
    run[act]()
    return _("Đã ghi trả lời.") if act != "carry" else _("Đã thực hiện theo đề xuất.")
