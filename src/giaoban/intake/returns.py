"""Importing aggregate returns: long form place, window, indicator, value, source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from giaoban.intake import actions, values
from giaoban.intake.fields import RETURNS
from giaoban.intake.mapping import Mapping, bind, load
from giaoban.intake.models import Batch, Return
from giaoban.intake.place_resolver import PlaceResolver, Resolution
from giaoban.intake.received import keep
from giaoban.intake.result import ImportResult
from giaoban.intake.sheets import Row, open_sheet, read_through
from giaoban.kernel import bulk, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import keyed_hash
from giaoban.kernel.text import fold, nfc
from giaoban.kernel.vietnamese import date_vi
from giaoban.places import trees as places

_BATCH = 5_000
SOURCE = "returns"
_COLUMNS = [
    "unit_id", "publisher_id", "established", "place_text", "from_date", "to_date", "indicator",
    "value", "source", "key", "batch_id", "recorded_at",
]  # fmt: skip


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
    given = mapping if isinstance(mapping, dict) else load(mapping)
    with keep(path) as (copy, sha256):
        sheet = open_sheet(copy)
        bound = bind(given, sheet.columns, (*RETURNS, "publisher"))
        _usable(bound, path)
        read_through(copy)
        fallback = places.fallback_unit(at.date())
        batch = actions.open_batch(
            by=by, kind="returns", path=path, sha256=sha256,
            source=str(bound.constants.get("source", SOURCE)),
            place_id=fallback.id if fallback else None, at=at,
        )  # fmt: skip
        result = ImportResult(path.name, batch=batch.id)
        resolver = PlaceResolver(fallback)
        while rows := list(islice(sheet.rows, _BATCH)):
            _take(rows, bound, resolver, batch, at, result)
            progress(result.rows)
    actions.close_batch(by=by, batch=batch, result=result, at=at)
    return result


def _usable(mapping: Mapping, path: Path) -> None:
    missing = [f for f in ("indicator", "value") if not mapping.has(f)]
    if not (mapping.has("date") or (mapping.has("from") and mapping.has("to"))):
        missing.append("date")
    if missing:
        raise UserError(
            "header_unrecognised",
            f"Tệp “{path.name}” thiếu cột {', '.join(missing)}.",
            "Thêm cột, hoặc nêu ở phần columns hay constants của bảng ánh xạ.",
        )


def _take(
    rows: list[Row], mapping: Mapping, resolver: PlaceResolver, batch: Batch, at: datetime,
    result: ImportResult,
) -> None:  # fmt: skip
    issues: list[dict[str, Any]] = []
    read: dict[bytes, tuple[tuple[Any, ...], Resolution, int, list[Any]]] = {}
    unchanged_in_file = 0
    for number, cells in rows:
        one = _read(number, cells, mapping, resolver, batch, at)
        if isinstance(one, dict):
            issues.append(one)
            continue
        key = one[0][9]
        if key in read:
            unchanged_in_file += read[key][0][7] == one[0][7] and one[1].sure
            if read[key][0][7] != one[0][7]:
                issues.append(_twice(number, cells, mapping))
                continue
            if not one[1].sure:
                issues.append(_held(number, cells, one[1]))
            continue
        read[key] = one
    with transaction.atomic():
        counts = _write(read, at)
        issues += [_held(n, cells, place) for _, place, n, cells in read.values() if not place.sure]
        actions.keep_issues(batch=batch, issues=issues)
    result.rows += len(rows)
    result.accepted += counts["accepted"]
    result.unchanged += counts["unchanged"] + unchanged_in_file
    result.corrected += counts["corrected"]
    for issue in issues:
        keep = ("row", "reason", "suggestions") if issue["outcome"] == "held" else (
            "row", "column", "value", "code", "reason", "next")  # fmt: skip
        (result.held if issue["outcome"] == "held" else result.refused).append({k: issue[k] for k in keep})


def _write(
    read: dict[bytes, tuple[tuple[Any, ...], Resolution, int, list[Any]]], at: datetime
) -> dict[str, int]:
    known = {
        bytes(r["key"]): r
        for r in Return.objects.filter(key__in=list(read), superseded_at=None).values(
            "id", "key", "value", "unit_id"
        )
    }
    counts = {"accepted": 0, "unchanged": 0, "corrected": 0}
    new, old = [], []
    for key, (row, place, _, _) in read.items():
        before = known.get(key)
        if before and before["value"] == row[7] and before["unit_id"] == row[0]:
            counts["unchanged"] += place.sure
            continue
        if before:
            old.append((bulk.db_time(at), before["id"]))
        counts["corrected" if before else "accepted"] += place.sure
        new.append(row)
    bulk.update(Return, ["superseded_at"], old)
    bulk.insert(Return, _COLUMNS, new)
    return counts


def _read(
    number: int, cells: list[Any], mapping: Mapping, resolver: PlaceResolver, batch: Batch,
    at: datetime,
) -> tuple[tuple[Any, ...], Resolution, int, list[Any]] | dict[str, Any]:  # fmt: skip
    def get(name: str) -> Any:
        if name in mapping.index:
            cell = cells[mapping.index[name]]
            return mapping.values.get(name, {}).get(fold(str(cell)), cell)
        return mapping.constants.get(name)

    try:
        start, end = _window(get, mapping, at.date())
        value = _value(get, mapping)
    except _Bad as bad:
        return bad.issue(number, cells)
    place = _place(get)
    found = resolver.resolve(place, start)
    publisher = found
    stated = str(get("publisher") or "").strip()
    if stated:
        publisher = resolver.resolve((stated, "", ""), start)
    if found.unit_id is None or publisher.unit_id is None:
        return _held(number, cells, found)
    indicator = str(get("indicator")).strip()
    source = str(get("source") or batch.source)[:80]
    text = ", ".join(p for p in reversed(place) if p)[:200]
    day = bulk.day_writer()
    key = keyed_hash("return", source, stated, fold(text), str(start), str(end), indicator)
    row = (
        found.unit_id if found.sure else publisher.unit_id, publisher.unit_id, found.sure, text,
        day(start), day(end), indicator[:40], value, source, key, batch.id,
        bulk.db_time(at),
    )  # fmt: skip
    return row, found, number, cells


class _Bad(Exception):
    def __init__(self, column: str, value: Any, code: str, reason: str, next_step: str) -> None:
        super().__init__(reason)
        self.parts = {"column": column, "value": str(value), "code": code, "reason": reason,
                      "next": next_step}  # fmt: skip

    def issue(self, row: int, cells: list[Any]) -> dict[str, Any]:
        return {"row": row, "outcome": "refused", "cells": cells, **self.parts}


def _window(get: Callable[[str], Any], mapping: Mapping, today: date) -> tuple[date, date]:
    names = ("date", "date") if mapping.has("date") else ("from", "to")
    ends = []
    for name in names:
        form = mapping.dates.get(name, mapping.dates.get("*", ""))
        try:
            day = values.read_date(get(name), form)
        except (ValueError, OverflowError):
            day = None
        if day is None:
            raise _Bad(name, get(name), "date_unreadable", f"Không hiểu ngày “{get(name)}”.",
                       "Viết theo dạng 06/03/2022.")  # fmt: skip
        ends.append(day)
    if ends[1] < ends[0]:
        raise _Bad(names[1], date_vi(ends[1]), "dates_out_of_order",
                   "Ngày kết thúc trước ngày bắt đầu.", "Đổi lại hai ngày.")  # fmt: skip
    if ends[1] > today:
        raise _Bad(names[1], date_vi(ends[1]), "date_in_future",
                   f"Kỳ báo cáo đến {date_vi(ends[1])} ở tương lai.", "Kiểm tra lại ngày.")  # fmt: skip
    return ends[0], ends[1]


def _value(get: Callable[[str], Any], mapping: Mapping) -> float:
    cell = get("value")
    try:
        value = values.read_number(cell)
    except ValueError as error:
        raise _Bad(mapping.headings.get("value", "value"), cell, "number_unreadable",
                   f"“{cell}” không phải là số.", "Viết số, ví dụ 1.234; ô trống thì bỏ dòng.",
                   ) from error  # fmt: skip
    if value < 0 or value != value or value == float("inf"):
        raise _Bad(mapping.headings.get("value", "value"), cell, "number_negative",
                   f"Số {cell} là số âm hoặc vô hạn.",
                   "Gửi lại con số đúng của kỳ đó; phần giảm hệ thống tự tính và ghi là đính chính.",
                   )  # fmt: skip
    return value


def _place(get: Callable[[str], Any]) -> tuple[str, ...]:
    whole = nfc(str(get("place") or "")).strip()
    if whole:
        return (whole,)
    return tuple(nfc(str(get(f) or "")).strip() for f in ("province", "district", "commune"))


def _held(row: int, cells: list[Any], place: Resolution) -> dict[str, Any]:
    return {
        "row": row, "outcome": "held", "code": "place_not_established", "reason": place.reason,
        "next": "Chọn địa bàn đúng trong danh sách gợi ý.", "suggestions": place.suggestions,
        "cells": cells,
    }  # fmt: skip


def _twice(row: int, cells: list[Any], mapping: Mapping) -> dict[str, Any]:
    column = mapping.headings.get("value", "value")
    return _Bad(
        column, cells[mapping.index["value"]] if "value" in mapping.index else "", "stated_twice",
        "Cùng địa bàn, cùng kỳ, cùng chỉ số mà hai số khác nhau trong một tệp.",
        "Giữ một dòng đúng rồi gửi lại.",
    ).issue(row, cells)  # fmt: skip
