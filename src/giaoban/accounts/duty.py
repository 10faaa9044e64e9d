"""A duty: one item of today's worklist. Computed by each app, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Severity(IntEnum):
    """The order of a worklist: what cannot wait stands first."""

    EMERGENCY = 1
    SIGN = 2
    RISK = 3
    DUE = 4
    NEW = 5


@dataclass(frozen=True)
class Duty:
    """`kind` and `key` name it for ever; `place` is a unit's path, `role` who owns it there."""

    kind: str
    key: str
    place: str
    role: str
    due: datetime | None
    severity: Severity
    link: str
    title: str
    detail: str = ""
    phone: str = ""

    def overdue(self, now: datetime) -> bool:
        return self.due is not None and self.due < now


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    """Worst first, then the earliest due; without a due time last of its rank."""
    return sorted(duties, key=lambda d: (d.severity, d.due or datetime.max, d.kind, d.key))
