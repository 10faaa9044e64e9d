"""Addresses within a briefing that keep the tab and the mode."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse


class Addresses:
    def __init__(self, slug: str, tab: str, mode: str) -> None:
        self.slug = slug
        self.kept = {
            name: value for name, value in (("tab", tab), ("mode", mode)) if value and value != "text"
        }

    def focus(self, figure: str, anchor: str = "margin") -> str:
        """Puts a figure into focus; the anchor keeps the reader's place in the text."""
        asked = {**self.kept, **({"figure": figure} if figure else {})}
        query = f"?{urlencode(asked)}" if asked else ""
        return reverse("briefing", args=[self.slug]) + query + (f"#{anchor}" if figure else "")

    def rows(self, figure: str, place: str | None = None) -> str:
        """Opens a figure to its records, of the whole place or of one unit below."""
        query = f"?{urlencode({'place': place})}" if place else ""
        return reverse("records", args=[self.slug, figure]) + query
