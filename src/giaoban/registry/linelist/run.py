"""Importing one line-list file from end to end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from giaoban.intake.beside import helped, starting
from giaoban.intake.fields import LINELIST
from giaoban.intake.mapping import Mapping
from giaoban.intake.result import ImportResult
from giaoban.intake.taking import taking
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.pace import Pace
from giaoban.kernel.told import told
from giaoban.registry.linelist.checked import Checked, checked, context_of
from giaoban.registry.linelist.shapes import Context
from giaoban.registry.linelist.write import write


def import_linelist(
    path: Path,
    *,
    by: Any,
    mapping: Path | dict[str, Any] | None = None,
    at: datetime | None = None,
    progress: Callable[[int], None] = lambda rows: None,
) -> ImportResult:
    """Import a case line list. An unreadable file raises UserError before anything is written."""
    at = at or clock.now()
    with (
        starting(path) as process,
        taking(
            path, by=by, kind="linelist", fields=LINELIST, usable=usable, mapping=mapping, at=at,
            outcome=ImportResult,
        ) as file,
        helped(file.copy, process) as beside,
    ):  # fmt: skip
        context = context_of(file.batch, file.mapping, file.batch.source, at)
        rows = {"path": file.copy, "mapping": file.mapping, "source": file.batch.source, "at": at}
        if process:
            file.sheet.let_go()
        pace = Pace()
        for found in beside.batches(checked, **rows):
            _take(found, context, pace, file.result)
            progress(file.result.rows)
    return file.result


def usable(mapping: Mapping, path: Path) -> None:
    if mapping.has("case_id") or mapping.has("name") or mapping.key:
        return
    raise UserError(
        "header_unrecognised",
        told("Tệp “%(file)s” không có cột nào nhận ra là mã ca bệnh hay họ tên.", file=path.name),
        told("Đặt tên cột ở dòng đầu, hoặc gửi kèm bảng ánh xạ."),
    )


def _take(found: Checked, context: Context, pace: Pace, result: ImportResult) -> None:
    context.begin(found.found)
    issues = found.issues
    told: list[dict[str, Any]] = []
    for part in pace.parts(found.found):
        done = write(part, issues, context)
        result.accepted += done.accepted
        result.unchanged += done.unchanged
        result.corrected += done.corrected
        told += done.issues
        issues = []  # kept with the first part
    result.rows += found.rows
    result.passed_over += found.passed_over
    result.add_issues(told)
