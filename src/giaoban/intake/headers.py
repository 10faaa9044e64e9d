"""Where the header of a sheet stands and what it says: titles, doubled headers, a column a sex. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, pairwise, zip_longest
from typing import Any, NamedTuple

from giaoban.intake.fields import recognised
from giaoban.intake.workbooks import Row
from giaoban.kernel.text import fold, nfc

SEARCH = 20  # title lines above a header: reports seen had at most eight; the rest is slack
Cells = list[Any]
_DATUM = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}.*|[+]?\d[\d .]{5,}")  # day, phone, number
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_SEXES = {"nam": "nam", "nu": "nữ"}


class Header(NamedTuple):
    """`heads` are its lines, `body` all rows below it."""

    columns: list[str]
    heads: list[list[str]]
    body: Iterator[Row]


def name_of(cell: Any) -> str:
    """As it is shown: without what nobody sees, such as a second mark of its encoding."""
    if cell in (None, ""):
        return ""
    return " ".join("".join(c for c in nfc(str(cell)) if c.isprintable() or c.isspace()).split())


def score(cells: Cells) -> int:
    return sum(1 for cell in cells if isinstance(cell, str) and recognised(cell))


def header_of(rows: Iterator[Row]) -> Header | None:
    """The row with the most recognised names; a second header row above or below is joined. None: no row."""
    seen = [row for _, row in zip(range(SEARCH), rows, strict=False)]
    scores = [score(cells) for _, cells in seen]
    if not seen or not any(name_of(cell) for _, cells in seen for cell in cells):
        return None
    best = max(range(len(seen)), key=lambda i: (scores[i], -i)) if max(scores) > 0 else _first(seen)
    columns = [name_of(cell) for cell in seen[best][1]]
    above = [name_of(cell) for cell in seen[best - 1][1]] if best else []
    body = seen[best + 1 :]
    heads = [columns]
    if any(recognised(high) and not low for high, low in zip(above, columns, strict=False)):
        heads = [above, columns]
    elif body and scores[best + 1] >= 2 and scores[best + 1] * 2 >= scores[best]:
        heads = [columns, [name_of(cell) for cell in body[0][1]]]
        body = body[1:]
    elif body and _sexes(columns, [name_of(cell) for cell in body[0][1]]):
        above, heads = columns, [columns, [name_of(cell) for cell in body[0][1]]]
        body = body[1:]
    joined, rest = _joined(heads), chain(body, rows)
    spread = _spread(above, joined)
    return Header(*spread(joined, heads, rest)) if spread else Header(joined, heads, rest)


def are_no_headings(columns: list[str]) -> bool:
    """A list without headings: its first line is of a person, who would be lost and stand in the open."""
    if score(columns):
        return False
    births = sum(1 for name in columns if _YEAR.fullmatch(name))  # several are headings of a series
    return births == 1 or any(_DATUM.fullmatch(name) for name in columns)


def _first(seen: list[Row]) -> int:
    """Without any known heading: the first line about as wide as the widest; the mapping will know.

    A title above it fills a cell or two.
    """
    widths = [sum(1 for cell in cells if name_of(cell)) for _, cells in seen]
    return next(i for i, width in enumerate(widths) if width * 2 > max(widths))


def _joined(heads: list[list[str]]) -> list[str]:
    """Header rows as one: the lowest name is the most exact."""
    return [next((n for n in reversed(names) if n), "") for names in zip_longest(*heads, fillvalue="")]


def _sexes(above: list[str], columns: list[str]) -> tuple[int, str] | None:
    """Where "Nam" and "Nữ" stand side by side below an age, a birth or a sex: sheets of health stations."""
    for at, (one, other) in enumerate(pairwise(columns)):
        high = recognised(above[at]) if at < len(above) else None
        if high in ("age", "birth", "sex") and {fold(one), fold(other)} == set(_SEXES):
            return at, high
    return None


Spread = Callable[
    [list[str], list[list[str]], Iterator[Row]], tuple[list[str], list[list[str]], Iterator[Row]]
]


def _spread(above: list[str], columns: list[str]) -> Spread | None:
    """Two columns, one a sex, as one column of what stands in them and one of the sex."""
    found = _sexes(above, columns)
    if found is None:
        return None
    at, what = found
    first, second = (_SEXES[fold(columns[i])] for i in (at, at + 1))

    def made(cells: Cells) -> Cells:
        one, other = ((*cells, "", "")[i] if i < len(cells) else "" for i in (at, at + 1))
        sex = "/".join(s for s, cell in ((first, one), (second, other)) if cell not in ("", None))
        said = one if one not in ("", None) else other
        return [*cells[:at], *((sex, "") if what == "sex" else (said, sex)), *cells[at + 2 :]]

    def spread(
        names: list[str], heads: list[list[str]], rows: Iterator[Row]
    ) -> tuple[list[str], list[list[str]], Iterator[Row]]:
        pair = ("Giới tính", "") if what == "sex" else (above[at], "Giới tính")
        return (
            [*names[:at], *pair, *names[at + 2 :]],
            [made(list(head)) if head is heads[-1] else head for head in heads],
            ((number, made(cells)) for number, cells in rows),
        )

    return spread
