"""Numbers as they are written: `1.200`, `0,027`, `3,82 triệu`, `42/63`, `20-30`, `mười hai`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = r"\d+(?:[.,]\d+)*"
NUMBER = re.compile(rf"(?<![\w.,])(?<!\d/)(?<!/ )(?<![A-Za-zÀ-ỹ]-){_DIGITS}(?![A-Za-zÀ-ỹ])")
_SCALE = re.compile(r"\s?(triệu|nghìn|ngàn|tỷ|tỉ|vạn|chục|trăm)(?!\w)")
_FACTORS = {
    "triệu": 10**6,
    "nghìn": 1000,
    "ngàn": 1000,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "vạn": 10**4,
    "chục": 10,
    "trăm": 100,
}
_UNITS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mốt": 1,
}
_SMALL = "|".join(_UNITS)
WORDS = re.compile(rf"(?<!\w)(?:(?:{_SMALL}) mươi(?: (?:{_SMALL}))?|mười(?: (?:{_SMALL}))?|{_SMALL})(?!\w)")


@dataclass(frozen=True)
class Number:
    """A number, its stretch of flat text, and how many decimals it prints."""

    start: int
    end: int
    value: Decimal
    decimals: int
    scale: int = 1

    @property
    def plain(self) -> int | float:
        whole = self.value == self.value.to_integral_value()
        return int(self.value) if whole else float(self.value)


def parse(text: str, share: bool) -> tuple[Decimal, int] | None:
    """Value and printed decimals. Vietnamese writes `1.234,5`; an English `97.88%` is understood.

    Three digits after a single separator are thousands, except in a share.
    """
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        decimal_at = "," if text.rfind(",") > text.rfind(".") else "."
        thousands = "." if decimal_at == "," else ","
        whole, part = (
            text.replace(thousands, "").split(decimal_at) if text.count(decimal_at) == 1 else ("", "")
        )
        return (Decimal(f"{whole}.{part}"), len(part)) if whole else None
    sign = "." if dots else ","
    groups = text.split(sign)
    if len(groups) == 1:
        return Decimal(text), 0
    grouped = all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3 and groups[0] != "0"
    if grouped and not (share and len(groups) == 2):
        return Decimal("".join(groups)), 0
    if len(groups) == 2:
        return Decimal(f"{groups[0]}.{groups[1]}"), len(groups[1])
    return None


def scaled(low: str, start: int, end: int, share: bool) -> Number | None:
    """The number of a NUMBER match with the word of scale that may follow it."""
    scale = _SCALE.match(low, end)
    # "1,5 triệu" has decimals; "1.250 triệu" has thousands.
    parsed = parse(low[start:end], share)
    if parsed is None:
        return None
    value, decimals = parsed
    if not scale:
        return Number(start, end, value, decimals)
    factor = _FACTORS[scale[1]]
    stop = scale.end()
    return Number(start, stop, value * factor, decimals, factor)


def word_value(text: str) -> int:
    """Value of a number word such as "mười hai" or "hai mươi mốt"."""
    parts = text.split()
    if parts[0] == "mười":
        return 10 + (_UNITS[parts[1]] if len(parts) > 1 else 0)
    if len(parts) > 1 and parts[1] == "mươi":
        return _UNITS[parts[0]] * 10 + (_UNITS[parts[2]] if len(parts) > 2 else 0)
    return _UNITS[parts[0]]
