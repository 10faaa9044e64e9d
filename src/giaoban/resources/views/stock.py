"""A site's shelf with its days of cover and the acts on it, lot by lot."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import amount
from giaoban.places.models import Facility
from giaoban.resources.actions import stock as acts
from giaoban.resources.models import Item
from giaoban.resources.queries import load
from giaoban.resources.queries import stock as queries
from giaoban.resources.rules import days_of_cover, still_good
from giaoban.resources.views.common import here

_NEWEST = 12  # movements shown of a shelf before one asks for more
_MORE = 200


@needs("stock")
def stock(request: Any, site: int | None = None) -> HttpResponse:
    found, sites = here(request, site)
    error: UserError | None = None
    if request.method == "POST":
        try:
            messages.success(request, _act(request, found))
            return redirect("stock_of", found.pk)
        except UserError as raised:
            error = raised
    shown = _MORE if "tat-ca" in request.GET else _NEWEST
    context = {**_shelf(found, shown), "sites": sites, "here": found, "place": found.unit, "error": error}
    context["others"] = [s for s in queries.receivers(found) if s.pk != found.pk]
    context["data"] = request.POST if error else {}
    return render(request, "resources/stock.html", context, status=422 if error else 200)


def _shelf(found: Facility, shown: int) -> dict[str, Any]:
    now = clock.now()
    on = now.date()
    there, gone = queries.balances([found.pk], on=on), queries.used([found.pk], now)
    norm = load.norms(on, found.unit.path)
    least = norm.number_of("cover_days_least", on) if norm else None
    soon = norm.integer("ends_soon", on) if norm else None
    near = queries.ending([found.pk], on, soon or 0)
    rows = []
    for item, label in Item.choices:
        balance, used = there.get((found.pk, item), 0), gone.get((found.pk, item), 0)
        cover = days_of_cover(balance, used, queries.PACE_DAYS)
        short = cover is not None and least is not None and cover < least
        rows.append(
            {"item": item, "label": label, "balance": balance, "used": used, "cover": cover, "short": short,
             "past": sum(x.quantity for x in near if x.item == item and not still_good(x.expires_on, on)),
             "soon": [x for x in near if x.item == item and still_good(x.expires_on, on)]}
        )  # fmt: skip
    coming = queries.on_the_road([found.pk])
    movements = list(queries.movements(found)[: shown + 1])
    return {
        "rows": rows,
        "least": least,
        "now": now,
        "items": Item.choices,
        "coming": [t for t in coming if t.receiver_id == found.pk],
        "going": [t for t in coming if t.sender_id == found.pk],
        "movements": movements[:shown],
        "more": len(movements) > shown,
    }


def _act(request: Any, found: Facility) -> str:
    data, by = request.POST, request.user
    item, quantity, reason = data.get("item", ""), amount(data.get("quantity")), data.get("reason", "")
    if data.get("act") == "receive":
        acts.receive(
            by=by, facility=found, item=item, quantity=quantity, reason=reason,
            expires_on=_day(data.get("expires_on", "")),
        )  # fmt: skip
        return _("Đã nhập kho.")
    if data.get("act") == "send":
        receiver = next((s for s in queries.receivers(found) if str(s.pk) == data.get("to")), None)
        if receiver is None:
            raise UserError("receiver_missing", _("Chưa chọn nơi nhận."), _("Chọn trạm hoặc kho nhận."))
        acts.send(by=by, sender=found, receiver=receiver, item=item, quantity=quantity)
        return _("Đã xuất; nơi nhận xác nhận khi hàng đến.")
    if data.get("act") == "count":
        acts.count(by=by, facility=found, item=item, found=quantity, reason=reason)
        return _("Đã ghi số kiểm kê.")
    if data.get("act") == "discard":
        acts.discard(by=by, facility=found, item=item, reason=reason)
        return _("Đã ghi loại hàng quá hạn khỏi kệ.")
    if data.get("act") == "take_in":
        coming = queries.on_the_road([found.pk]).filter(receiver=found)
        transfer = next((t for t in coming if str(t.pk) == data.get("transfer")), None)
        if transfer is None:
            raise Http404
        acts.take_in(by=by, transfer=transfer, arrived=quantity, reason=reason)
        return _("Đã xác nhận nhận hàng.")
    raise Http404


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise UserError(
            "day_unreadable", _("Không đọc được hạn dùng."), _("Ghi ngày theo mẫu trên lịch.")
        ) from wrong
