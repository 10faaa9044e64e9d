"""Whom a body named in a notice is, among those known here. Pure but for the units and bodies given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from giaoban.directives.bodies.models import Body
from giaoban.directives.lines import BODY, COMMUNES, DISTRICTS, ONE
from giaoban.directives.rules import AGENCY, OWNERS
from giaoban.kernel.text import fold
from giaoban.places.models import Unit

NONE = "none"  # a body without a posting here: kept with the notice, given to nobody
_EVERY_COMMUNE = re.compile(r"\b(?:cac|tung|moi|cap|uy ban nhan dan|ubnd)\s+(?:xa|phuong)\b|\bxa, phuong\b")
_EVERY_DISTRICT = re.compile(
    r"\b(?:cac|tung|moi|cap)\s+(?:huyen|quan|thi xa)\b|\bhuyen, (?:thi|thanh)|\bquan, huyen\b"
)
_EVERY_PLACE = re.compile(r"\bcac dia phuong\b")
_CARE = re.compile(r"\b(?:trung tam y te|benh vien|co so dieu tri)\b")
_STATION = re.compile(r"\btram y te\b")


@dataclass(frozen=True)
class Whom:
    whom: str
    role: str = ""
    unit: Unit | None = None
    body: Body | None = None


class Addressed:
    """The units and bodies of a giver's place, looked up by the words of an assignee."""

    def __init__(self, units: Sequence[Unit], bodies: Sequence[Body] = ()) -> None:
        self.by_label = {label(u): u for u in units}
        self.bodies = {b.name: b for b in bodies}
        self._folded = [(f" {fold(u.full_name)} ", u) for u in units]
        self._levels = {u.level for u in units}

    def guess(self, assignee: str | None) -> Whom:
        """In doubt nobody: an officer chooses."""
        plain = fold(assignee or "")
        if not plain:
            return Whom(NONE)
        body = next((b for name, b in self.bodies.items() if fold(name) in plain), None)
        if body is not None:
            return Whom(BODY, AGENCY, body=body)
        spaced = re.sub(r"[,;.:()]", " ", plain)
        named = [u for words, u in self._folded if words in f" {spaced} "]
        if len(named) == 1:
            return self._one(plain, named[0])
        communes, districts = _EVERY_COMMUNE.search(plain), _EVERY_DISTRICT.search(plain)
        if districts or (_EVERY_PLACE.search(plain) and not communes):
            return self._every(plain, "district" if "district" in self._levels else "commune")
        return self._every(plain, "commune") if communes and not named else Whom(NONE)

    def _one(self, plain: str, unit: Unit) -> Whom:
        role = role_of(plain, unit.level)
        return Whom(ONE, role, unit) if role else Whom(NONE)

    def _every(self, plain: str, level: str) -> Whom:
        if level not in self._levels:
            return Whom(NONE)
        return Whom(COMMUNES if level == "commune" else DISTRICTS, role_of(plain, level))


def role_of(plain: str, level: str) -> str:
    """The posting that answers for a body at that level; empty where nobody does."""
    owners = OWNERS.get(level, ())
    if _STATION.search(plain) and "station" in owners:
        return "station"
    if _CARE.search(plain) and "hospital" in owners:
        return "hospital"
    return next((r for r in owners if r == level), "")


def label(unit: Unit) -> str:
    """ "Phường Quang Hanh (06778)": names repeat within a province, codes do not."""
    return f"{unit.full_name} ({unit.code})"
