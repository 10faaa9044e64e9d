"""Reading announced levels from a file: columns unit, level, number, issuer, effective_at."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from giaoban.kernel.errors import UserError
from giaoban.places import queries
from giaoban.places.actions import LEVELS, Announcement

COLUMNS = ("unit", "level", "number", "issuer", "effective_at")


class Refused(NamedTuple):
    """`row` counts as a spreadsheet does: the header is row 1."""

    row: int
    column: str
    value: str
    code: str
    reason: str
    next: str


class Read(NamedTuple):
    rows: list[Announcement]
    refused: list[Refused]


def table(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The lines of a CSV with these columns, cells stripped."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in columns if name not in (reader.fieldnames or ())]
            lines = [] if missing else list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UserError(
            "file_unreadable",
            f"Không đọc được tệp {path.name}.",
            "Lưu tệp ở dạng CSV, bảng mã UTF-8, rồi nhập lại.",
        ) from error
    if missing:
        raise UserError(
            "columns_missing",
            f"Tệp {path.name} thiếu cột: {', '.join(missing)}.",
            f"Cần các cột: {', '.join(columns)}.",
        )
    return [{name: (line[name] or "").strip() for name in columns} for line in lines]


def read(path: Path) -> Read:
    """Every row either as an announcement or with the reason it cannot be one."""
    found = Read([], [])
    for number, line in enumerate(table(path, COLUMNS), start=2):
        row = _announcement(number, line)
        if isinstance(row, Refused):
            found.refused.append(row)
        else:
            found.rows.append(row)
    return found


def _announcement(number: int, line: dict[str, str]) -> Announcement | Refused:
    def refuse(column: str, code: str, reason: str, then: str) -> Refused:
        return Refused(number, column, line[column], code, reason, then)

    for column, label in (("number", "số, ký hiệu văn bản"), ("issuer", "cơ quan ban hành")):
        if not line[column]:
            return refuse(column, "value_missing", f"Thiếu {label}.", "Bổ sung theo văn bản công bố.")
    if line["level"] not in map(str, LEVELS):
        reason = f"Cấp độ dịch “{line['level']}” không có."
        return refuse("level", "level_unknown", reason, "Ghi một trong các cấp 1, 2, 3, 4.")
    try:
        at = datetime.fromisoformat(line["effective_at"])
    except ValueError:
        then = "Ghi dạng 2022-03-06 hoặc 2022-03-06T18:00."
        return refuse("effective_at", "date_unreadable", "Không đọc được thời điểm hiệu lực.", then)
    if at.tzinfo is not None:
        then = "Bỏ múi giờ ở cuối; mọi giờ đều là giờ Việt Nam."
        return refuse("effective_at", "date_with_zone", "Thời điểm có ghi múi giờ.", then)
    try:
        unit: Any = queries.resolve(line["unit"], at.date())
    except UserError as error:
        return refuse("unit", error.code, error.message, error.next_step)
    return Announcement(unit.id, int(line["level"]), line["number"], line["issuer"], at)
