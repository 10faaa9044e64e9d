"""Opens what people send: CSV in any usual encoding and XLSX, with title rows, doubled headers and totals.

A file is read row by row; a row is (number as a spreadsheet counts it, list of cells). The sheets of a
workbook that hold one list count on: what is passed over says where each begins.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from giaoban.intake import legacy
from giaoban.intake.bodies import body_of
from giaoban.intake.encodings import NO_UNICODE, encoding_of, refuse_unless, unknown_encoding
from giaoban.intake.headers import SEARCH, are_no_headings, header_of, score
from giaoban.intake.tabs import one_list
from giaoban.intake.workbooks import Row, is_workbook, tabs_of
from giaoban.kernel import memory
from giaoban.kernel.errors import UserError
from giaoban.kernel.told import told

_DELIMITERS = ",;\t|"
_MOST_COLUMNS = 300  # with a heading; a guess, ten times a wide list: a page that asks of each takes long


@dataclass
class Sheet:
    """A header and the rows below it. `passed_over` fills while the rows are read."""

    columns: list[str]
    rows: Iterator[Row]
    passed_over: list[dict[str, Any]] = field(default_factory=list)
    # every line of the file once more, as it is written
    again: Callable[[], Iterator[Row]] = lambda: iter(())

    def let_go(self) -> None:
        """Keep no rows where another process reads them: a workbook of 200,000 takes most of a gigabyte."""
        self.rows, self.again = iter(()), lambda: iter(())
        memory.give_back()

    def passed(self) -> list[dict[str, Any]]:
        """What was passed over since this was last asked; the rows go on to fill the same list."""
        found = self.passed_over[:]
        self.passed_over.clear()
        return found


def open_sheet(path: Path, *, encoding: str = "", sound: bool = False, to_end: bool = True) -> Sheet:
    """`encoding`: as a mapping names it. `sound`: the file was opened before and read to its end.

    Without `to_end` the caller reads `again` to its end before anything is written.
    """
    if path.stat().st_size == 0:
        raise UserError(
            "file_empty", told("Tệp “%(file)s” trống.", file=path.name), told("Xuất lại danh sách rồi gửi.")
        )
    if is_workbook(path):
        main, others = one_list(tabs_of(path))
        return _sheet(path, lambda: iter(main), [] if sound else others, sound)
    _refuse_markup(path)
    if encoding:
        refuse_unless(path, encoding)
    known = encoding or encoding_of(path)
    if known == NO_UNICODE and not encoding and not legacy.reading_of(_csv_rows(path, known), path).font:
        raise unknown_encoding(path)
    for _ in _csv_rows(path, known) if to_end and not sound else ():
        pass  # whatever reading to the end raises is raised before anything is written
    return _sheet(path, lambda: _csv_rows(path, known), [], sound, as_it_is=bool(encoding))


def _refuse_markup(path: Path) -> None:
    """Other systems export a page and call it .xls; a spreadsheet opens it, so nobody notices."""
    with path.open("rb") as file:
        head = file.read(512).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"<style")):
        raise UserError(
            "markup",
            told("Tệp “%(file)s” là trang web (HTML hoặc XML) mang đuôi bảng tính.", file=path.name),
            told("Mở bằng Excel, lưu thành .xlsx hoặc CSV UTF-8 rồi gửi lại. Chưa ghi gì."),
        )


def _sheet(
    path: Path,
    rows: Callable[[], Iterator[Row]],
    others: list[dict[str, Any]],
    sound: bool,
    as_it_is: bool = False,
) -> Sheet:
    """What is said of the file and not of a line is said when it is opened first."""
    reading = legacy.Reading() if as_it_is else legacy.reading_of(rows(), path)
    found = header_of(legacy.read_as(reading, rows()))
    if found is None:
        raise UserError(
            "file_empty",
            told("Tệp “%(file)s” không có dòng nào.", file=path.name),
            told("Xuất lại danh sách."),
        )
    if are_no_headings(found.columns):
        raise UserError(
            "header_absent",
            told("Tệp “%(file)s” không có dòng tên cột: dòng đầu đã là số liệu.", file=path.name),
            told(
                "Chèn một dòng tên cột (Họ tên, Năm sinh, Xã, Ngày công bố …) lên đầu rồi gửi lại. "
                "Chưa ghi gì."
            ),
        )
    named = sum(1 for name in found.columns if name)
    if named > _MOST_COLUMNS:
        raise UserError(
            "too_many_columns",
            told("Tệp “%(file)s” có %(columns)s cột.", file=path.name, columns=named),
            told("Chỉ giữ các cột của danh sách, hoặc kiểm tra dấu phân cách, rồi gửi lại. Chưa ghi gì."),
        )
    sheet = Sheet(found.columns, iter(()), others)
    if reading.font and not sound:
        sheet.passed_over.append({"row": 0, "what": "font", "font": reading.font})
    sheet.again = rows
    sheet.rows = body_of(found, sheet.passed_over)
    return sheet


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
                told("Tệp “%(file)s” hỏng ở quanh dòng %(line)s.", file=path.name, line=lines + 1),
                told("Mở tệp, sửa dòng đó (dấu ngoặc kép thừa hoặc thiếu) rồi gửi lại. Chưa ghi gì."),
            ) from error


def _delimiter(sample: str) -> str:
    """What cuts some line into most known headings, else what the first line has most of."""
    lines = [line for line in sample.splitlines() if line.strip()][:SEARCH]

    def worth(mark: str) -> tuple[int, int]:
        return max((score(line.split(mark)) for line in lines), default=0), lines[0].count(mark)

    return max(_DELIMITERS, key=worth) if lines else _DELIMITERS[0]


def _swallowed(cells: list[str], delimiter: str) -> bool:
    """A cell that holds whole lines of the list: its quote was closed by somebody else's."""
    least = max(2, len(cells) // 2)
    return any(line.count(delimiter) >= least for cell in cells if "\n" in cell for line in cell.split("\n"))
