"""The place page: what this unit is, how it stands, what it has sent."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from giaoban.accounts.access import own_unit_of
from giaoban.desk import fragments, links, queries
from giaoban.desk.presenters import children, curves, figures, levels, weeks
from giaoban.desk.presenters import explained as said
from giaoban.desk.presenters import unit as words
from giaoban.desk.queries import explained, tasks
from giaoban.desk.queries import unit as units
from giaoban.desk.views import within
from giaoban.kernel import clock
from giaoban.places.models import Unit

_PARTS = {name: f"desk/_{name}.html" for name in ("figures", "level", "below")}


def place(request: HttpRequest, code: str) -> HttpResponse:
    unit = own_unit_of(request, code)
    found = queries.cuts(unit)
    cut = queries.chosen(found, request.GET.get("week", ""))
    if cut is None and found:
        raise Http404  # a week nobody froze
    context = _standing(request, unit)
    if cut is not None:
        context |= _figures(request, unit, cut, found)
    return render(request, "desk/place.html", context)


def _standing(request: Any, unit: Unit) -> dict[str, Any]:
    """What is known of the unit whether or not anything was frozen."""
    today, scope = clock.today(), request.scope
    sees_cases = scope.allows("see_cases")
    return {
        "place": unit,
        "place_up": within.above(scope, unit, request.GET.get("week", "")),
        "place_tree": words.tree_name(unit),
        "people": units.people(unit, today),
        "sites": words.sites(*units.facilities(unit, today)),
        "sheets": words.sheets(units.freshness(unit), today),
        "tasks": tasks.overdue(scope, unit, clock.now()),
        "line_list_url": links.address("line_list", place=unit.code) if sees_cases else "",
        "programmes": links.programmes(unit, scope),
    }


def _figures(request: Any, unit: Unit, cut: queries.Cut, found: list[queries.Cut]) -> dict[str, Any]:
    told, week = queries.told(cut, unit), request.GET.get("week", "")
    has_below = bool(told.tables["children"])
    return {
        "cut": cut,
        "weeks": weeks.options(found, cut),
        "as_of": weeks.as_of(cut, len(told.tables["not_reporting"])),
        "population": told.value("population"),
        "communes": told.tables["communes"],
        "has_below": has_below,
        "board_url": links.board(unit.code, week) if has_below else "",
        "curve": curves.curve(request, cut, unit),
        "explained": _explained(request, unit, cut),
        "parts": fragments.kept(request, (cut, unit.id), _PARTS, lambda: _frozen(request, unit, cut)),
    }


def _explained(request: Any, unit: Unit, cut: queries.Cut) -> list[dict[str, Any]]:
    """What the unit itself said of the week; of those below the page of data quality tells."""
    if not request.scope.allows("see_cases"):
        return []
    return said.rows(explained.own(unit, cut.window))


def _frozen(request: Any, unit: Unit, cut: queries.Cut) -> dict[str, Any]:
    """What nothing but a new cut-off changes."""
    told, week = queries.told(cut, unit), request.GET.get("week", "")
    sort = request.GET.get("sort", "")
    return {
        "week_name": weeks.name(cut),
        "six": True,
        "open_reasons": True,
        "figures": figures.cards(told, cut.slug, figures.PLACE),
        **levels.block(queries.level_of(cut, unit), unit),
        "below": children.table(told, unit, sort, week) if told.tables["children"] else None,
    }
