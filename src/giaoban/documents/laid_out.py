"""A table as somebody else laid it out: their lines above, their headings, nothing of ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from giaoban.documents.model import Cell
from giaoban.documents.xlsx import CREATED

_WIDEST, _NARROWEST = 40, 8  # characters of a column


def to_bytes(above: Sequence[str], headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """XLSX: text stays text whatever it begins with, numbers are numbers, dates are dates."""
    import xlsxwriter  # only where a table is really exported

    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": CREATED})
    sheet = book.add_worksheet()
    bold, day = (
        book.add_format({"bold": True, "text_wrap": True}),
        book.add_format({"num_format": "dd/mm/yyyy"}),
    )
    for at, text in enumerate(above):
        sheet.write_string(at, 0, text)
    for index, heading in enumerate(headings):
        sheet.write_string(len(above), index, heading, bold)
        sheet.set_column(index, index, min(_WIDEST, max(_NARROWEST, len(heading) + 2)))
    for at, row in enumerate(rows, start=len(above) + 1):
        for index, value in enumerate(row):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                sheet.write_string(at, index, value)
            elif isinstance(value, date):
                sheet.write_datetime(at, index, value, day)
            else:
                sheet.write_number(at, index, value)
    sheet.freeze_panes(len(above) + 1, 0)
    book.close()
    return stream.getvalue()
