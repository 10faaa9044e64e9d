"""XLSX as rows: values that Excel kept for formulas, merged cells filled in."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any, NamedTuple

from giaoban.intake.raw_cells import ErrorCell, Raw, raw_cells
from giaoban.kernel.errors import UserError
from giaoban.kernel.told import told

Row = tuple[int, list[Any]]
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream that holds a workbook with a password
# Bytes of a workbook once unpacked: a guess, well above a full sheet of 30 columns.
_LARGEST = 3 << 30
_MOST_CELLS = 40_000_000  # of a sheet, empty ones included: as many as a full one of 30 columns; a guess
_NOTHING = Raw([], 0, 0)


def is_workbook(path: Path) -> bool:
    """Whether it is XLSX; an old or a locked workbook is refused by name."""
    with path.open("rb") as file:
        head = file.read(8)
        if not head.startswith(_OLE):
            return head.startswith(_ZIP)
        locked = _LOCKED in file.read(1 << 20)
    if locked:
        raise UserError(
            "file_locked",
            told("Tệp “%(file)s” có mật khẩu.", file=path.name),
            told("Mở bằng Excel, bỏ mật khẩu, lưu lại rồi gửi. Không gửi mật khẩu kèm theo."),
        )
    raise UserError(
        "xls_old",
        told("Tệp “%(file)s” là bảng tính kiểu cũ (.xls).", file=path.name),
        told("Mở bằng Excel, lưu thành .xlsx hoặc CSV UTF-8 rồi gửi lại."),
    )


def _too_far(path: Path, sheet: str) -> UserError:
    return UserError(
        "cells_too_far",
        told("Trang “%(sheet)s” của tệp “%(file)s” có ô ở rất xa danh sách.", sheet=sheet, file=path.name),
        told(
            "Mở bằng Excel, xóa hẳn các cột và dòng trống ở bên phải và bên dưới danh sách (Delete), "
            "lưu lại rồi gửi."
        ),
    )


class Tab(NamedTuple):
    """One sheet of a workbook. `shown`: not hidden by its maker."""

    name: str
    shown: bool
    rows: list[Row]


def tabs_of(path: Path) -> list[Tab]:
    """Every sheet that holds anything, in the order of the workbook."""
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > _LARGEST:
            raise UserError(
                "file_too_large",
                told("Tệp “%(file)s” quá lớn.", file=path.name),
                told("Lưu thành CSV UTF-8 rồi gửi lại."),
            )
        return _tabs(path)
    except UserError:
        raise
    except MemoryError:
        raise
    except BaseException as error:
        # a damaged file also makes the reader panic, which is not an Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise UserError(
            "xlsx_broken",
            told("Tệp “%(file)s” không phải là bảng tính đọc được, hoặc bị cắt dở.", file=path.name),
            told("Mở bằng Excel, lưu lại thành .xlsx rồi gửi lại. Chưa ghi gì."),
        ) from error


def _tabs(path: Path) -> list[Tab]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_path(str(path))
    told = [about for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
    raw = raw_cells(path, book.sheet_names)
    for name, seen in raw.items():
        if seen.rows * seen.columns > _MOST_CELLS:
            raise _too_far(path, name)
    tabs = [
        Tab(
            about.name, about.visible == SheetVisibleEnum.Visible,
            _rows(book.get_sheet_by_name(about.name), raw.get(about.name, _NOTHING).errors),
        )
        for about in told
    ]  # fmt: skip
    return [tab for tab in tabs if tab.rows]


def _rows(sheet: Any, errors: list[ErrorCell]) -> list[Row]:
    rows = sheet.to_python(skip_empty_area=False)
    for row, column, said in errors:
        if row < len(rows) and column < len(rows[row]) and rows[row][column] in ("", None):
            rows[row][column] = said
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        # across columns a merged cell is one value; down the rows it is said of each of them
        for cells in rows[top + 1 : bottom + 1]:
            for column in range(left, min(right + 1, len(cells))):
                if cells[column] in ("", None):
                    cells[column] = rows[top][left]
    return list(enumerate(rows, start=1))
