"""Importing aggregate returns: long form place, window, indicator, value, source.

A return is known by its source, publisher, place *as written*, window and indicator. Written in two ways a
place is two returns, and both count: published lists divide a commune's day over two lines, and their sums
hold only so. The same line twice is one return; the same line with two different numbers is refused, for
nobody but the sender knows which is right.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from giaoban.intake import codes, values
from giaoban.intake.bodies import is_total
from giaoban.intake.cells import Columns, Stated, text
from giaoban.intake.faults import Fault, no_date
from giaoban.intake.fields import RETURNS
from giaoban.intake.mapping import Mapping
from giaoban.intake.place_resolver import PlaceResolver, Resolution
from giaoban.intake.result import ImportResult
from giaoban.intake.return_overlaps import overlapping
from giaoban.intake.return_rows import BATCH, ReturnRow, ReturnWriter
from giaoban.intake.sheets import Row
from giaoban.intake.taking import taking
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import keyed_hash
from giaoban.kernel.text import fold
from giaoban.kernel.told import told
from giaoban.kernel.vietnamese import date_vi


def import_returns(
    path: Path,
    *,
    by: Any,
    mapping: Path | dict[str, Any] | None = None,
    at: datetime | None = None,
    progress: Callable[[int], None] = lambda rows: None,
) -> ImportResult:
    """Import aggregate returns. A row known by source, place, window and indicator is corrected."""
    at = at or clock.now()
    with taking(
        path, by=by, kind="returns", fields=RETURNS, usable=usable, mapping=mapping, at=at,
        outcome=ImportResult,
    ) as file:  # fmt: skip
        reader = ReturnReader(file.mapping, PlaceResolver(file.fallback), file.batch.source, at.date())
        writer = ReturnWriter(file.batch, at, file.result)
        for rows in file.parts(BATCH):
            writer.write(*reader.read(rows))
            progress(file.result.rows)
        file.result.left += overlapping(file.batch)
    return file.result


def usable(mapping: Mapping, path: Path) -> None:
    missing = [f for f in ("indicator", "value") if not mapping.has(f)]
    if not (mapping.has("date") or (mapping.has("from") and mapping.has("to"))):
        missing.append("date")
    if missing:
        raise UserError(
            "header_unrecognised",
            told("Tệp “%(file)s” thiếu cột %(columns)s.", file=path.name, columns=", ".join(missing)),
            told("Thêm cột, hoặc nêu ở phần columns hay constants của bảng ánh xạ."),
        )


class ReturnReader:
    """Rows of a returns file, read column by column."""

    def __init__(self, mapping: Mapping, resolver: PlaceResolver, source: str, today: date) -> None:
        self.columns, self.resolver, self.today = Columns(mapping), resolver, today
        self.mapping, self.source = mapping, source
        self.names = ("date", "date") if mapping.has("date") else ("from", "to")

    def read(self, rows: list[Row]) -> tuple[list[ReturnRow], list[dict[str, Any]]]:
        """(returns, issues of the rows that are none)."""
        self.columns.take(rows)
        starts, ends = (self._dates(name) for name in self.names)
        numbers = self.columns.meant("value", _value, _no_number)
        indicators = self.columns.meant("indicator", _indicator, _no_indicator)
        sources = self.columns.texts("source")
        publishers, stated = self.columns.texts("publisher"), self.columns.places()
        self._in_order(starts, ends)
        found, issues = [], self.columns.issues()
        for i in self.columns.sound():
            row, cells = rows[i]
            if any(is_total(part) for part in stated[i]):
                issues.append(_total(self.columns.heading("place")).issue(row, cells))
                continue
            place = self.resolver.resolve(stated[i], starts[i])
            publisher = self._publisher(publishers[i], place, starts[i])
            if publisher is None:
                issues.append(place.issue(row, cells))
                continue
            source = (sources[i] or self.source)[:80]
            written = ", ".join(part for part in reversed(stated[i]) if part)[:200]
            key = keyed_hash(
                "return", source, publishers[i], fold(written), str(starts[i]), str(ends[i]), indicators[i]
            )
            found.append(
                ReturnRow(
                    row, cells, key, place, _unit(place, publisher), publisher.province_id, written,
                    starts[i], ends[i], indicators[i], numbers[i], source,
                )
            )  # fmt: skip
        return found, issues

    def _publisher(self, stated: str, place: Resolution, on: date) -> Resolution | None:
        """Who published: as stated, else the province of the place. None where neither is known."""
        publisher = self.resolver.resolve((stated,), on) if stated else place
        return publisher if publisher.province_id is not None else None

    def _dates(self, name: str) -> list[date]:
        form = self.mapping.date_form(name)

        def read(cell: Any) -> date:
            found = values.read_date(cell, form)
            if found is None:
                raise Stated("date_absent", told("Thiếu ngày của số liệu."), told("Điền ngày rồi gửi lại."))
            if found > self.today:
                raise Stated(
                    "date_in_future",
                    told("Kỳ báo cáo đến %(day)s ở tương lai.", day=found),
                    told("Kiểm tra lại ngày."),
                )
            return found

        return self.columns.meant(name, read, no_date)

    def _in_order(self, starts: list[date], ends: list[date]) -> None:
        for i in self.columns.sound():
            if ends[i] < starts[i]:
                self.columns.faults[i] = Fault(
                    self.columns.heading(self.names[1]), date_vi(ends[i]), "dates_out_of_order",
                    told("Ngày kết thúc trước ngày bắt đầu."), told("Đổi lại hai ngày."),
                )  # fmt: skip


def _unit(place: Resolution, publisher: Resolution) -> int:
    """Where a row counts: its place when sure, else the deepest sure unit inside what published it."""
    if place.unit_id is not None and (place.sure or place.path.startswith(publisher.path)):
        return place.unit_id
    assert publisher.unit_id is not None  # a publisher has a province, so it has a unit
    return publisher.unit_id


def _total(column: str) -> Fault:
    """Held until its place is known it would count a second time what its rows count."""
    return Fault(
        column, "", "total_row", told("Đây là dòng tổng, không phải số liệu của một nơi."),
        told("Bỏ dòng này: tổng do hệ thống cộng. Nếu là số của cả tỉnh, ghi tên tỉnh."),
    )  # fmt: skip


def _value(cell: Any) -> float:
    if values.is_blank(cell) or cell == "..":
        raise Stated(
            "value_absent", told("Thiếu số liệu."), told("Điền số; không có số liệu thì bỏ dòng đó.")
        )
    value = values.read_number(cell)
    if value < 0:
        raise Stated(
            "number_negative", told("Số liệu là số âm."),
            told("Gửi lại con số đúng của kỳ đó; phần giảm hệ thống tự tính và ghi là đính chính."),
        )  # fmt: skip
    if value != value or value == float("inf"):
        raise ValueError(str(cell))
    return value


def _indicator(cell: Any) -> str:
    return codes.indicator(text(cell))


def _no_number(column: str, value: str) -> Fault:
    return Fault(
        column,
        value,
        "number_unreadable",
        told("Ô này không phải là số."),
        told("Viết số, ví dụ 1234 hoặc 1.234."),
    )


def _no_indicator(column: str, value: str) -> Fault:
    return Fault(
        column, value, "indicator_unknown", told("Không có chỉ số nào mang tên này."),
        told("Dùng một trong: %(names)s; hoặc khai báo ở phần values của bảng ánh xạ.",
             names=", ".join(codes.INDICATORS)),
    )  # fmt: skip
