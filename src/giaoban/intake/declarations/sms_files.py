"""Text messages brought as a file: when, from whom, what. Each is taken once, however often it comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from giaoban.intake import actions as intake
from giaoban.intake.cells import text
from giaoban.intake.declarations.actions import receive_sms
from giaoban.intake.mapping import Mapping, bind, load
from giaoban.intake.received import keep
from giaoban.intake.result import ImportResult
from giaoban.intake.sheets import open_sheet
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError

SMS = ["at", "sender", "text"]
_BATCH = 500


def import_sms(
    path: Path,
    *,
    by: Any,
    mapping: Path | dict[str, Any] | None = None,
    at: datetime | None = None,
    progress: Callable[[int], None] = lambda rows: None,
) -> ImportResult:
    """Messages of a gateway's file. One that cannot be read is taken and answered all the same."""
    at = at or clock.now()
    given = mapping if isinstance(mapping, dict) else load(mapping)
    with keep(path) as (copy, sha256):
        sheet = open_sheet(copy)
        bound = bind(given, sheet.columns, SMS)
        missing = [name for name in SMS if not bound.has(name)]
        if missing:
            raise UserError(
                "header_unrecognised",
                f"Tệp “{path.name}” thiếu cột {', '.join(missing)}.",
                "Đặt tên cột at, sender, text ở dòng đầu, hoặc gửi kèm bảng ánh xạ.",
            )
        batch = intake.open_batch(
            by=by, kind="sms", path=path, sha256=sha256, source="sms", place_id=None, at=at
        )
        result = ImportResult(path.name, batch=batch.id, passed_over=sheet.passed_over)
        while rows := list(islice(sheet.rows, _BATCH)):
            issues = [issue for row, cells in rows if (issue := _take(row, cells, bound, at, by, result))]
            intake.keep_issues(batch=batch, issues=issues)
            result.add_issues(issues)
            result.rows += len(rows)
            progress(result.rows)
        intake.close_batch(by=by, batch=batch, result=result, at=at)
    return result


def _take(
    row: int, cells: list[Any], bound: Mapping, at: datetime, by: Any, result: ImportResult
) -> dict[str, Any] | None:
    """None for a message taken, else why it was not."""
    said = {name: cells[bound.index[name][0]] for name in SMS}
    try:
        sent = said["at"] if isinstance(said["at"], datetime) else datetime.fromisoformat(text(said["at"]))
    except ValueError:
        return _issue(row, cells, bound, "at", "date_unreadable", "Không hiểu ngày giờ gửi.")
    if sent > at:
        return _issue(row, cells, bound, "at", "date_in_future", "Giờ gửi ở tương lai.")
    if not text(said["sender"]) or not text(said["text"]):
        return _issue(row, cells, bound, "text", "message_empty", "Thiếu người gửi hoặc nội dung.")
    receipt = receive_sms(at=sent, sender=text(said["sender"]), text=text(said["text"]), by=by)
    if receipt.repeated:
        result.unchanged += 1
    else:
        result.accepted += 1
    return None


def _issue(row: int, cells: list[Any], bound: Mapping, column: str, code: str, reason: str) -> dict[str, Any]:
    return {
        "row": row, "outcome": "refused", "cells": cells, "column": bound.headings.get(column, column),
        "value": "", "code": code, "reason": reason, "next": "Viết như 2022-03-07 08:15 rồi gửi lại.",
    }  # fmt: skip
