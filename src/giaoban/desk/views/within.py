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
    if not request.scope.covers(unit.path):
        raise Http404
    return unit


def above(scope: Scope, unit: Unit, week: str) -> list[dict[str, str]]:
    """The path up; what lies above the scope is named without a link."""
    found = []
    for up in places.ancestors(unit):
        inside = scope.covers(up.path) and up.level != "country"
        found.append({"name": up.full_name, "url": links.board(up.code, week) if inside else ""})
    return [step for step in found if step["url"] or step["name"]][1:]
