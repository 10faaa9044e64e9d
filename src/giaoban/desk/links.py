"""Addresses of other parts' pages; a part that is not installed is no link."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from giaoban.accounts.scope import Scope
from giaoban.places.models import Unit

_WORKS = frozenset({"assign", "answer", "brief"})  # who has a part in the work built on figures


def address(name: str, *args: Any, **query: Any) -> str:
    """Empty where no page bears the name."""
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    asked = {key: value for key, value in query.items() if value not in (None, "")}
    return f"{url}?{urlencode(asked)}" if asked else url


def figure(slug: str | None, figure_id: str) -> str:
    """A figure opens in its briefing, beside its records; without a briefing there is nothing to open."""
    return address("briefing", slug, figure=figure_id) if slug else ""


def programmes(unit: Unit, scope: Scope) -> list[tuple[str, str]]:
    """(name, address) of what follows a place further: its watch list, its targets; for who may open them."""
    if not scope.allows("see_cases") or not scope.may & _WORKS:
        return []
    one = unit.level == "commune"
    watched = address("watch_commune", unit.code) if one else address("watch", place=unit.code)
    return [(_("Xã cần theo dõi"), watched), (_("Chỉ tiêu"), address("targets"))]


def board(code: str, week: str = "") -> str:
    return address("board_of", code, week=week)


def place(code: str, week: str = "") -> str:
    return address("place", code, week=week)
