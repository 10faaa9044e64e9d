"""Writes of files in line: put there, begun, counted, ended one way or another."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from giaoban.intake.models import Upload
from giaoban.intake.uploads.models import State
from giaoban.kernel import audit, bulk, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.told import parts_of, pattern_of


@transaction.atomic
def put(*, by: Any, upload: Upload) -> None:
    """At the end of the line, for the first time or once more; what its columns are stays told."""
    _now(upload, State.WAITING, rows=0, trouble={})
    audit.record(by, "intake.put_in_line", f"upload:{upload.id}", kind=upload.kind)


@transaction.atomic
def begin(*, by: Any, upload: Upload) -> bool:
    """Whether it was still waiting: it may have been dropped meanwhile."""
    bulk.one_writer()
    waiting = Upload.objects.filter(id=upload.id, state=State.WAITING)
    begun = waiting.update(state=State.READING, rows=0) == 1  # `since` stays: it says whose turn is next
    if begun:
        upload.state = State.READING
        audit.record(by, "intake.begin", f"upload:{upload.id}")
    return begun


@transaction.atomic
def count(*, by: Any, upload: Upload, rows: int) -> None:
    """How far it is, for whoever looks: a fact about nothing, so the trail does not have it."""
    Upload.objects.filter(id=upload.id).update(rows=rows)


@transaction.atomic
def ask_columns(*, by: Any, upload: Upload, headings: list[str], mapping: dict[str, Any]) -> None:
    """It does not explain itself, or its sender wants to see how it would be read."""
    _now(upload, State.TELLING, headings=headings, mapping=mapping)
    audit.record(by, "intake.ask_columns", f"upload:{upload.id}")


@transaction.atomic
def end(*, by: Any, upload: Upload, batch_id: int | None) -> None:
    _now(upload, State.DONE, batch_id=batch_id)
    audit.record(by, "intake.end", f"upload:{upload.id}", batch=batch_id)


@transaction.atomic
def fail(*, by: Any, upload: Upload, error: UserError) -> None:
    message, step = error.message, error.next_step
    trouble = {"code": error.code, "message": pattern_of(message), "next": pattern_of(step)}
    _now(upload, State.FAILED, trouble=trouble | {"parts": parts_of(message, step)})
    audit.record(by, "intake.fail", f"upload:{upload.id}", code=error.code)


@transaction.atomic
def give_up(*, by: Any) -> None:
    """Files whose process is gone, found by the one that holds the lock now."""
    for upload in Upload.objects.filter(state=State.READING):
        _now(upload, State.CUT)
        audit.record(by, "intake.cut", f"upload:{upload.id}", rows=upload.rows)


def _now(upload: Upload, state: str, **facts: Any) -> None:
    for name, value in (facts | {"state": state, "since": clock.now()}).items():
        setattr(upload, name, value)
    Upload.objects.filter(id=upload.id).update(state=state, since=upload.since, **facts)
