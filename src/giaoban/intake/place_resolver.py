"""From the place a row states to a unit: sure, or the nearest sure ancestor and suggestions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from giaoban.places import trees as places
from giaoban.places.matcher_store import matcher
from giaoban.places.models import Unit


@dataclass(frozen=True)
class Resolution:
    """`unit_id` is None when not even the province is sure. `sure` is about the whole stated place."""

    unit_id: int | None
    sure: bool
    reason: str = ""
    suggestions: list[dict[str, Any]] = field(default_factory=list)


class PlaceResolver:
    """Remembers every place text it met: a list names few places many times."""

    def __init__(self, fallback: Unit | None) -> None:
        self._fallback = fallback
        self._known: dict[tuple[tuple[str, ...], date], Resolution] = {}
        self._ids: dict[date, dict[str, int]] = {}
        self._trees: dict[date, date] = {}

    def resolve(self, place: tuple[str, ...], on: date) -> Resolution:
        tree = self._trees.get(on)
        if tree is None:
            tree = self._trees[on] = places.tree_start(on)
        found = self._known.get((place, tree))
        if found is None:
            found = self._known[(place, tree)] = self._ask(place, on, tree)
        return found

    def _ask(self, place: tuple[str, ...], on: date, tree: date) -> Resolution:
        ids = self._ids.get(tree)
        if ids is None:
            ids = self._ids[tree] = places.ids_by_code(on)
        if not any(place):
            return self._default("Dòng không ghi địa bàn.")
        if len(place) == 1 and place[0] in ids:
            return Resolution(ids[place[0]], True)
        ask = matcher(on)
        match = ask.match_text(place[0]) if len(place) == 1 else ask.match(*place)
        if match.sure and match.code:
            return Resolution(ids[match.code], True)
        suggestions = [
            {"code": code, "name": name, "score": round(score, 3)}
            for code, name, score in match.suggestions[:5]
        ]
        ancestor = self._sure_ancestor(place, on, ids)
        return Resolution(ancestor, False, match.reason, suggestions)

    def _sure_ancestor(self, place: tuple[str, ...], on: date, ids: dict[str, int]) -> int | None:
        """The district, else the province, that is sure; else the installation's own province."""
        ask = matcher(on)
        if len(place) == 3:
            for partial in ((place[0], place[1], ""), (place[0], "", "")):
                if not any(partial):
                    continue
                match = ask.match(*partial)
                if match.sure and match.code:
                    return ids[match.code]
        return self._fallback.id if self._fallback else None

    def _default(self, reason: str) -> Resolution:
        return Resolution(self._fallback.id if self._fallback else None, False, reason)
