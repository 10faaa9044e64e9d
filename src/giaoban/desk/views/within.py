"""The unit a page is about, if the reader's scope covers it."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from giaoban.accounts.scope import Scope
from giaoban.desk import links
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.places import queries as places
from giaoban.places.models import Unit


def unit_of(request: Any, code: str | None) -> Unit:
    """The reader's own place without a code. Out of scope and unknown look the same: not found."""
    home: Unit = request.posting.place
    if code is None or code == home.code:
        return home
    try:
        unit = places.resolve(code, clock.today())
    except UserError as error:
        raise Http404 from error
    if not _below(request.scope, unit.path):
        raise Http404
    return unit


def _below(scope: Scope, path: str) -> bool:
    """In the subtree of the posting itself: who sees a whole installation has still no page for what lies
    beside or above it, whose figures it does not hold."""
    return path == scope.path or path.startswith(scope.path + "/")


def above(scope: Scope, unit: Unit, week: str) -> list[dict[str, str]]:
    """The path up; what lies above the scope is named without a link."""
    found = []
    for up in places.ancestors(unit):
        if up.parent_id is None and not _below(scope, up.path):
            continue  # everybody knows which country this is
        url = links.board(up.code, week) if _below(scope, up.path) else ""
        found.append({"name": up.full_name, "url": url})
    return found
