"""Opens what people send: CSV in any usual encoding and XLSX with merged cells and title rows.

A file is read row by row; a row is (number as a person counts it in the file, list of cells).
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from giaoban.intake.fields import recognised
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import nfc

Row = tuple[int, list[Any]]
_HEADER_SEARCH = 20  # title lines above a header: reports seen had at most eight; the rest is slack
_SNIFF = 1 << 16


@dataclass
class Sheet:
    """A header and the rows below it."""

    columns: list[str]
    rows: Iterator[Row]
    raw: Iterator[Row]  # what is left of the file, unsifted


def open_sheet(path: Path) -> Sheet:
    if not path.is_file():
        raise UserError("file_absent", f"Không thấy tệp “{path.name}”.", "Kiểm tra lại đường dẫn.")
    if path.stat().st_size == 0:
        raise UserError("file_empty", f"Tệp “{path.name}” trống.", "Xuất lại danh sách rồi gửi.")
    head = path.open("rb").read(8)
    if head.startswith(b"PK\x03\x04"):
        return _with_header(_xlsx_rows(path), path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise UserError(
            "xls_old_or_locked",
            f"Tệp “{path.name}” là XLS cũ hoặc có mật khẩu.",
            "Mở bằng Excel, bỏ mật khẩu, lưu thành .xlsx hoặc CSV UTF-8 rồi gửi lại.",
        )
    return _with_header(_csv_rows(path), path)


def read_through(path: Path) -> None:
    """Raise what reading to the end would raise, before anything is written."""
    for _ in open_sheet(path).raw:
        pass


def encoding_of(path: Path) -> str:
    """UTF-8 (with or without mark), UTF-16, else windows-1258; anything else is refused."""
    with path.open("rb") as file:
        raw = file.read(_SNIFF)
        if raw.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while raw:
                decoder.decode(raw)
                raw = file.read(_SNIFF)
            decoder.decode(b"", final=True)
            return "utf-8"
        except UnicodeDecodeError:
            return _old_encoding(path)


def _old_encoding(path: Path) -> str:
    """windows-1258 where its text looks Vietnamese; a legacy three-byte font is refused by name."""
    raw = path.open("rb").read(_SNIFF)
    try:
        text = raw.decode("cp1258")
    except UnicodeDecodeError as error:
        raise _unreadable(path) from error
    if raw.count(0) or sum(text.count(c) for c in "àáâăđêôơư") * 200 < len(text):
        raise _unreadable(path)
    return "cp1258"


def _unreadable(path: Path) -> UserError:
    return UserError(
        "encoding_unknown",
        f"Không đọc được bảng mã của tệp “{path.name}” (có thể là TCVN3 hoặc VNI).",
        "Mở tệp bằng Excel, chọn Lưu thành “CSV UTF-8” hoặc .xlsx rồi gửi lại. Chưa ghi gì.",
    )


def _csv_rows(path: Path) -> Iterator[Row]:
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(8192)
        file.seek(0)
        counts = {d: sample.count(d) for d in ",;\t|"}
        delimiter = max(counts, key=lambda d: counts[d])
        reader = csv.reader(file, delimiter=delimiter)
        try:
            for cells in reader:
                yield reader.line_num, cells
        except (csv.Error, UnicodeDecodeError) as error:
            raise UserError(
                "csv_broken",
                f"Tệp “{path.name}” hỏng ở quanh dòng {reader.line_num}.",
                "Mở tệp, sửa dòng đó (dấu ngoặc kép thiếu hoặc ký tự lạ) rồi gửi lại.",
            ) from error


def _xlsx_rows(path: Path) -> Iterator[Row]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise UserError(
            "xlsx_broken",
            f"Tệp “{path.name}” không phải là bảng tính đọc được.",
            "Mở bằng Excel, lưu lại thành .xlsx rồi gửi lại.",
        ) from error
    sheet = max(sheets, key=lambda s: s.total_height)  # the list, not the cover sheet
    merged = _merged_values(sheet)
    for index, cells in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, origin in merged.get(index, {}).items():
            if column < len(cells) and cells[column] in ("", None):
                cells[column] = origin
        yield index + 1, cells


def _merged_values(sheet: Any) -> dict[int, dict[int, Any]]:
    """{row: {column: value}} for the cells a merged range leaves empty below its first row."""
    filled: dict[int, dict[int, Any]] = {}
    rows = None
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if bottom == top:
            continue
        rows = rows or sheet.to_python(skip_empty_area=False)
        for row in range(top + 1, bottom + 1):
            for column in range(left, right + 1):
                filled.setdefault(row, {})[column] = rows[top][left]
    return filled


def _with_header(rows: Iterator[Row], path: Path) -> Sheet:
    """The row with the most recognised names is the header; a second header row below is joined."""
    seen: list[Row] = []
    for row in rows:
        seen.append(row)
        if len(seen) >= _HEADER_SEARCH:
            break
    if not seen:
        raise UserError("file_empty", f"Tệp “{path.name}” không có dòng nào.", "Xuất lại danh sách.")
    scores = [_score(cells) for _, cells in seen]
    best = max(range(len(seen)), key=lambda i: (scores[i], -i)) if max(scores) > 0 else 0
    columns = [_name(cell) for cell in seen[best][1]]
    body = seen[best + 1 :]
    if body and scores[best + 1] >= 2 and scores[best + 1] * 2 >= scores[best]:
        columns = [_name(low) or high for high, low in _pairs(columns, body[0][1])]
        body = body[1:]
    return Sheet(columns, _body(columns, body, rows), rows)


def _pairs(high: list[str], low: list[Any]) -> list[tuple[str, Any]]:
    return list(zip(high, [*low, *[""] * (len(high) - len(low))], strict=False))


def _body(columns: list[str], first: list[Row], rest: Iterator[Row]) -> Iterator[Row]:
    width = len(columns)
    header = [c for c in columns if c]
    marks = set(header[:3])  # a cheap first look: few rows begin with a column's name
    for source in (first, rest):
        for number, cells in source:
            if not any(cells) or not any(str(c).strip() for c in cells if c is not None):
                continue  # an empty line is not a row
            if not marks.isdisjoint(str(c) for c in cells[:3]) and _is_header(cells, header):
                continue  # the header printed again at a page break
            if len(cells) < width:
                cells = [*cells, *[""] * (width - len(cells))]
            yield number, cells


def _is_header(cells: list[Any], header: list[str]) -> bool:
    return [name for c in cells if (name := _name(c))] == header


def _name(cell: Any) -> str:
    return nfc(str(cell)).strip() if cell not in (None, "") else ""


def _score(cells: list[Any]) -> int:
    return sum(1 for cell in cells if isinstance(cell, str) and recognised(cell))
