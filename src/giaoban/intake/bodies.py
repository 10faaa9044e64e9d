"""Rows below a header: which say something, which only count, repeat the header or name a group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from giaoban.intake.headers import Header, name_of
from giaoban.intake.workbooks import Row
from giaoban.kernel.text import fold

_NOTHING = ("", None)
_TOTAL_LETTERS = frozenset("TtCcGgSs ")  # first letters of the words below, and a space before them
_TOTALS = re.compile(
    r"(tong cong|tong so|tong|cong|cong don|total|grand total|subtotal|so cong)"
    r"\s*(\(.*\))?\s*[:.=]*\s*([\d.,]+\s*\w*( \w+)?)?[.]?"
)
_GROUP = re.compile(r"([ivx]{1,5}|[a-h])[.)/:] ?\w.*|[ivx]{1,4} [-–] ?\w.*")
_GROUP_WIDTH = 4  # columns from which one filled cell alone is no row of a list


def body_of(header: Header, passed_over: list[dict[str, Any]]) -> Iterator[Row]:
    """Rows that say something, at least as long as the header; each line is looked at, so it costs little."""
    width = len(header.columns)
    heads = [[name for name in head if name] for head in header.heads]
    marks = {head[0] for head in heads if head}
    below = True
    for number, cells in header.body:
        first = cells[0] if cells else ""
        if first in _NOTHING:
            first = next((c for c in cells if c not in _NOTHING), None)
            if first is None:
                continue  # an empty line is not a row
        if below:
            below = False
            if _numbers_columns(cells):
                passed_over.append({"row": number, "what": "header"})
                continue
        if first in marks and [name for c in cells if (name := name_of(c))] in heads:
            passed_over.append({"row": number, "what": "header"})
        elif type(first) is str and first[0] in _TOTAL_LETTERS and _is_total(first, cells):
            passed_over.append({"row": number, "what": "total"})
        elif type(first) is str and width >= _GROUP_WIDTH and _is_group(first, cells):
            passed_over.append({"row": number, "what": "group"})
        elif not _says_something(first, cells):
            continue
        else:
            yield number, (cells if len(cells) >= width else [*cells, *[""] * (width - len(cells))])


def _says_something(first: Any, cells: list[Any]) -> bool:
    """Rows of nothing but spaces are empty lines too."""
    return type(first) is not str or first[0] != " " or any(str(c).strip() for c in cells if c is not None)


def _is_total(first: str, cells: list[Any]) -> bool:
    """Its first cell says total, perhaps of how many, and at least half of the row is blank."""
    filled = sum(1 for c in cells if c not in _NOTHING)
    return (filled - 1) * 2 <= len(cells) and _TOTALS.fullmatch(fold(first)) is not None


def _is_group(first: str, cells: list[Any]) -> bool:
    """ "II. TP Cẩm Phả" alone in its row names the rows below; nobody is called so."""
    if first[1:6].isalnum() and len(first) > 6:
        return False  # the usual row, told apart without counting its cells
    return sum(1 for c in cells if c not in _NOTHING) == 1 and _GROUP.fullmatch(fold(first)) is not None


def _numbers_columns(cells: list[Any]) -> bool:
    """ "(1) (2) (3)" or "A B 1 2" below a header: the columns of a form counted."""
    said = [
        str(int(c)) if isinstance(c, float) and c.is_integer() else str(c) for c in cells if c not in _NOTHING
    ]
    plain = [text.strip(" ()[]").lower() for text in said]
    if len(plain) < 4:
        return False
    while plain and re.fullmatch("[a-e]", plain[0]):
        plain = plain[1:]
    return bool(plain) and plain == [str(n) for n in range(1, len(plain) + 1)]
