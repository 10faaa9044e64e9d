"""Whether a briefing still says what its frozen parts give."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from giaoban.briefing.models import Briefing
from giaoban.situation import queries as situation
from giaoban.situation import verifying

COMPARED = ("value", "base", "numerator", "denominator")
_EXACT = 1e-9  # binary rounding of a share computed twice, no more


@dataclass(frozen=True)
class Verdict:
    """`figures` = {figure, what, stated, computed}; `parts` = {table, sha256} no longer as frozen."""

    slug: str
    figures: list[dict[str, Any]] = field(default_factory=list)
    parts: list[dict[str, str]] = field(default_factory=list)
    error: str = ""
    code_changed: bool = False  # the indicators are written otherwise now than when it was frozen

    @property
    def equal(self) -> bool:
        return not (self.figures or self.parts or self.error)

    @property
    def named(self) -> list[str]:
        """The figures that cannot be relied on, each once."""
        return list(dict.fromkeys(f["figure"] for f in self.figures))

    def as_dict(self) -> dict[str, Any]:
        return {
            "id": self.slug,
            "verdict": "equal" if self.equal else "different",
            "figures": self.figures,
            "parts": self.parts,
            "error": self.error,
            "code_changed": self.code_changed,
        }


def verify(briefing: Briefing) -> Verdict:
    """Hashes of all parts, every count from the frozen rows, every figure and its number of rows."""
    broken = verifying.broken_parts(briefing.evaluation)
    changed = verifying.code_changed(briefing.evaluation)
    anew = verifying.recompute(briefing.evaluation)
    place = anew.place(briefing.place.code)
    if place is None:
        return Verdict(briefing.slug, _unreadable(briefing, broken), broken, anew.error, changed)
    differing = [d for f in briefing.figures for d in _compared(f, place)]
    differing += _rows(briefing) if not differing else []
    return Verdict(briefing.slug, differing, broken, code_changed=changed)


def _unreadable(briefing: Briefing, broken: list[dict[str, str]]) -> list[dict[str, Any]]:
    """A part that cannot be read leaves every figure made of it without proof."""
    tables = {part["table"] for part in broken}
    lost = (
        set().union(*(verifying.reads(briefing.evaluation, table) for table in tables)) if tables else set()
    )
    return [
        {"figure": f["id"], "what": "value", "stated": f["value"], "computed": None}
        for f in briefing.figures
        if f["id"] in lost or not tables
    ]


def _compared(figure: dict[str, Any], place: Any) -> list[dict[str, Any]]:
    anew = place.figure(figure["id"])
    found = []
    for what in COMPARED:
        stated, computed = figure[what], getattr(anew, what)
        if not _same(stated, computed):
            found.append({"figure": figure["id"], "what": what, "stated": stated, "computed": computed})
    return found


def _same(stated: float | None, computed: float | None) -> bool:
    if stated is None or computed is None:
        return stated is computed
    return abs(stated - computed) <= _EXACT * max(1.0, abs(stated))


def _rows(briefing: Briefing) -> list[dict[str, Any]]:
    """How many rows stand behind each figure."""
    stated = {figure["id"]: figure["records"] for figure in briefing.figures}
    counted = situation.record_count(briefing.evaluation, briefing.place.path, list(stated))
    return [
        {"figure": name, "what": "records", "stated": rows, "computed": counted[name]}
        for name, rows in stated.items()
        if rows != counted[name]
    ]
