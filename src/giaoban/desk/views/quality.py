"""Data quality: what the figures of each commune are worth, each opened to its rows."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from giaoban.accounts.access import own_unit_of
from giaoban.desk import links, queries
from giaoban.desk.presenters import callbacks as called
from giaoban.desk.presenters import explained as said
from giaoban.desk.presenters import quality as words
from giaoban.desk.presenters import quality_blocks as blocks
from giaoban.desk.presenters import weeks
from giaoban.desk.queries import explained
from giaoban.desk.queries import quality as asked
from giaoban.desk.queries.two_counts import two_counts
from giaoban.documents import csvfile
from giaoban.kernel import clock
from giaoban.kernel.tables import order_by
from giaoban.registry.callbacks import queries as callbacks
from giaoban.registry.callbacks.rules import CALLERS, monday_of


def _asked(request: Any) -> tuple[Any, list[queries.Cut], queries.Cut | None]:
    unit = own_unit_of(request, request.GET.get("place"))
    found = queries.cuts(unit)
    cut = queries.chosen(found, request.GET.get("week", ""))
    if cut is None and found:
        raise Http404  # a week nobody froze
    return unit, found, cut


def quality(request: HttpRequest) -> HttpResponse:
    unit, found, cut = _asked(request)
    context: dict[str, Any] = {"place": unit, "columns": words.COLUMNS, "cut": cut}
    scope: Any = request.scope
    if cut is not None:
        context |= _week(request, unit, cut, found)
        code = request.GET.get("corrected", "")
        if code and scope.allows("see_cases"):
            of = own_unit_of(request, code)
            context |= {
                "corrected_of": of,
                "corrected_columns": words.CORRECTED,
                "corrected": words.corrected(asked.corrections(scope, of, cut)),
            }
    if scope.allows("see_cases"):  # notes tell of cases: not for who reads figures only
        context |= _explained(request, unit, cut)
        context |= _called(request, unit, cut) if cut else {}
    return render(request, "desk/quality.html", context)


def _week(request: Any, unit: Any, cut: queries.Cut, found: list[queries.Cut]) -> dict[str, Any]:
    opens = request.scope.allows("see_cases")
    told, measured = queries.told(cut, unit), asked.quality(unit, cut)
    rows = words.rows(measured, cut, sees_cases=opens)
    both = two_counts(unit, cut)
    return {
        "weeks": weeks.options(found, cut),
        "week_name": weeks.name(cut),
        "as_of": weeks.as_of(cut, len(told.tables["not_reporting"])),
        "rows": order_by(rows, request.GET.get("sort", "-delay"), words.COLUMNS),
        "overall": blocks.overall(measured, len(told.tables["not_reporting"])),
        "uneven": blocks.uneven(measured),
        "unplaced": blocks.unplaced(told.tables),
        "silent": [{**u, "url": links.place(u["code"], cut.label)} for u in told.tables["not_reporting"]],
        "count_columns": blocks.TWO_COUNTS,
        "counts": blocks.two_counts(both, cut, opens=opens) if both else None,
        "told_columns": blocks.CORRECTED,
        "told": blocks.corrections(told.tables.get("corrections"), cut.slug, opens=opens),
    }


def _explained(request: Any, unit: Any, cut: queries.Cut | None) -> dict[str, Any]:
    waiting = explained.waiting(unit, clock.now())
    return {
        "explained_columns": said.COLUMNS,
        "explained": said.rows(explained.told(unit, cut.window)) if cut else [],
        "waiting": waiting,
        "waiting_name": weeks.span(waiting.week) if waiting else "",
        "waiting_notes": said.rows(waiting.notes) if waiting else [],
        "explain_url": links.address("explain") if request.scope.allows("close_cases") else "",
    }


def _called(request: Any, unit: Any, cut: queries.Cut) -> dict[str, Any]:
    """The calls of the week, as answered until now."""
    week, scope = monday_of(cut.window.end), request.scope
    calls = scope.role in CALLERS and scope.allows("close_cases")
    return {
        "called_columns": called.COLUMNS,
        "called": called.block(callbacks.week(unit, week), week, calls=calls),
    }


def quality_csv(request: HttpRequest) -> HttpResponse:
    unit, _found, cut = _asked(request)
    if cut is None:
        raise Http404
    rows = words.rows(asked.quality(unit, cut), cut, sees_cases=False)
    content = csvfile.text(
        [str(c.label) for c in words.COLUMNS], [[row[c.key] for c in words.COLUMNS] for row in rows]
    )
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"chat-luong-{unit.code}-{cut.label}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
