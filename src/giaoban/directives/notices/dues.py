"""When the words of a notice's deadline end: counted from the notice's own date. Pure."""

from __future__ import annotations

from datetime import date, datetime, time

from giaoban.directives.deadlines import Deadline, resolve_deadline
from giaoban.kernel.vietnamese import date_vi

# A notice bears a date, no hour: terms in hours are counted from the start of that working day (a guess).
_MORNING = time(7, 30)


def due_of(words: str, noticed: date | None, now: datetime) -> Deadline:
    """What is past cannot be given out: the officer writes another deadline."""
    old = noticed is not None and noticed < now.date()
    base = datetime.combine(noticed, _MORNING) if noticed is not None and old else now
    found = resolve_deadline(words, base)
    if found.at is not None and found.at < now:
        return Deadline(None, f"{found.rule}: đã qua ngày {date_vi(found.at.date())}; ghi một thời hạn mới")
    return found
