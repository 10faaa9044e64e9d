"""The quick report: ten lines to copy, and the same as a picture."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from giaoban.accounts.access import needs, unit_of
from giaoban.briefing import queries as briefings
from giaoban.briefing.models import Briefing
from giaoban.briefing.presenters import words
from giaoban.briefing.quick import picture, queries, rules
from giaoban.kernel import clock
from giaoban.places import queries as places
from giaoban.places.models import Unit

FROZEN_OFFERED = 8  # briefings of the place to choose from: two months of weeks


@needs("see_cases")
def quick(request: HttpRequest) -> HttpResponse:
    place, report = _asked(request)
    lines, query = rules.lines(report), _query(request)
    home = request.posting.place
    below = [home, *places.children(home, on=clock.today())]
    frozen = briefings.listed(request.scope, place.code, "province")[:FROZEN_OFFERED]
    return render(
        request,
        "briefing/quick.html",
        {
            "place": place,
            "report": report,
            "text": "\n".join(lines),
            "places": [_choice(u, place) for u in _with(place, below)],
            "sources": [_source(b, report.slug) for b in frozen],
            "query": f"?{query}" if query else "",
        },
    )


def _with(place: Unit, below: list[Unit]) -> list[Unit]:
    return below if place in below else [*below, place]


def _choice(unit: Unit, chosen: Unit) -> dict[str, Any]:
    return {"code": unit.code, "name": unit.full_name, "current": unit == chosen}


def _source(briefing: Briefing, chosen: str | None) -> dict[str, Any]:
    evaluation = briefing.evaluation
    return {
        "slug": briefing.slug,
        "label": words.period(evaluation.start, evaluation.end),
        "current": briefing.slug == chosen,
    }


def _query(request: HttpRequest) -> str:
    kept = {name: request.GET[name] for name in ("place", "from") if request.GET.get(name)}
    return urlencode(kept)


def _asked(request: HttpRequest) -> tuple[Unit, rules.Report]:
    """Of a frozen briefing where one is named, else of this hour."""
    place = unit_of(request, request.GET.get("place"))
    slug = request.GET.get("from", "")
    if not slug:
        return place, queries.of_now(place, clock.now())
    found = briefings.briefing(request.scope, slug)
    if found is None or found.place_id != place.id:
        raise Http404
    return place, queries.of_briefing(found)


@needs("see_cases")
def quick_text(request: HttpRequest) -> HttpResponse:
    _place, report = _asked(request)
    text = "\n".join(rules.lines(report)) + "\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@needs("see_cases")
def quick_png(request: HttpRequest) -> HttpResponse:
    place, report = _asked(request)
    answer = HttpResponse(picture.png(rules.lines(report), frozen=report.frozen), content_type="image/png")
    name = f"bao-cao-nhanh-{place.code}-{report.as_of:%Y%m%d-%H%M}.png"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
