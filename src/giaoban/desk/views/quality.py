"""Data quality: what the figures of each commune are worth, each opened to its rows."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from giaoban.desk import queries
from giaoban.desk.presenters import quality as words
from giaoban.desk.presenters import weeks
from giaoban.desk.queries import quality as asked
from giaoban.desk.views import within
from giaoban.documents import csvfile
from giaoban.kernel.tables import order_by


def _asked(request: Any) -> tuple[Any, list[queries.Cut], queries.Cut | None]:
    unit = within.unit_of(request, request.GET.get("place") or None)
    found = queries.cuts(unit)
    cut = queries.chosen(found, request.GET.get("week", ""))
    if cut is None and found:
        raise Http404  # a week nobody froze
    return unit, found, cut


def quality(request: HttpRequest) -> HttpResponse:
    unit, found, cut = _asked(request)
    context: dict[str, Any] = {"place": unit, "columns": words.COLUMNS, "cut": cut}
    if cut is not None:
        scope: Any = request.scope
        sees_cases = scope.allows("see_cases")
        rows = words.rows(asked.quality(unit, cut), cut, sees_cases=sees_cases)
        context |= {
            "weeks": weeks.options(found, cut),
            "as_of": weeks.as_of(cut, 0),
            "rows": order_by(rows, request.GET.get("sort", "-delay"), words.COLUMNS),
            "returned": any(row["returned"] is not None for row in rows),
            "uneven": sum(1 for row in rows if row["_class"]),
        }
        code = request.GET.get("corrected", "")
        if code and sees_cases:
            of = within.unit_of(request, code)
            context |= {
                "corrected_of": of,
                "corrected_columns": words.CORRECTED,
                "corrected": words.corrected(asked.corrections(scope, of, cut)),
            }
    return render(request, "desk/quality.html", context)


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
