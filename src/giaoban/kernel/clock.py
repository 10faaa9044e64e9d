"""The domain clock. Sessions, lock-out and codes use real time; everything else asks here.

`GIAOBAN_CLOCK=2022-03-07T07:00` sets where the domain clock starts; it then runs on. Production refuses it.
Local times are naive datetimes of Asia/Ho_Chi_Minh (UTC+7, no summer time), as officials write them.
"""

from __future__ import annotations

import os
import time
from datetime import date, datetime, timedelta, timezone

LOCAL = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
_started = time.monotonic()


def now() -> datetime:
    """Local time without zone, by the domain clock."""
    start = os.environ.get("GIAOBAN_CLOCK")
    if start:
        return datetime.fromisoformat(start) + timedelta(seconds=time.monotonic() - _started)
    return datetime.now(LOCAL).replace(tzinfo=None)


def today() -> date:
    return now().date()
