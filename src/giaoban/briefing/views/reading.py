"""One briefing: its text with the margin, all figures, levels, checks, tables; signing."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.accounts.access import needs
from giaoban.briefing import actions, document, queries
from giaoban.briefing.document.facts import Facts
from giaoban.briefing.forms import SignForm
from giaoban.briefing.models import Briefing
from giaoban.briefing.presenters import listing, tables, words
from giaoban.briefing.presenters.margin import margin
from giaoban.briefing.presenters.text import TextPage
from giaoban.briefing.views.addresses import Addresses
from giaoban.documents.model import Block
from giaoban.kernel.errors import UserError
from giaoban.kernel.tables import order_by
from giaoban.situation import ahead
from giaoban.situation.queries import CATALOGUE

TABS = ("text", "figures", "levels", "checks", "tables")
_KEPT = 4  # texts a worker keeps: a meeting reads one briefing many times
_bodies: OrderedDict[tuple[int, int], list[Block]] = OrderedDict()


def found_for(request: HttpRequest, slug: str) -> Briefing:
    """The briefing if the reader may see it; nothing tells apart what is hidden and what is not there."""
    found = queries.briefing(request.scope, slug)
    if found is None:
        raise Http404
    return found


def briefing(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, found_for(request, slug))


@require_POST
@needs("sign")
def sign(request: HttpRequest, slug: str) -> HttpResponse:
    """Signed once; where a check failed only with a reason."""
    found = found_for(request, slug)
    if not request.scope.covers(found.place.path):
        raise Http404
    form = SignForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form)
    try:
        actions.sign(by=request.user, briefing=found, reason=form.cleaned_data["reason"])
    except UserError as error:
        return _page(request, found, form=form, error=error)
    messages.success(request, _("Đã ký báo cáo."))
    return redirect("briefing", slug)


def _page(
    request: HttpRequest,
    found: Briefing,
    *,
    form: SignForm | None = None,
    error: UserError | None = None,
) -> HttpResponse:
    tab = "checks" if form else request.GET.get("tab", "text")
    if tab not in TABS:
        raise Http404
    figures = {f["id"]: f for f in found.figures}
    opens = request.scope.allows("see_cases")
    if opens:
        ahead.work_out(found.evaluation_id)
    chosen = request.GET.get("figure", "")
    to = Addresses(found.slug, tab, request.GET.get("mode", ""))
    context = {
        **_frame(request, found, tab),
        **_TABS[tab](request, found, to, chosen),
        "margin": _margin(found, figures, chosen, to, opens),
        "close_url": to.focus(""),
        "sign_form": form or SignForm(),
        "error": error,
    }
    return render(request, "briefing/briefing.html", context, status=422 if error else 200)


def _margin(
    found: Briefing, figures: dict[str, dict[str, Any]], chosen: str, to: Addresses, opens: bool
) -> dict[str, Any] | None:
    if chosen not in figures:
        return None
    rule = queries.rule_behind(CATALOGUE[chosen], found.evaluation.end, found.place.path)
    url = to.rows(chosen) if opens else ""
    return margin(figures, chosen, rule=rule, focus=to.focus, records_url=url)


def _frame(request: HttpRequest, found: Briefing, tab: str) -> dict[str, Any]:
    """What stands around every tab."""
    failed = [c for c in found.checks if c["verdict"] == "fails"]
    signed = queries.signature(found)
    mine = request.scope.covers(found.place.path)
    return {
        "briefing": found,
        "place": found.place,
        "tab": tab,
        "tabs": _tabs(found, tab, len(failed)),
        "period": words.period(found.evaluation.start, found.evaluation.end),
        "failed": len(failed),
        "held": len(found.checks) - len(failed),
        "signed": signed,
        "state": listing.state(found),
        "may_sign": mine and signed is None and request.scope.allows("sign"),
        "as_of": {
            "at": queries.as_of(found),
            "known": found.evaluation.snapshot.known_at,
            "count": found.evaluation.count,
            "not_reported": len(found.tables["not_reporting"]),
            "not_reported_url": reverse("briefing", args=[found.slug]) + "?tab=tables#chua-bao-cao",
            "notes": [_("bản chốt số %(n)s") % {"n": found.evaluation.snapshot_id}],
        },
        "place_up": [{"name": found.place.parent.name, "url": ""}] if found.place.parent else [],
    }


def _tabs(found: Briefing, current: str, failed: int) -> list[dict[str, Any]]:
    base = reverse("briefing", args=[found.slug])
    labels = (
        ("text", _("Báo cáo"), None),
        ("figures", _("Mọi số liệu"), len(found.figures)),
        ("levels", _("Cấp độ dịch"), None),
        ("checks", _("Kiểm tra"), failed or None),
        ("tables", _("Bảng theo đơn vị"), None),
    )
    return [
        {
            "url": base if key == "text" else f"{base}?tab={key}",
            "label": label,
            "current": key == current,
            "count": n,
        }
        for key, label, n in labels
    ]


def _text(request: HttpRequest, found: Briefing, to: Addresses, chosen: str) -> dict[str, Any]:
    page = TextPage(to.focus, to.rows, chosen, request.scope.allows("see_cases"))
    return {"sections": page.sections(_body(found))}


def _body(found: Briefing) -> list[Block]:
    """The blocks of a briefing never change but by a section added."""
    key = (found.pk, found.sections.count())
    if key not in _bodies:
        _bodies[key] = document.body(Facts(found))
        while len(_bodies) > _KEPT:
            _bodies.popitem(last=False)
    return _bodies[key]


def _figures(request: HttpRequest, found: Briefing, to: Addresses, chosen: str) -> dict[str, Any]:
    rows = to.rows if request.scope.allows("see_cases") else lambda name: ""
    return {"chapters": tables.chapters(found.figures, to.focus, rows), "columns": tables.FIGURES}


def _levels(request: HttpRequest, found: Briefing, to: Addresses, chosen: str) -> dict[str, Any]:
    show = request.GET.get("show", "")
    wanted = {"differs": tables.differs, "moved": tables.moved}.get(show, lambda row: True)
    rows = [row for row in found.levels if wanted(row)]
    return {"rows": [tables.level(row) for row in rows], "columns": tables.LEVELS, "show": show}


def _checks(request: HttpRequest, found: Briefing, to: Addresses, chosen: str) -> dict[str, Any]:
    labels = {f["id"]: words.label(f) for f in found.figures}
    return {"rows": tables.checks(found.checks, labels), "columns": tables.CHECKS}


def _tables(request: HttpRequest, found: Briefing, to: Addresses, chosen: str) -> dict[str, Any]:
    rows_of = to.rows if request.scope.allows("see_cases") else None
    below = queries.siblings_below(request.scope, found)
    children = [
        tables.child(c, reverse("briefing", args=[below[c["code"]]]) if c["code"] in below else "", rows_of)
        for c in found.tables["children"]
    ]
    ordered = order_by(children, request.GET.get("sort", ""), tables.CHILDREN)
    by_id = {f["id"]: f["value"] for f in found.figures}
    total = {"name": _("Tổng"), **{key: by_id.get(key) for key in tables.TOTALLED}}
    matrix = found.tables["transitions"]
    return {
        "rows": ordered,
        "columns": tables.CHILDREN,
        "total": total,
        "matrix": [{"level": n + 1, "cells": row, "sum": sum(row)} for n, row in enumerate(matrix)],
        "matrix_sums": [sum(row[n] for row in matrix) for n in range(4)],
        "matrix_all": sum(map(sum, matrix)),
        "silent": found.tables["not_reporting"],
        "communes": found.tables["communes"],
    }


_TABS = {
    "text": _text,
    "figures": _figures,
    "levels": _levels,
    "checks": _checks,
    "tables": _tables,
}
