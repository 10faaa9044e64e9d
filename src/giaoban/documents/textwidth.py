"""How long a line of Times Bold is, so that the rule under it gets the right length in Word.

Widths per 1,000 of the size are those of the Times-Bold metrics (Adobe AFM); Times New Roman
and Liberation Serif share them. A letter with Vietnamese marks is as wide as its base letter.
"""

from __future__ import annotations

import unicodedata
from math import ceil
from string import ascii_lowercase, ascii_uppercase

_CAPITALS = (
    "722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 722 1000 722 722 667"
)
_SMALL = (
    "500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444"
)
_UPPER = dict(zip(ascii_uppercase, map(int, _CAPITALS.split()), strict=True))
_LOWER = dict(zip(ascii_lowercase, map(int, _SMALL.split()), strict=True))
_OTHER = {" ": 250, "-": 333, ",": 250, ".": 250, "/": 278, "Đ": 722, "đ": 556}
_WIDTHS = {**_UPPER, **_LOWER, **_OTHER}
_ANY = 500  # digits and whatever else: half the size

MM_PER_POINT = 25.4 / 72
# Lines break between words, so each needs a little more than its even share. A guess.
BALANCE_SLACK = 1.08


def bold_width_mm(text: str, size: float) -> float:
    """The printed length of the longest line of `text`."""
    return max(_line(line) for line in text.split("\n")) / 1000 * size * MM_PER_POINT


def em_width(text: str) -> float:
    """The length of a line at size 1."""
    return _line(text) / 1000


def balanced_mm(text: str, size: float, room_mm: float) -> float:
    """The width in which a centred text breaks into lines of about the same length."""
    whole = bold_width_mm(text, size)
    lines = ceil(whole / room_mm)
    return room_mm if lines < 2 else min(room_mm, whole / lines * BALANCE_SLACK)


def _line(text: str) -> int:
    bases = (unicodedata.normalize("NFD", c)[0] for c in unicodedata.normalize("NFC", text))
    return sum(_WIDTHS.get(base, _ANY) for base in bases)
