"""From the place a row states to a unit: sure, or the deepest unit that is sure and suggestions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from giaoban.kernel.told import told
from giaoban.places import trees as places
from giaoban.places.match_types import Match
from giaoban.places.matcher_store import matcher
from giaoban.places.models import Unit
from giaoban.places.reasons import reason_vi

_REMEMBERED = 50_000  # place texts; a list without commune columns may state as many as it has rows
_SUGGESTIONS = 5
_COMMUNE_CODE = 5  # digits; spreadsheets drop the zero in front
_BY_SUGGESTION = told("Sửa địa bàn trong tệp theo gợi ý đúng, rồi nhập lại.")
_IN_FULL = told("Ghi đủ xã, huyện, tỉnh trong tệp, không viết tắt, rồi nhập lại.")
Place = tuple[str, ...]


@dataclass(frozen=True)
class Resolution:
    """`unit_id` is None when not even the province is sure. `sure` is about the whole stated place.

    `province_id` is the province the unit lies in (the unit itself where it is one, or the country).
    """

    unit_id: int | None
    sure: bool
    reason: str = ""
    suggestions: list[dict[str, Any]] = field(default_factory=list)
    province_id: int | None = None
    path: str = ""

    def issue(self, row: int, cells: list[Any]) -> dict[str, Any]:
        """The row that waits until somebody says where it belongs."""
        return {
            "row": row, "outcome": "held", "code": "place_not_established", "reason": self.reason,
            "next": _BY_SUGGESTION if self.suggestions else _IN_FULL, "suggestions": self.suggestions,
            "cells": cells,
        }  # fmt: skip


class PlaceResolver:
    """Remembers the place texts it met: a list names few places many times."""

    def __init__(self, fallback: Unit | None) -> None:
        self._fallback = fallback
        self._known: dict[tuple[Place, date], Resolution] = {}
        self._units: dict[date, dict[str, tuple[int, str]]] = {}
        self._trees: dict[date, date] = {}

    def resolve(self, place: Place, on: date) -> Resolution:
        tree = self._trees.get(on)
        if tree is None:
            tree = self._trees[on] = places.tree_start(on)
        found = self._known.get((place, tree))
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[(place, tree)] = self._ask(place, max(on, tree), tree)
        return found

    def _ask(self, place: Place, on: date, tree: date) -> Resolution:
        if tree not in self._units:
            self._units[tree] = places.units_by_code(on)
        units = self._units[tree]
        if not any(place):
            return self._open(reason_vi("empty"), None, units)
        code = _as_code(place) if len(place) == 1 else ""
        if code in units:
            return self._at(code, units)
        asked = matcher(on)
        home = self._fallback.path if self._fallback else None  # a typed province beats it
        if len(place) == 1:
            match = asked.match_text(place[0], default_path=home)
        else:
            province, district, commune = place
            match = asked.match(province, district, _as_code((commune,)), default_path=home)
        if match.sure and match.code:
            return self._at(match.code, units)
        return self._open(reason_vi(match.reason), match, units)

    def _at(self, code: str, units: dict[str, tuple[int, str]]) -> Resolution:
        id_, path = units[code]
        return Resolution(id_, True, province_id=_province(path, units), path=path)

    def _open(self, reason: str, match: Match | None, units: dict[str, tuple[int, str]]) -> Resolution:
        """The deepest unit that is sure, else the installation's own province."""
        suggestions = [
            {"code": s.code, "name": s.full_name, "score": round(s.score, 3)}
            for s in (match.suggestions[:_SUGGESTIONS] if match else ())
        ]
        if match and match.within:
            id_, path = units[match.within]
            return Resolution(id_, False, reason, suggestions, _province(path, units), path)
        own = self._fallback
        if own is None:
            return Resolution(None, False, reason, suggestions)
        return Resolution(own.pk, False, reason, suggestions, own.pk, own.path)


def _province(path: str, units: dict[str, tuple[int, str]]) -> int:
    """ "VN/22/195" → the unit of "22"; the country has none above it."""
    return units[path.split("/")[:2][-1]][0]


def _as_code(place: Place) -> str:
    text = place[0]
    return text.zfill(_COMMUNE_CODE) if text.isdigit() and len(text) == _COMMUNE_CODE - 1 else text
