"""A goal as it is typed: a number as officials write it, or so many per cent up or down."""

from __future__ import annotations

import re

from giaoban.kernel.text import fold

_CHANGE = re.compile(r"^(giam|tang|-|\+) ?(\d+(?:[.,]\d+)?) ?%$")
_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{3})+(?:,\d+)?$|^\d+(?:,\d+)?$|^\d+\.\d{1,2}$")


def number_of(words: str) -> float | None:
    """ "1.250", "96,72" and "97%"; "97.5" as some type it."""
    bare = words.strip().removesuffix("%").strip()
    if not _NUMBER.match(bare):
        return None
    if not re.fullmatch(r"\d+\.\d{1,2}", bare):  # a point before three digits parts thousands
        bare = bare.replace(".", "").replace(",", ".")
    return float(bare)


def goal_of(words: str) -> tuple[float | None, float | None]:
    """(the number, the change in per cent); neither where it is not a goal."""
    change = _CHANGE.match(fold(words).strip())
    if change:
        amount = float(change[2].replace(",", "."))
        return None, -amount if change[1] in ("giam", "-") else amount
    return number_of(words), None
