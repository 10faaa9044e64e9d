"""Vietnamese text as it is typed: composed or decomposed, with or without marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import overload

_SPACES = re.compile(r"\s+")
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")
_MOST = 99_999_999  # of a thing in a place, a guess: as many as the country has people
_LARGEST = 2**63 - 1  # that a database holds; a case is named in addresses by 63 random bits


def nfc(text: str) -> str:
    """Composed form with no-break spaces made plain: the form everything is stored in."""
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ")


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Lower case, no marks, đ→d, single spaces: for comparing, never for showing."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SPACES.sub(" ", bare.replace("đ", "d")).strip()


def without_marks(text: str) -> str:
    """Case and spaces kept: for text messages, which cost twice with marks."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@overload
def whole(text: str | None) -> int | None: ...
@overload
def whole(text: str | None, otherwise: int) -> int: ...
def whole(text: str | None, otherwise: int | None = None) -> int | None:
    """A whole number of an address or a form, also with points ("1.200"); `otherwise` where it is none."""
    digits = (text or "").strip()
    digits = digits.replace(".", "") if _GROUPED.fullmatch(digits) else digits
    number = int(digits) if digits.isdecimal() and len(digits) <= len(str(_LARGEST)) else None
    return otherwise if number is None or number > _LARGEST else number


def amount(text: str | None) -> int:
    """How many of something a form says; -1, which every act refuses, where that is no number of things."""
    number = whole(text, -1)
    return number if number <= _MOST else -1


def wholes(texts: Iterable[str]) -> list[int]:
    """The whole numbers among them."""
    return [number for text in texts if (number := whole(text)) is not None]
