"""Rows below a header: which say something, which only count, repeat the header or name a group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from giaoban.intake.headers import Header, name_of
from giaoban.intake.workbooks import Row
from giaoban.kernel.text import fold

_NOTHING = ("", None)
_NUMBER = re.compile(r"\d")
_BOTH = "nam/nữ"  # what stands in the column of sexes where both columns of it are filled
_TOTAL_LETTERS = frozenset("TtCcGgSs ")  # first letters of the words below, and a space before them
_TOTALS = re.compile(
    r"(tong cong|tong so|tong|cong|cong don|total|grand total|subtotal|so cong)"
    r"(\s+[ivx]{1,5})?\s*(\(.*\))?\s*[:.=]*\s*([\d.,]+\s*\w*( \w+)?)?[.]?"
)
_GROUP = re.compile(r"([ivx]{1,5}|[a-h])[.)/:] ?\w.*|[ivx]{1,4} [-–] ?\w.*")
_GROUP_NUMBER = re.compile(r"[ivx]{1,5}[.)/:]?")
# Who made the list, who signs it, where and when: what stands below many an official one.
_FOOT = re.compile(
    r"(.*, )?ngay \S+ thang \S+ nam \S+|\(.*\b(ky|dong dau)\b.*\)|noi nhan.*|(kt|tm|tl|tuq|q)\. .*|"
    r"(nguoi (lap|tong hop|bao cao|thong ke|nhap|kiem tra)|thu truong|"
    r"(pho )?(giam doc|truong (phong|khoa|tram|ban)|chu tich)|can bo|xac nhan|dai dien|lanh dao|ke toan)\b.*"
)
_FOOT_CELLS = 3  # filled ones at most in a line of it
_GROUP_WIDTH = 4  # columns from which one filled cell alone is no row of a list


def body_of(header: Header, passed_over: list[dict[str, Any]]) -> Iterator[Row]:
    """Rows that say something, at least as long as the header; each line is looked at, so it costs little."""
    width = len(header.columns)
    heads = [[name for name in head if name] for head in header.heads]
    marks = {head[0] for head in heads if head}
    below, foot = True, False
    for number, cells in header.body:
        first = cells[0] if cells else ""
        sparse = first in _NOTHING or len(cells) < 2 or cells[1] in _NOTHING
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
        elif sparse and width >= _GROUP_WIDTH and (foot := _is_foot(cells, foot)):
            passed_over.append({"row": number, "what": "foot"})
        elif not _says_something(first, cells):
            continue
        else:
            foot = False
            yield number, (cells if len(cells) >= width else [*cells, *[""] * (width - len(cells))])


def _says_something(first: Any, cells: list[Any]) -> bool:
    """Rows of nothing but spaces are empty lines too."""
    return type(first) is not str or first[0] != " " or any(str(c).strip() for c in cells if c is not None)


def _filled(cells: list[Any]) -> int:
    return len(cells) - cells.count("") - cells.count(None)


def is_total(said: str) -> bool:
    """Whether a cell that should name a place says total."""
    return said[:1] in _TOTAL_LETTERS and _TOTALS.fullmatch(fold(said)) is not None


def _is_total(first: str, cells: list[Any]) -> bool:
    """Its first cell says total, perhaps of how many, and at least half of the row is blank."""
    filled = _filled(cells)
    return (filled - 1) * 2 <= len(cells) and _TOTALS.fullmatch(fold(first)) is not None


def _is_group(first: str, cells: list[Any]) -> bool:
    """ "II. TP Cẩm Phả" alone in its row, or its number and name in two cells, names the rows below."""
    if first[1:6].isalnum() and len(first) > 6:
        return False  # the usual row, told apart without counting its cells
    filled = _filled(cells)
    if filled == 2:
        return _GROUP_NUMBER.fullmatch(fold(first)) is not None and not _NUMBER.search(str(cells[1]))
    return filled == 1 and _GROUP.fullmatch(fold(first)) is not None


def _is_foot(cells: list[Any], already: bool) -> bool:
    """A line of signatures; `already` below one, where a name alone is who signed."""
    said = [c for c in cells if c not in _NOTHING]
    if len(said) > _FOOT_CELLS or any(type(c) is not str for c in said):
        return False
    known = [_FOOT.fullmatch(fold(c)) is not None for c in said if c.strip()]
    if any(known):
        return all(known) or already
    return already and not any(_NUMBER.search(c) for c in said)


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
    counted = [text for text in plain if text != _BOTH]  # of two columns that were made one
    whole = [str(n) for n in range(1, len(plain) + 1)]
    return bool(counted) and counted == [n for n in whole if n in counted or len(counted) == len(plain)]
