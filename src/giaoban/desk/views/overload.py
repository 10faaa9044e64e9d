"""The overload page: who is not heard of, who carries too much, what could be moved, what runs out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs
from giaoban.care import load as care
from giaoban.desk import links
from giaoban.desk import overload as asking
from giaoban.kernel import clock, wording
from giaoban.kernel.errors import UserError
from giaoban.kernel.tables import Column, order_by
from giaoban.registry import queries as registry
from giaoban.resources.actions.proposals import propose
from giaoban.resources.models import Item
from giaoban.resources.queries import load

_SHOWN = 30  # communes of the first screen; the rest stand behind it


@needs("see_cases", "redistribute")
def overload(request: Any) -> HttpResponse:
    scope, now = request.scope, clock.now()
    place, error = registry.home(scope, now.date()), None
    rows = asking.communes(scope, now)
    if request.method == "POST":
        try:
            return _propose(request, place, rows)
        except UserError as raised:
            error = raised
    columns = _columns(any(r.silent is not None for r in rows))
    cells = [_cells(r) for r in rows]
    norm = load.norms(now.date(), scope.path)
    context = {
        "now": now,
        "place": place,
        "error": error,
        "columns": columns,
        "rows": order_by(cells, request.GET.get("sort", ""), columns),
        "over": sum(r.overloaded for r in rows),
        "soon": sum(r.soon and not r.overloaded for r in rows),
        "silent": sum(r.silent or 0 for r in rows) if any(r.silent is not None for r in rows) else None,
        "rang": (rang := care.alarms_of_week(scope, now)),
        "judged_words": _("trong %(n)s lượt đã rõ đúng, sai") % {"n": wording.number(rang.judged)}
        if rang
        else "",
        "norm": norm,
        "norm_value": norm.number_of("f0_per_staff_most", now.date()) if norm else None,
        "norm_status": norm.param("f0_per_staff_most", now.date()).status if norm else "",
        "shelves": [{**s, "label": Item(s["item"]).label} for s in asking.shelves_short(scope, now)],
        "beds": asking.beds_ahead(scope, now),
        "may_propose": scope.allows("redistribute"),
    }
    return render(request, "desk/overload.html", context, status=422 if error else 200)


def _columns(followed: bool) -> list[Column]:
    silent = [Column("silent", _("Chưa liên lạc 24 giờ"), "number", sort=True)] if followed else []
    return [
        Column("commune", _("Xã, phường"), link="url", head=True),
        *silent,
        Column("f0", _("F0 tại nhà"), "number", sort=True),
        Column("later", _("Sau 7 ngày"), "number", sort=True),
        Column("staff", _("Nhân lực"), "number", places=1, sort=True),
        Column("per_staff", _("F0 mỗi người"), "number", places=1, sort=True),
        Column("per_staff_later", _("F0 mỗi người sau 7 ngày"), "number", places=1, sort=True),
    ]


def _cells(row: asking.Commune) -> dict[str, Any]:
    return {
        "commune": row.unit.full_name,
        "url": links.place(row.unit.code),
        "silent": row.silent,
        "f0": row.f0,
        "later": row.later,
        "staff": row.staff,
        "per_staff": row.per_staff,
        "per_staff_later": row.later / row.staff if row.staff else None,
        "_class": "warn" if row.overloaded else "",
    }


def _propose(request: Any, place: Any, rows: list[asking.Commune]) -> HttpResponse:
    if not request.scope.allows("redistribute"):
        raise Http404
    kind, item = request.POST.get("kind", ""), request.POST.get("item", "")
    now = clock.now()
    if kind == "staff":
        moves = asking.staff_moves(rows)
        facts: dict[str, Any] = {
            "before": {r.unit.code: [r.f0, r.own, r.needed] for r in rows}, "rule": _rule_id(request, now)
        }  # fmt: skip
    elif kind == "stock" and item in Item.values:
        moves = asking.stock_moves(request.scope, now, item)
        facts = {"rule": _rule_id(request, now)}
    else:
        raise Http404
    made = propose(by=request.user, kind=kind, place=place, moves=moves, facts=facts, item=item)
    messages.success(request, _("Đã lập đề xuất; chờ hai bên trả lời."))
    return redirect("proposals") if made else redirect("overload")


def _rule_id(request: Any, now: Any) -> str:
    rule = load.norms(now.date(), request.scope.path)
    return rule.id if rule else ""
