"""What stands in line, and how far each file is."""

from __future__ import annotations

from django.db.models import Q

from giaoban.intake.line import lane
from giaoban.intake.models import Batch, Upload
from giaoban.intake.uploads.models import State

UNDER_WAY = (State.WAITING, State.READING)


def first() -> Upload | None:
    """Whose turn it is."""
    return Upload.objects.filter(state=State.WAITING).select_related("by").order_by("since", "id").first()


def ahead(upload: Upload) -> int:
    """Files that come before this one."""
    before = Q(since__lt=upload.since) | Q(since=upload.since, id__lt=upload.id)
    return Upload.objects.filter(before, state__in=UNDER_WAY).count()


def state_of(upload: Upload) -> str:
    """Where it is; under way without any process at it, it was cut off."""
    state = upload.state
    return str(State.CUT) if state in UNDER_WAY and not lane.busy() else str(state)


def of_batch(batch: Batch) -> Upload | None:
    """The file on its way that became this batch, while it is not done."""
    found = Upload.objects.filter(sha256=batch.sha256, kind=batch.kind, by=batch.by_id)
    return found.exclude(state__in=(State.DONE, State.TELLING)).order_by("-id").first()


def done_later(batch: Batch) -> Batch | None:
    """The same file once more, from beginning to end."""
    later = Batch.objects.filter(sha256=batch.sha256, kind=batch.kind, id__gt=batch.id)
    return later.exclude(finished_at=None).order_by("id").first()
