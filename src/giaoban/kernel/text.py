"""Vietnamese text as it is typed: composed or decomposed, with or without marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")


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
