"""Tables whose cells are set apart by tabs: a row of totals against the rows above it."""

from __future__ import annotations

import re
from decimal import Decimal

from giaoban.reading.numbers import parse
from giaoban.reading.relation import FAILS, HOLDS, Relation, said
from giaoban.reading.source import Paragraph, Source

_TOTAL = re.compile(r"(?:tổng(?: cộng| số)?|cộng|toàn tỉnh|toàn huyện|toàn thành phố)\W*$")
_CELL = re.compile(r"\d+(?:[.,]\d+)*")


def decide(src: Source) -> list[Relation]:
    return [r for rows in tables_of(src) for r in _table(src, rows)]


def tables_of(src: Source) -> list[list[Paragraph]]:
    """Neighbouring lines whose cells are set apart by tabs."""
    found: list[list[Paragraph]] = [[]]
    for p in src.paragraphs:
        if "\t" in src.flat[p.outer : p.end]:
            found[-1].append(p)
        elif found[-1]:
            found.append([])
    return [rows for rows in found if rows]


def cells_of(src: Source, row: Paragraph) -> list[tuple[int, int]]:
    cells, begin = [], row.outer
    for i in range(row.outer, row.end + 1):
        if i == row.end or src.flat[i] == "\t":
            cells.append((begin, i))
            begin = i + 1
    return cells


def _number(src: Source, cell: tuple[int, int]) -> Decimal | None:
    text = src.flat[cell[0] : cell[1]].strip()
    if not _CELL.fullmatch(text):
        return None
    parsed = parse(text, False)
    return parsed[0] if parsed else None


def _table(src: Source, rows: list[Paragraph]) -> list[Relation]:
    """Columns of whole numbers; a column of shares or of ordinals is left alone."""
    table = [cells_of(src, row) for row in rows]
    totals = [i for i, row in enumerate(table) if any(_TOTAL.match(src.low[a:b].strip()) for a, b in row[:2])]
    if len(totals) != 1 or len(table) < 4:
        return []
    at = totals[0]
    others = [row for i, row in enumerate(table) if i != at and len(row) == len(table[at])]
    found = []
    for column, cell in enumerate(table[at]):
        stated = _number(src, cell)
        values = [_number(src, row[column]) for row in others]
        numbers = [v for v in values if v is not None]
        if stated is None or len(numbers) < max(2, len(others) - 1) or column == 0:
            continue
        total = sum(numbers, Decimal(0))
        if any(v != v.to_integral_value() for v in numbers):
            continue
        verdict = HOLDS if total == stated else FAILS
        words = f"Cột {column + 1}: các dòng cộng lại {said(total)}, dòng tổng in {said(stated)}."
        found.append(Relation("sum", verdict, stated, total, words, [cell]))
    return found
