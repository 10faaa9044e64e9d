"""Addresses of other parts' pages; a part that is not installed is no link."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse


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


def board(code: str, week: str = "") -> str:
    return address("board_of", code, week=week)


def place(code: str, week: str = "") -> str:
    return address("place", code, week=week)
