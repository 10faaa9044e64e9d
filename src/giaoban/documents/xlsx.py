"""Tables as XLSX: numbers are numbers, dates are dates, and no text is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from giaoban.documents.model import Cell, Column

FIRST_ROW = 3  # title, as-of line, an empty row; then the header
CHARACTERS_PER_SHARE = 11  # width of a column of share 1; a guess that shows "112.294" whole
# Excel knows no workbook older than this; a fixed date keeps the bytes the same.
CREATED = datetime(2000, 1, 1)


def write_table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    path: str | Path,
    title: str,
    as_of_line: str,
    total: Sequence[Cell] | None = None,
) -> None:
    Path(path).write_bytes(to_bytes(columns, rows, title, as_of_line, total))


def to_bytes(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    title: str,
    as_of_line: str,
    total: Sequence[Cell] | None = None,
) -> bytes:
    import xlsxwriter  # only where a table is really exported

    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": title, "comments": as_of_line, "created": CREATED})
    sheet = book.add_worksheet("Số liệu")
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, as_of_line, book.add_format({"italic": True}))
    _header(book, sheet, columns)
    faces = _faces(book, columns, bold=False)
    at = FIRST_ROW
    for at, row in enumerate(rows, start=FIRST_ROW + 1):
        _row(sheet, at, row, faces)
    sheet.autofilter(FIRST_ROW, 0, at, len(columns) - 1)
    if total is not None:
        _row(sheet, at + 1, total, _faces(book, columns, bold=True))
    book.close()
    return stream.getvalue()


def _header(book: Any, sheet: Any, columns: Sequence[Column]) -> None:
    face = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#F2F2F2"}
    )
    for index, column in enumerate(columns):
        name = f"{column.group}: {column.title}" if column.group else column.title
        sheet.write_string(FIRST_ROW, index, name, face)
        sheet.set_column(index, index, max(6, column.width * CHARACTERS_PER_SHARE))
    sheet.freeze_panes(FIRST_ROW + 1, 0)
    sheet.repeat_rows(FIRST_ROW)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _faces(book: Any, columns: Sequence[Column], *, bold: bool) -> list[dict[str, Any]]:
    """Per column a face for text, numbers and dates; Excel shows its own decimal comma."""
    base = {"bold": bold, "top": 1 if bold else 0}
    return [
        {
            "text": book.add_format({**base, "align": column.align}),
            "whole": book.add_format({**base, "num_format": "#,##0"}),
            "broken": book.add_format({**base, "num_format": "#,##0." + "0" * (column.places or 2)}),
            "date": book.add_format({**base, "num_format": "dd/mm/yyyy"}),
        }
        for column in columns
    ]


def _row(sheet: Any, at: int, row: Sequence[Cell], faces: list[dict[str, Any]]) -> None:
    for index, (value, face) in enumerate(zip(row, faces, strict=True)):
        if value is None:
            sheet.write_blank(at, index, None, face["text"])
        elif isinstance(value, str):
            # A string cell is never computed, whatever it begins with.
            sheet.write_string(at, index, value, face["text"])
        elif isinstance(value, date):
            sheet.write_datetime(at, index, value, face["date"])
        else:
            kind = "whole" if float(value).is_integer() else "broken"
            sheet.write_number(at, index, value, face[kind])
