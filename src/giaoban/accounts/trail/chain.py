"""What the seal of a row and of a run of rows is made of.

Both are keyed with the installation's secret: who can write to the database but not read the key can change
a row, not its mark. Cutting the end of the chain off together with its rows can only be seen by whoever kept
the head elsewhere (`giaoban audit verify --head`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import QuerySet

from giaoban.accounts.models import AccessLog
from giaoban.kernel.models import AuditEvent
from giaoban.kernel.sealing import keyed_hash

MARK = 8  # bytes kept of a row's hash: 2⁻⁶⁴ for a forgery, and a thousand rows are 8 kB
LOGS: dict[str, type[models.Model]] = {"audit": AuditEvent, "access": AccessLog}
_COLUMNS = {
    "audit": ("id", "at", "domain_at", "by_id", "action", "subject", "data"),
    "access": ("id", "at", "user_id", "subject", "purpose", "rows"),
}


def rows_of(log: str, ids: Sequence[int]) -> QuerySet[Any, Any]:
    """Tuples of the log's columns in the order of their ids."""
    return LOGS[log].objects.filter(id__in=ids).order_by("id").values_list(*_COLUMNS[log])


def mark(log: str, row: Sequence[Any]) -> bytes:
    """A row's keyed hash; times are told in UTC, so that the zone of a server does not matter."""
    told = [value.isoformat() if hasattr(value, "isoformat") else value for value in row]
    return keyed_hash("trail", log, json.dumps(told, ensure_ascii=False, sort_keys=True))[:MARK]


def digest(before: bytes, log: str, ids: Iterable[int], marks: bytes) -> bytes:
    """Covers the rows' marks, their numbers and order, and everything sealed before."""
    return keyed_hash("seal", before.hex(), log, ",".join(map(str, ids)), marks.hex())
