"""Who looked at whom, who changed what."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date

from giaoban.accounts import presenters
from giaoban.accounts.access import needs
from giaoban.accounts.trail import queries

_ROWS = 50


@needs("admin")
def trail(request: Any) -> HttpResponse:
    """Newest first, and how far it is sealed."""
    asked = {"user": request.GET.get("user", "").strip(), "day": _day(request.GET.get("day", ""))}
    looks = request.GET.get("view", "") != "acts"
    found = (queries.looks if looks else queries.acts)(request.scope, **asked)
    page = Paginator(found, _ROWS).get_page(request.GET.get("page"))
    waiting = queries.waiting() if request.scope.whole else None
    context = presenters.trail(page, looks=looks, waiting=waiting, last=queries.last_seal())
    context |= {"user_sought": asked["user"], "day": asked["day"]}
    return render(request, "accounts/trail.html", context)


def _day(text: str) -> Any:
    """A day that is none finds everything: the field shows that nothing was chosen."""
    try:
        return parse_date(text)
    except ValueError:
        return None
