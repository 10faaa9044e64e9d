"""Importing one line-list file from end to end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from giaoban.intake import actions as intake
from giaoban.intake.beside import helped
from giaoban.intake.fields import LINELIST
from giaoban.intake.mapping import Mapping, bind, load
from giaoban.intake.received import keep
from giaoban.intake.result import ImportResult
from giaoban.intake.sheets import open_sheet
from giaoban.kernel import bulk, clock
from giaoban.kernel.errors import UserError
from giaoban.places import trees as places
from giaoban.registry.linelist.checked import Checked, checked, context_of
from giaoban.registry.linelist.shapes import Context
from giaoban.registry.linelist.write import write

SOURCE = "linelist"


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
    given = mapping if isinstance(mapping, dict) else load(mapping)
    with keep(path) as (copy, sha256), bulk.rarely_collected(), helped(copy) as beside:
        bound = bind(given, open_sheet(copy).columns, LINELIST)
        usable(bound, path)
        source = str(bound.constants.get("source", SOURCE))[:80]
        fallback = places.fallback_unit(at.date())
        batch = intake.open_batch(
            by=by, kind="linelist", path=path, sha256=sha256, source=source,
            place_id=fallback.id if fallback else None, at=at,
        )  # fmt: skip
        context = context_of(batch, bound, source, at)
        result = ImportResult(path.name, batch=batch.id)
        for found in beside.batches(checked, path=copy, mapping=bound, source=source, at=at):
            _take(found, context, result)
            progress(result.rows)
        intake.close_batch(by=by, batch=batch, result=result, at=at)
    return result


def usable(mapping: Mapping, path: Path) -> None:
    if mapping.has("case_id") or mapping.has("name") or mapping.key:
        return
    raise UserError(
        "header_unrecognised",
        f"Tệp “{path.name}” không có cột nào nhận ra là mã ca bệnh hay họ tên.",
        "Đặt tên cột ở dòng đầu, hoặc gửi kèm bảng ánh xạ (--mapping).",
    )


def _take(found: Checked, context: Context, result: ImportResult) -> None:
    done = write(found.found, found.issues, context)
    result.rows += found.rows
    result.accepted += done.accepted
    result.unchanged += done.unchanged
    result.corrected += done.corrected
    result.passed_over += found.passed_over
    result.add_issues(done.issues)
