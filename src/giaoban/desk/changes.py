"""What a cut-off says that the one before did not. Pure: two tellings in, facts out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Correction:
    """A figure of the window before as it was stated then and as it stands now."""

    figure: Mapping[str, Any]
    stated: float
    now: float

    @property
    def difference(self) -> float:
        return self.now - self.stated


@dataclass(frozen=True)
class Changes:
    new: float | None
    back_fill: float | None
    reached: Mapping[int, int]  # level: communes that came to it from below
    raised: int
    lowered: int
    fell_silent: Sequence[Mapping[str, str]]
    heard_again: Sequence[Mapping[str, str]]
    corrections: Sequence[Correction]


def since(now: Any, before: Any | None) -> Changes:
    """`now` and `before` are tellings: `.figures` by id and `.tables`."""
    matrix = now.tables.get("transitions") or []
    moves = {(a, b): matrix[a - 1][b - 1] for a in LEVELS for b in LEVELS} if matrix else {}
    silent = {unit["code"]: unit for unit in now.tables["not_reporting"]}
    earlier = {unit["code"]: unit for unit in before.tables["not_reporting"]} if before else {}
    return Changes(
        new=now.value("new"),
        back_fill=now.value("back_fill"),
        reached={b: sum(n for (a, to), n in moves.items() if to == b and a < b) for b in (3, 4)},
        raised=sum(n for (a, b), n in moves.items() if b > a),
        lowered=sum(n for (a, b), n in moves.items() if b < a),
        fell_silent=[u for code, u in silent.items() if code not in earlier] if before else [],
        heard_again=[u for code, u in earlier.items() if code not in silent],
        corrections=corrections(now.figures.values()),
    )


# What a leader said aloud last week; a corrected share follows from these and is not told twice.
SAID = ("new", "active", "recovered", "deaths", "hospital", "beds_free")


def corrections(figures: Any) -> list[Correction]:
    """Figures whose value of the window before is no longer what was stated then."""
    found = []
    for figure in figures:
        stated, now = figure.get("stated_before"), figure.get("base")
        if figure["id"] in SAID and stated is not None and now is not None and stated != now:
            found.append(Correction(figure, stated, now))
    return found
