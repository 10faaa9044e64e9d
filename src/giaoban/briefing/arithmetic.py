"""The arithmetic of a set of figures: what must add up, and whether it does. Pure.

A briefing is figures with relations: total = parts, share = count / base, change = now − before,
window = days. A relation holds to within the rounding of what is printed; figures computed from records
are exact, so for them it must hold exactly. `printed` serves figures of a text (S2, S4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from giaoban.kernel.vietnamese import number, percent, rounded

HOLDS, FAILS, UNDECIDED = "holds", "fails", "undecided"


@dataclass(frozen=True)
class Check:
    """One relation decided, with the arithmetic shown."""

    kind: str  # sum, share, change, window, cumulative, bound
    figures: tuple[str, ...]
    verdict: str
    stated: float | None
    computed: float | None
    explanation: str
    repairs: tuple[dict[str, Any], ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "figures": list(self.figures),
            "verdict": self.verdict,
            "stated": self.stated,
            "computed": self.computed,
            "explanation": self.explanation,
            "repairs": list(self.repairs),
        }


def check_sum(total: str, parts: Sequence[str], values: Mapping[str, float | None]) -> Check:
    """Total equals the sum of its parts; a missing part leaves it undecided."""
    names = (total, *parts)
    known = [values.get(name) for name in names]
    if any(v is None for v in known):
        return Check("sum", names, UNDECIDED, values.get(total), None, "Thiếu số để cộng.")
    stated = float(known[0] or 0)
    addends = [float(v or 0) for v in known[1:]]
    computed = sum(addends)
    text = f"{_added(addends)} = {number(computed)}"
    if stated == computed:
        return Check("sum", names, HOLDS, stated, computed, text)
    return Check(
        "sum",
        names,
        FAILS,
        stated,
        computed,
        f"{text}, không phải {number(stated)} (lệch {number(computed - stated)})",
        tuple(_repairs(total, parts, values, stated, computed)),
    )


def _added(addends: Sequence[float]) -> str:
    """ "31.993 + 27.977 − 3.156": what is taken away is written so."""
    first, *others = addends
    return number(first) + "".join(f" {'−' if v < 0 else '+'} {number(abs(v))}" for v in others)


def _repairs(
    total: str,
    parts: Sequence[str],
    values: Mapping[str, float | None],
    stated: float,
    computed: float,
) -> list[dict[str, Any]]:
    """Every change of one number that would reconcile the sum; none is called the culprit."""
    found = [{"figure": total, "from": stated, "to": computed}]
    for part in parts:
        value = float(values[part] or 0)
        mended = value + stated - computed
        if mended >= 0:
            found.append({"figure": part, "from": value, "to": mended})
    return found


def check_share(
    share: str, numerator: float | None, denominator: float | None, stated: float | None, places: int = 2
) -> Check:
    """The printed share equals count / base rounded half up to its places; 100 % is the bound."""
    if stated is None or numerator is None or not denominator:
        return Check("share", (share,), UNDECIDED, stated, None, "Thiếu tử số hoặc mẫu số.")
    exact = numerator / denominator * 100
    holds = rounded(stated, places) == rounded(exact, places)
    text = f"{number(numerator)} / {number(denominator)} = {percent(exact, places)}"
    if not holds:
        text += f", không phải {percent(stated, places)}"
    elif exact > 100:
        text += "; trên 100% là mẫu số thiếu, không phải kết quả tốt"
    return Check("share", (share,), HOLDS if holds else FAILS, stated, exact, text)


def check_change(figure: str, value: float | None, base: float | None, stated: float | None) -> Check:
    """A change is value − base in the same unit, over a window of the same length."""
    if value is None or base is None or stated is None:
        return Check("change", (figure,), UNDECIDED, stated, None, "Thiếu số của kỳ trước.")
    computed = value - base
    holds = abs(stated - computed) < 1e-9
    text = f"{number(value)} − {number(base)} = {number(computed)}"
    return Check("change", (figure,), HOLDS if holds else FAILS, stated, computed, text)


def check_window(name: str, start: date, end: date, days: int) -> Check:
    """A window called a week has seven days, both ends counted."""
    length = (end - start).days + 1
    verdict = HOLDS if length == days else FAILS
    text = f"Từ {start:%d/%m/%Y} đến {end:%d/%m/%Y} là {length} ngày"
    if verdict == FAILS:
        text += f", không phải {days} ngày"
    return Check("window", (name,), verdict, float(days), float(length), text + ".")
