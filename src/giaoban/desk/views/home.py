"""The front door: each role lands where its morning begins."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from giaoban.desk import links

# Those who look after named people open their worklist; the others open the figures.
CARE = frozenset({"companion", "hotline"})
WORKLIST = frozenset({"commune", "station", "hospital", "agency"})


def home(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(first_screen(request.scope.role, request.posting.place.code))


def first_screen(role: str, code: str) -> str:
    if role in CARE:
        return links.address("care") or links.place(code)
    if role in WORKLIST:
        return links.address("today") or links.place(code)
    return links.address("board")
