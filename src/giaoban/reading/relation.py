"""A relation between figures, and how its arithmetic is said."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from giaoban.reading.source import Source

HOLDS, FAILS, UNDECIDED = "holds", "fails", "undecided"

_SWAP = str.maketrans(",.", ".,")


@dataclass
class Relation:
    """`stated` is what the text prints, `computed` what the other figures give."""

    kind: str
    verdict: str
    stated: Decimal | None
    computed: Decimal | None
    explanation: str
    spans: list[tuple[int, int]] = field(default_factory=list)  # flat text

    def as_dict(self, src: Source) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "verdict": self.verdict,
            "stated": plain(self.stated),
            "computed": plain(self.computed),
            "explanation": self.explanation,
            "spans": [dict(zip(("start", "end"), src.span(a, b), strict=True)) for a, b in self.spans],
        }


def plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def said(value: Decimal, decimals: int | None = None) -> str:
    """Vietnamese figures: 42040 → 42.040, 5.29 → 5,29."""
    if decimals is not None:
        value = rounded(value, decimals)
    text = f"{value:,f}"
    if "." in text and decimals is None:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_SWAP)


def rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def cut(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN)


def fits(exact: Decimal, printed: Decimal, decimals: int, approx: str | None) -> str:
    """Whether a printed share or value is a fair print of the exact one.

    "hơn 93%" of a share printed without decimals means between 93 and 94; farther above is loose
    speech, not a fault. "gần" allows a tenth, "khoảng" a twentieth (guesses from usage).
    """
    step = Decimal(1).scaleb(-decimals)
    if approx in {">", ">="}:
        if exact < printed or (approx == ">" and exact == printed):
            return FAILS
        return HOLDS if exact - printed <= max(step, printed / 20) else UNDECIDED
    if approx in {"<", "<="}:
        if exact > printed or (approx == "<" and exact == printed):
            return FAILS
        return HOLDS if printed - exact <= max(step, printed / 10) else UNDECIDED
    if approx == "~":
        return HOLDS if abs(exact - printed) <= max(step, printed / 20) else UNDECIDED
    if abs(exact - printed) <= step / 2:
        return HOLDS
    return UNDECIDED if cut(exact, decimals) == printed else FAILS
