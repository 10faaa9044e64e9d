"""The field record that answers a task: sealed exactly as received, opened again for those who may see it."""

from __future__ import annotations

import json
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from giaoban.directives.models import Task
from giaoban.intake import actions as intake
from giaoban.intake import received
from giaoban.intake.models import Batch
from giaoban.intake.result import ImportResult
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import unseal_bytes

LARGEST = 20 * 1024 * 1024  # bytes of one file; a guess: a scanned report of fifty pages


def keep_answer(
    *, by: Any, task: Task, note: str, value: float | None, file: Path | None, at: datetime
) -> Batch:
    """The answer as one record of intake: what was typed, and the file beside it under its own hash."""
    record = {
        "task": task.pk,
        "body": task.body,
        "note": note,
        "value": value,
        "measure": task.measure,
        "file": _keep_file(file) if file else None,
        "received_at": at.isoformat(),
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"tra-loi-{task.pk}.json"
        path.write_text(json.dumps(record, ensure_ascii=False, sort_keys=True), encoding="utf-8")
        with received.keep(path) as (copy, sha256):
            batch = intake.open_batch(
                by=by, kind="answer", path=copy, sha256=sha256, source=f"task:{task.pk}",
                place_id=task.unit_id, at=at,
            )  # fmt: skip
    intake.close_batch(by=by, batch=batch, result=ImportResult(batch.filename, rows=1, accepted=1), at=at)
    return batch


def _keep_file(file: Path) -> dict[str, Any]:
    size = file.stat().st_size
    if size == 0:
        raise UserError("file_empty", f"Tệp “{file.name}” trống.", "Chọn lại tệp minh chứng.")
    if size > LARGEST:
        raise UserError("file_too_large", f"Tệp “{file.name}” lớn hơn 20 MB.", "Chia nhỏ hoặc nén tệp lại.")
    with received.keep(file) as (copy, sha256):
        return {"name": copy.name, "sha256": sha256, "bytes": size}


def opened(batch: Batch) -> dict[str, Any]:
    """The record of an answer, as it was received."""
    found: dict[str, Any] = json.loads(_unsealed(batch.sha256))
    return found


def file_of(record: dict[str, Any]) -> tuple[str, bytes] | None:
    """Name and content of the file sent with an answer."""
    file = record.get("file")
    return (file["name"], _unsealed(file["sha256"])) if file else None


def _unsealed(sha256: str) -> bytes:
    """The content under a hash: blocks, each after its length in four bytes, as `intake.received` seals."""
    try:
        raw = (Path(settings.STATE) / "received" / f"{sha256}.sealed").read_bytes()
    except FileNotFoundError as error:
        raise UserError(
            "record_absent",
            "Không thấy bản ghi gốc trong thư mục dữ liệu.",
            "Khôi phục thư mục “received” từ bản sao lưu.",
        ) from error
    blocks, at = [], 0
    while at < len(raw):
        size = int.from_bytes(raw[at : at + 4], "big")
        blocks.append(unseal_bytes(raw[at + 4 : at + 4 + size]))
        at += 4 + size
    return b"".join(blocks)
