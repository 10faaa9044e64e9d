"""The path from a unit up to the country, as far as its reader has pages for it."""

from __future__ import annotations

from giaoban.accounts.scope import Scope
from giaoban.desk import links
from giaoban.places import queries as places
from giaoban.places.models import Unit


def above(scope: Scope, unit: Unit, week: str) -> list[dict[str, str]]:
    """The path up; what lies above the scope is named without a link."""
    found = []
    for up in places.ancestors(unit):
        if up.parent_id is None and not scope.owns(up.path):
            continue  # everybody knows which country this is
        url = links.board(up.code, week) if scope.owns(up.path) else ""
        found.append({"name": up.full_name, "url": url})
    return found
