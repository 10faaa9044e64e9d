"""CSV that Excel opens rightly on a Vietnamese machine."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import StringIO
from pathlib import Path

from giaoban.documents.cells import neutral
from giaoban.documents.model import Cell

# Without this mark Excel reads the file in the machine's old code page and breaks every mark.
BYTE_ORDER_MARK = "\ufeff"


def text(header: Sequence[str], rows: Iterable[Sequence[Cell]], above: Sequence[str] = ()) -> str:
    """Numbers with a point and dates as ISO: a file for machines that people may also open.

    `above` are lines that stand over the header, each in a cell of its own.
    """
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([neutral(line)] for line in above)
    writer.writerow([neutral(title) for title in header])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return BYTE_ORDER_MARK + stream.getvalue()


def write(path: str | Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    Path(path).write_bytes(text(header, rows).encode("utf-8"))


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
