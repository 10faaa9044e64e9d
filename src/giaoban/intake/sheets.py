"""Opens what people send: CSV in any usual encoding and XLSX, with title rows, doubled headers and totals.

A file is read row by row; a row is (number as a spreadsheet counts it, list of cells).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from giaoban.intake.encodings import encoding_of
from giaoban.intake.fields import recognised
from giaoban.intake.workbooks import Row, is_workbook, workbook_rows
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import fold, nfc

_HEADER_SEARCH = 20  # title lines above a header: reports seen had at most eight; the rest is slack
_DELIMITERS = ",;\t|"
_NOTHING = ("", None)
_TOTAL_LETTERS = frozenset("TtCcGg ")  # first letters of the words below, and a space before them
_TOTALS = ("tong cong", "tong so", "tong", "cong", "total", "grand total")


@dataclass
class Sheet:
    """A header and the rows below it. `passed_over` fills while the rows are read."""

    columns: list[str]
    rows: Iterator[Row]
    passed_over: list[dict[str, Any]] = field(default_factory=list)


def open_sheet(path: Path, *, sound: bool = False) -> Sheet:
    """`sound`: the file was opened before and read to its end."""
    if path.stat().st_size == 0:
        raise UserError("file_empty", f"Tệp “{path.name}” trống.", "Xuất lại danh sách rồi gửi.")
    if is_workbook(path):
        return _with_header(workbook_rows(path), path)
    encoding = encoding_of(path)
    for _ in () if sound else _csv_rows(path, encoding):
        pass  # whatever reading to the end raises is raised before anything is written
    return _with_header(_csv_rows(path, encoding), path)


def _csv_rows(path: Path, encoding: str) -> Iterator[Row]:
    with path.open(encoding=encoding, newline="") as file:
        delimiter = _delimiter(file.read(8192))
        file.seek(0)
        # strict: an open quote would else swallow the rest of the file into one cell
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        lines = 0
        try:
            for number, cells in enumerate(reader, start=1):
                if reader.line_num > lines + 1 and _swallowed(cells, delimiter):
                    raise csv.Error("rows inside a cell")
                lines = reader.line_num
                yield number, cells
        except (csv.Error, UnicodeDecodeError) as error:
            raise UserError(
                "csv_broken",
                f"Tệp “{path.name}” hỏng ở quanh dòng {lines + 1}.",
                "Mở tệp, sửa dòng đó (dấu ngoặc kép thừa hoặc thiếu) rồi gửi lại. Chưa ghi gì.",
            ) from error


def _delimiter(sample: str) -> str:
    """What cuts some line into most known headings, else what the first line has most of."""
    lines = [line for line in sample.splitlines() if line.strip()][:_HEADER_SEARCH]

    def worth(mark: str) -> tuple[int, int]:
        return max((_score(line.split(mark)) for line in lines), default=0), lines[0].count(mark)

    return max(_DELIMITERS, key=worth) if lines else _DELIMITERS[0]


def _swallowed(cells: list[str], delimiter: str) -> bool:
    """A cell that holds whole lines of the list: its quote was closed by somebody else's."""
    least = max(2, len(cells) // 2)
    return any(line.count(delimiter) >= least for cell in cells if "\n" in cell for line in cell.split("\n"))


def _with_header(rows: Iterator[Row], path: Path) -> Sheet:
    """The row with the most recognised names is the header; a second header row below is joined."""
    seen = [row for _, row in zip(range(_HEADER_SEARCH), rows, strict=False)]
    scores = [_score(cells) for _, cells in seen]
    if not seen or not any(_name(cell) for _, cells in seen for cell in cells):
        raise UserError("file_empty", f"Tệp “{path.name}” không có dòng nào.", "Xuất lại danh sách.")
    best = max(range(len(seen)), key=lambda i: (scores[i], -i)) if max(scores) > 0 else _first(seen)
    columns = [_name(cell) for cell in seen[best][1]]
    above = [_name(cell) for cell in seen[best - 1][1]] if best else []
    body = seen[best + 1 :]
    heads = [columns]
    if any(recognised(high) and not low for high, low in zip(above, columns, strict=False)):
        heads = [above, columns]
    elif body and scores[best + 1] >= 2 and scores[best + 1] * 2 >= scores[best]:
        heads = [columns, [_name(cell) for cell in body[0][1]]]
        body = body[1:]
    sheet = Sheet(_joined(heads), iter(()))
    sheet.rows = _body(sheet, heads, chain(body, rows))
    return sheet


def _first(seen: list[Row]) -> int:
    """Without any known heading: the first line about as wide as the widest; the mapping will know.

    A title above it fills a cell or two.
    """
    widths = [sum(1 for cell in cells if _name(cell)) for _, cells in seen]
    return next(i for i, width in enumerate(widths) if width * 2 > max(widths))


def _joined(heads: list[list[str]]) -> list[str]:
    """Header rows as one: the lowest name is the most exact."""
    return [next((n for n in reversed(names) if n), "") for names in zip_longest(*heads, fillvalue="")]


def _body(sheet: Sheet, heads: list[list[str]], rows: Iterator[Row]) -> Iterator[Row]:
    """Rows that say something, at least as long as the header; each line is looked at, so it costs little."""
    width = len(sheet.columns)
    headers = [[name for name in head if name] for head in heads]
    marks = {header[0] for header in headers if header}
    for number, cells in rows:
        first = cells[0] if cells else ""
        if first in _NOTHING:
            first = next((c for c in cells if c not in _NOTHING), None)
            if first is None:
                continue  # an empty line is not a row
        if first in marks and [name for c in cells if (name := _name(c))] in headers:
            sheet.passed_over.append({"row": number, "what": "header"})
        elif type(first) is str and first[0] in _TOTAL_LETTERS and _is_total(first, cells):
            sheet.passed_over.append({"row": number, "what": "total"})
        elif not _says_something(first, cells):
            continue
        else:
            yield number, (cells if len(cells) >= width else [*cells, *[""] * (width - len(cells))])


def _says_something(first: Any, cells: list[Any]) -> bool:
    """Rows of nothing but spaces are empty lines too."""
    return type(first) is not str or first[0] != " " or any(str(c).strip() for c in cells if c is not None)


def _is_total(first: str, cells: list[Any]) -> bool:
    """Its first word says total and at least half of the row is blank."""
    filled = sum(1 for c in cells if c not in _NOTHING)
    return fold(first).rstrip(" :.") in _TOTALS and (filled - 1) * 2 <= len(cells)


def _name(cell: Any) -> str:
    return nfc(str(cell)).strip() if cell not in (None, "") else ""


def _score(cells: list[Any]) -> int:
    return sum(1 for cell in cells if isinstance(cell, str) and recognised(cell))
