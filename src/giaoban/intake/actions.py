"""Writes of intake: a batch opened, its issues, its end."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from giaoban.intake.models import Batch, RowIssue
from giaoban.intake.result import ImportResult
from giaoban.kernel import audit, bulk
from giaoban.kernel.sealing import seal
from giaoban.kernel.told import parts_of, pattern_of

_ISSUE = [
    "batch_id", "row", "outcome", "column", "code", "reason", "next_step", "params", "suggestions", "sealed",
]  # fmt: skip
_NOTICED = 500  # lines kept of what was passed over; a report has a dozen


def open_batch(
    *, by: Any, kind: str, path: Path, sha256: str, source: str, place_id: int | None, at: datetime
) -> Batch:
    with transaction.atomic():
        batch = Batch.objects.create(
            kind=kind, filename=path.name[:200], sha256=sha256, source=source,
            place_id=place_id, by=by, received_at=at,
        )  # fmt: skip
        audit.record(by, "intake.open_batch", f"batch:{batch.id}", kind=kind, sha256=sha256)
    return batch


def keep_issues(*, batch: Batch, issues: list[dict[str, Any]]) -> None:
    """Rows not taken, sealed as received. Called inside the transaction of their batch of rows."""
    if not issues:
        return
    bulk.insert(
        RowIssue,
        _ISSUE,
        (
            (
                batch.id, i["row"], i["outcome"], i.get("column", "")[:80], i["code"],
                pattern_of(i["reason"])[:300], pattern_of(i.get("next", ""))[:300],
                json.dumps(parts_of(i["reason"], i.get("next", "")), ensure_ascii=False),
                json.dumps(i.get("suggestions", []), ensure_ascii=False),
                seal({"cells": [str(c) for c in i["cells"]]}),
            )
            for i in issues
        ),
    )  # fmt: skip


def close_batch(*, by: Any, batch: Batch, result: ImportResult, at: datetime) -> None:
    with transaction.atomic():
        Batch.objects.filter(id=batch.id).update(
            finished_at=at, rows=result.rows, accepted=result.accepted,
            unchanged=result.unchanged, corrected=result.corrected, noticed=result.noticed[:_NOTICED],
        )  # fmt: skip
        audit.record(
            by, "intake.close_batch", f"batch:{batch.id}", rows=result.rows,
            accepted=result.accepted, unchanged=result.unchanged, corrected=result.corrected,
            refused=len(result.refused), held=len(result.held),
        )  # fmt: skip
