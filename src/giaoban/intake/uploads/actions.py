"""Writes of files that wait: received, told, dropped; a mapping kept by name."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from giaoban.intake import received
from giaoban.intake.mapping import encoding_in
from giaoban.intake.models import Batch
from giaoban.intake.sheets import open_sheet
from giaoban.intake.uploads.models import SavedMapping, State, Upload
from giaoban.intake.uploads.rules import signature
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.told import told

WAITS = timedelta(days=7)  # guess: who has not told a file's columns in a week sends it again


def receive(
    *, by: Any, kind: str, path: Path, mapping: dict[str, Any], review: bool = False, unopened: bool = False
) -> Upload:
    """Keep a file sealed until its columns are told; files nobody told for a week are dropped on the way.

    `unopened`: opening it would take too long here; whoever imports it does so.
    """
    now = clock.now()
    with received.keep(path) as (copy, sha256):
        headings = [] if unopened else open_sheet(copy, encoding=encoding_in(mapping)).columns
    with transaction.atomic():
        upload = Upload.objects.create(
            kind=kind, filename=path.name[:200], sha256=sha256, headings=headings, mapping=mapping,
            by=by, received_at=now, since=now, review=review,
        )  # fmt: skip
        audit.record(by, "intake.receive", f"upload:{upload.id}", kind=kind, sha256=sha256)
    under_way = (State.WAITING, State.READING)
    for old in Upload.objects.filter(received_at__lt=now - WAITS).exclude(state__in=under_way):
        drop(by=by, upload=old)
    return upload


@transaction.atomic
def tell(*, by: Any, upload: Upload, mapping: dict[str, Any]) -> None:
    """What the columns are, as told so far."""
    Upload.objects.filter(id=upload.id).update(mapping=mapping)
    upload.mapping = mapping
    audit.record(by, "intake.tell", f"upload:{upload.id}", fields=sorted(mapping.get("columns") or {}))


def drop(*, by: Any, upload: Upload) -> bool:
    """The file is imported or given up, unless its import began meanwhile. What no batch refers to leaves the
    disk as well."""
    with transaction.atomic():
        gone, _ = Upload.objects.filter(id=upload.id, state=upload.state).delete()
        if not gone:
            return False
        audit.record(by, "intake.drop", f"upload:{upload.id}", sha256=upload.sha256)
    used = Batch.objects.filter(sha256=upload.sha256).exists()
    if not used and not Upload.objects.filter(sha256=upload.sha256).exists():
        received.forget(upload.sha256)
    return True


@transaction.atomic
def save_mapping(*, by: Any, unit_id: int, upload: Upload, name: str) -> SavedMapping:
    """Keep the mapping of a file under a name; the same name at the same unit is written anew."""
    name = " ".join(name.split())[:80]
    if not name:
        raise UserError("name_absent", told("Bảng ánh xạ chưa có tên."), told("Đặt một cái tên dễ nhận ra."))
    saved, _ = SavedMapping.objects.update_or_create(
        unit_id=unit_id, kind=upload.kind, name=name,
        defaults={
            "signature": signature(upload.headings), "mapping": upload.mapping, "by": by,
            "saved_at": clock.now(),
        },
    )  # fmt: skip
    audit.record(by, "intake.save_mapping", f"mapping:{saved.id}", kind=upload.kind)
    return saved
