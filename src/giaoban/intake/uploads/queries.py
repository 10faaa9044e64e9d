"""Files that wait for their reader, and the mappings offered for them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from giaoban.accounts.scope import Scope
from giaoban.intake.uploads.models import SavedMapping, State, Upload
from giaoban.intake.uploads.rules import signature


def waiting(scope: Scope, upload_id: int) -> Upload | None:
    """A file is seen by who sent it and by nobody else."""
    return Upload.objects.filter(id=upload_id, by_id=scope.user_id).first()


def all_waiting(scope: Scope) -> list[Upload]:
    """Files that are not in yet: asked about, in line, or stopped on the way."""
    return list(Upload.objects.filter(by_id=scope.user_id).exclude(state=State.DONE).order_by("-id"))


def offered(scope: Scope, kind: str, headings: Sequence[str]) -> list[SavedMapping]:
    """Mappings for files with these headings, kept at the reader's unit, above it or below; newest first."""
    codes = scope.path.split("/")
    above = ["/".join(codes[: n + 1]) for n in range(len(codes))]
    found = SavedMapping.objects.filter(kind=kind, signature=signature(headings))
    if not scope.whole:
        found = found.filter(Q(unit__path__in=above) | Q(unit__in=scope.unit_ids))
    return list(found.select_related("unit").order_by("-saved_at", "-id"))
