"""Orders in a table: a column of work beside a column of who does it, and often one of by when."""

from __future__ import annotations

import re
from datetime import date

from giaoban.reading.dates import dates_in, near
from giaoban.reading.deadlines import Deadline, deadline_in
from giaoban.reading.model import Task
from giaoban.reading.source import Paragraph, Source
from giaoban.reading.tables import cells_of, tables_of

_HEADS = {
    "work": re.compile(r"(?:nội dung|nhiệm vụ|công việc|tên nhiệm vụ|nội dung công việc|hoạt động)(?!\w)"),
    "who": re.compile(
        r"(?:cơ quan|đơn vị|bộ phận)?\s?(?:chủ trì|thực hiện|chịu trách nhiệm|đầu mối)|(?:cơ quan|đơn vị)$"
    ),
    "with": re.compile(r"(?:cơ quan|đơn vị)?\s?(?:phối hợp|tham gia)"),
    "by": re.compile(r"(?:thời (?:hạn|gian)|hạn|tiến độ|hoàn thành)(?!\w)"),
}
_PARTS = re.compile(r"\s*[;,]\s*(?=[^\W\d_])")


def table_tasks(src: Source, anchor: date | None) -> list[Task]:
    """One order a row, under a heading that names the columns of work and of who does it."""
    found: list[Task] = []
    for rows in tables_of(src):
        columns = _columns(src, rows[0])
        if {"work", "who"} <= set(columns):
            found += [t for row in rows[1:] if (t := _row(src, row, columns, anchor))]
    return found


def _columns(src: Source, row: Paragraph) -> dict[str, int]:
    columns: dict[str, int] = {}
    for i, (a, b) in enumerate(cells_of(src, row)):
        head = " ".join(src.low[a:b].split())
        name = next((n for n, p in _HEADS.items() if n not in columns and p.match(head)), None)
        if name:
            columns[name] = i
    return columns


def _row(src: Source, row: Paragraph, columns: dict[str, int], anchor: date | None) -> Task | None:
    cells = cells_of(src, row)
    if len(cells) <= max(columns.values()):
        return None
    (a, b), who = _trimmed(src, cells[columns["work"]]), _words(src, cells, columns["who"])
    if b - a < 8 or not who:
        return None
    start, end = src.span(a, b)
    by = cells[columns["by"]] if "by" in columns else None
    due = deadline_in(src, *by, anchor) or _dated(src, by, anchor) if by else None
    partners = [p.strip() for p in _PARTS.split(_words(src, cells, columns.get("with"))) if p.strip()]
    return Task(
        who,
        partners,
        src.text[start:end],
        (due.iso or (due.value.isoformat() if due.value else None)) if due else None,
        src.words(due.start, due.end) if due else None,
        None,
        start,
        end,
        due.value if due else None,
        due.rule if due else None,
    )


def _trimmed(src: Source, cell: tuple[int, int]) -> tuple[int, int]:
    a, b = cell
    while a < b and src.flat[a].isspace():
        a += 1
    while b > a and src.flat[b - 1] in " .;":
        b -= 1
    return a, b


def _words(src: Source, cells: list[tuple[int, int]], column: int | None) -> str:
    if column is None or column >= len(cells):
        return ""
    return " ".join(src.flat[slice(*cells[column])].split()).strip(" .;")


def _dated(src: Source, cell: tuple[int, int], anchor: date | None) -> Deadline | None:
    """A bare date in the column of deadlines: "10/12/2024"."""
    told = dates_in(src.flat, *cell)
    if not told:
        return None
    item = told[-1]
    value = item.on(item.year) if item.year else near(item, anchor, True)
    iso = value.isoformat() if value and item.year else f"--{item.month:02d}-{item.day:02d}"
    return Deadline(item.start, item.end, iso, value, "cột thời hạn của bảng")
