"""The command board: what the steering committee sees when the meeting begins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from giaoban.accounts.access import own_unit_of
from giaoban.desk import changes, fragments, links, queries
from giaoban.desk.pictures.level_map import level_map, outlines_of
from giaoban.desk.presenters import children, curves, figures, levels, matrix, strip, weeks
from giaoban.desk.queries import tasks
from giaoban.desk.queries.told import first_seen
from giaoban.desk.views import within
from giaoban.kernel import clock
from giaoban.places.models import Unit
from giaoban.situation import ahead

_PARTS = {name: f"desk/_{name}.html" for name in ("strip", "figures", "life", "level", "moves", "below")}
_NAMED = 12  # communes that have not reported, by name; the rest is a number


def board(request: HttpRequest, code: str | None = None) -> HttpResponse:
    unit = own_unit_of(request, code)
    found = queries.cuts(unit)
    cut = queries.chosen(found, request.GET.get("week", ""))
    if cut is None:
        if found:
            raise Http404  # a week nobody froze
        return render(request, "desk/nothing_frozen.html", {"place": unit})
    ahead.work_out(cut.evaluation_id)
    return render(request, "desk/board.html", _context(request, unit, cut, found))


def _context(request: Any, unit: Unit, cut: queries.Cut, found: list[queries.Cut]) -> dict[str, Any]:
    told, before = queries.told(cut, unit), queries.earlier(found, cut)
    week = request.GET.get("week", "")
    silent = len(told.tables["not_reporting"])
    outlines = outlines_of(cut, unit, told)
    drawn = level_map(cut, unit, told, outlines)
    return {
        "place": unit,
        "place_up": within.above(request.scope, unit, week),
        "as_of": weeks.as_of(cut, silent, "#not-reporting"),
        "week_name": weeks.name(cut),
        "weeks": weeks.options(found, cut),
        "briefing_url": links.address("briefing", cut.slug) if cut.slug else "",
        "place_url": links.place(unit.code, week),
        "map": drawn,
        "map_narrow": level_map(cut, unit, told, outlines, narrow=True),
        "outlined": bool(outlines),
        "level_counts": [{"level": n, "n": told.value(f"level{n}")} for n in (1, 2, 3, 4)],
        "curve": curves.curve(request, cut, unit),
        "parts": fragments.kept(
            request, (cut, before, unit.id), _PARTS, lambda: _frozen(request, unit, cut, before, bool(drawn))
        ),
        "tasks": tasks.overdue(request.scope, unit, clock.now()),
    }


def _frozen(
    request: Any, unit: Unit, cut: queries.Cut, before: queries.Cut | None, mapped: bool
) -> dict[str, Any]:
    """What nothing but a new cut-off changes. Where no map is drawn, the unit's own level is told."""
    told, week = queries.told(cut, unit), request.GET.get("week", "")
    silent, below = told.tables["not_reporting"], told.tables["children"]
    earlier = queries.told(before, unit) if before else None
    return {
        "week_name": weeks.name(cut),
        "strip_lead": strip.lead(_last_cut_off(cut, before)),
        "strip": [*strip.items(changes.since(told, earlier), cut.slug), *strip.variants(first_seen(cut))],
        **({} if mapped else levels.block(queries.level_of(cut, unit), unit)),
        "figures": figures.cards(told, cut.slug, figures.BOARD),
        "life": figures.cards(told, cut.slug, figures.LIFE),
        "matrix": matrix.matrix(told.tables["transitions"]),
        "silent": [{**u, "url": links.place(u["code"], week)} for u in silent[:_NAMED]],
        "silent_count": len(silent),
        "silent_more": max(0, len(silent) - _NAMED),
        "communes": told.tables["communes"],
        "below": children.table(told, unit, request.GET.get("sort", ""), week) if below else None,
    }


def _last_cut_off(cut: queries.Cut, before: queries.Cut | None) -> datetime | None:
    """Two windows of one snapshot were cut off together: nothing changed between them."""
    return before.known_at if before and before.snapshot_id != cut.snapshot_id else None
