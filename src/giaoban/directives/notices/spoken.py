"""The window a figure's words speak of. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from giaoban.kernel.text import fold

_DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?")
_THIS = re.compile(
    r"^(?:trong )?(?:tuan|tuan nay|tuan qua|tuan vua qua|7 ngay qua|hien nay|hien tai|den nay)$"
)
_EVER = re.compile(r"^(?:luy ke )?(?:tinh )?tu dau (?:dot dich|vu dich|mua dich).*$")
_SINCE_EVER = {"cumulative", "deaths_cumulative"}


@dataclass(frozen=True)
class Spoken:
    """`start` and `end` as written; neither: the newest week; `before`: the one before it."""

    start: date | None = None
    end: date | None = None
    before: bool = False


def spoken(period: str | None, indicator: str, on: date) -> Spoken | None:
    """None: the words name a window (a month, a year, one day) that no briefing here is made of."""
    plain = fold(period or "").strip(" ,.")
    days = [day for day in (_day(m, on) for m in _DAY.finditer(plain)) if day]
    if len(days) == 2 and days[0] <= days[1]:
        return Spoken(days[0], days[1])
    if len(days) == 1 and "den" in plain.split():
        return Spoken(end=days[0])
    if days:
        return None
    if not plain or _THIS.match(plain):
        return Spoken()
    if plain.endswith("tuan truoc"):
        return Spoken(before=True)
    return Spoken() if _EVER.match(plain) and indicator in _SINCE_EVER else None


def _day(found: re.Match[str], on: date) -> date | None:
    """Without a year: the last such day not after the text's own date."""
    try:
        if found[3]:
            return date(int(found[3]), int(found[2]), int(found[1]))
        day = date(on.year, int(found[2]), int(found[1]))
    except ValueError:
        return None
    return day if day <= on else day.replace(year=on.year - 1)
