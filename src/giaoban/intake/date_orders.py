"""Whether a file writes the month before the day: read the usual way half of its days would turn silently."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from giaoban.intake.mapping import Mapping
from giaoban.intake.workbooks import Row
from giaoban.kernel.errors import UserError
from giaoban.kernel.told import told

_FIELDS = frozenset(
    (
        "birth", "onset", "sampled", "result_at", "announced", "ministry_announced", "status_date",
        "outcome_date", "date", "from", "to", "dose1_date", "dose2_date", "dose3_date", "dose4_date",
    )
)  # fmt: skip
_SLASHED = re.compile(r"\s*(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{2,4}\b")
_LAST_MONTH = 12
_LEAST = 2  # cells: one may be a slip of the pen
_REMEMBERED = 100_000  # different cells


def watched(mapping: Mapping) -> dict[int, str]:
    """{column: heading} of the days whose order nobody told."""
    return {
        at: mapping.headings[field]
        for field, places in mapping.index.items()
        if field in _FIELDS and not mapping.date_form(field)
        for at in places
    }


def refuse_month_first(columns: dict[int, str], rows: Iterator[Row]) -> None:
    """UserError where more cells of a column can only be month before day than day before month."""
    seen: dict[int, Counter[str]] = {at: Counter() for at in columns}
    pairs = list(seen.items())
    for _, cells in rows:
        for at, found in pairs:
            cell: Any = cells[at] if at < len(cells) else None
            if type(cell) is str and cell and (cell in found or len(found) < _REMEMBERED):
                found[cell] += 1
    for at, found in pairs:
        day_first, month_first = _told(found)
        if month_first >= _LEAST and month_first > day_first:
            raise UserError(
                "month_first",
                told(
                    "Cột “%(column)s” có %(cells)s ô ghi tháng trước ngày (như 02/25/2022): đọc như thường "
                    "lệ thì những ngày từ 1 đến 12 sẽ bị đảo mà không ai biết.",
                    column=columns[at],
                    cells=month_first,
                ),
                told(
                    "Chọn thứ tự ngày tháng ở trang xem trước, hoặc ghi dates: mdy (tháng trước) "
                    "hay dates: dmy (ngày trước) trong bảng ánh xạ. Chưa ghi gì."
                ),
            )


def _told(found: Counter[str]) -> tuple[int, int]:
    day_first = month_first = 0
    for cell, times in found.items():
        match = _SLASHED.match(cell)
        if match is None:
            continue
        first, second = int(match[1]), int(match[2])
        if first > _LAST_MONTH >= second:
            day_first += times
        elif second > _LAST_MONTH >= first:
            month_first += times
    return day_first, month_first
