"""Text messages brought as a file: when, from whom, what. Each is taken once, however often it comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from giaoban.intake import actions as intake
from giaoban.intake.cells import text
from giaoban.intake.declarations.actions import receive_sms
from giaoban.intake.faults import Fault
from giaoban.intake.mapping import Mapping
from giaoban.intake.result import ImportResult
from giaoban.intake.taking import taking
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.told import told

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
    with taking(
        path, by=by, kind="sms", fields=SMS, usable=_usable, mapping=mapping, at=at, outcome=ImportResult
    ) as file:
        for rows in file.parts(_BATCH):
            issues = []
            for row, cells in rows:
                fault = _take(cells, file.mapping, at, by, file.result)
                issues += [fault.issue(row, cells)] if fault else []
            intake.keep_issues(batch=file.batch, issues=issues)
            file.result.add_issues(issues)
            file.result.rows += len(rows)
            progress(file.result.rows)
    return file.result


def _usable(mapping: Mapping, path: Path) -> None:
    missing = [name for name in SMS if name not in mapping.index]  # no message shares its words with the next
    if missing:
        raise UserError(
            "header_unrecognised",
            told("Tệp “%(file)s” thiếu cột %(columns)s.", file=path.name, columns=", ".join(missing)),
            told("Đặt tên cột at, sender, text ở dòng đầu, hoặc gửi kèm bảng ánh xạ."),
        )


def _take(cells: list[Any], mapping: Mapping, at: datetime, by: Any, result: ImportResult) -> Fault | None:
    """None for a message taken, else why it was not."""
    said = {name: cells[mapping.index[name][0]] for name in SMS}
    sent = _moment(said["at"])
    if sent is None:
        return _no_moment(mapping, said["at"], "date_unreadable", told("Không hiểu ngày giờ gửi."))
    if sent > at:
        return _no_moment(mapping, said["at"], "date_in_future", told("Giờ gửi ở tương lai."))
    if not text(said["sender"]) or not text(said["text"]):
        column = next(name for name in ("sender", "text") if not text(said[name]))
        return Fault(
            mapping.headings[column], "", "message_empty", told("Thiếu người gửi hoặc nội dung."),
            told("Bổ sung rồi gửi lại dòng này."),
        )  # fmt: skip
    receipt = receive_sms(at=sent, sender=text(said["sender"]), text=text(said["text"]), by=by)
    if receipt.repeated:
        result.unchanged += 1
    else:
        result.accepted += 1
    return None


def _moment(cell: Any) -> datetime | None:
    """None where it is none, or names a zone: all times are those of Việt Nam."""
    try:
        sent = cell if isinstance(cell, datetime) else datetime.fromisoformat(text(cell))
    except ValueError:
        return None
    return None if sent.tzinfo else sent


def _no_moment(mapping: Mapping, cell: Any, code: str, reason: str) -> Fault:
    then = told("Viết như 2022-03-07 08:15 rồi gửi lại.")
    return Fault(mapping.headings["at"], text(cell), code, reason, then)
