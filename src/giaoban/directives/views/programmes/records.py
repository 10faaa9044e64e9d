"""A figure of a target, pilot or watched commune opened to its rows."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from giaoban.accounts.access import unit_of
from giaoban.briefing import queries as briefings
from giaoban.directives import presenters as words
from giaoban.directives.presenters.programmes import records as presenters
from giaoban.directives.programmes.queries import records as queries
from giaoban.directives.programmes.queries import windows
from giaoban.directives.queries.measures import CATALOGUE
from giaoban.directives.views.programmes import common
from giaoban.kernel.tables import page_number
from giaoban.situation import queries as situation

ROWS = 50
_WINDOWS = ("", "base")  # the evaluation's own window, or the one before it


@common.reads
def figure_rows(request: Any, pk: int, indicator: str) -> HttpResponse:
    """Where the reader has a briefing of the same figures its page shows more: it is taken."""
    evaluation = windows.evaluation(pk)
    window = request.GET.get("window", "")
    if evaluation is None or indicator not in CATALOGUE or window not in _WINDOWS:
        raise Http404
    place = unit_of(request, request.GET.get("place", ""))
    briefing = queries.briefing_of(request.scope, evaluation, place)
    if briefing is not None and not window:
        asked = urlencode({"place": place.code})
        return redirect(reverse("records", args=[briefing.slug, indicator]) + f"?{asked}")
    number = page_number(request.GET.get("page"))
    scope_path = None if request.scope.whole else request.scope.path
    opened = situation.records(
        evaluation, indicator, place.path, scope_path=scope_path, window=window or None,
        limit=ROWS, offset=(number - 1) * ROWS,
    )  # fmt: skip
    held = opened.rows.to_pylist()
    names = briefings.names_of({row["unit"] for row in held if row.get("unit")}, evaluation.end)
    refs = [row["case"] for row in held if row.get("case") is not None]
    known = briefings.cases_known(request.scope, refs) if refs else {}
    context = {
        "label": words.label(indicator),
        "definition": CATALOGUE[indicator].definition_vi,
        "place": place,
        "evaluation": evaluation,
        "earlier": window == "base",
        "value": opened.value,
        "rows": [presenters.row(row, names, known.get(row.get("case") or 0)) for row in held],
        "columns": presenters.columns(held),
        "page": Paginator(range(opened.total - opened.outside), ROWS).get_page(number),
        "total": opened.total,
        "outside": presenters.outside(opened.outside),
    }
    return render(request, "directives/programmes/figure_rows.html", context)
