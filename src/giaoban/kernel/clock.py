"""The domain clock. Sessions, lock-out and codes use real time; everything else asks here.

`GIAOBAN_CLOCK=2022-03-07T07:00` sets where the domain clock starts; it then runs on. Production refuses it.
`GIAOBAN_CLOCK_SINCE` (seconds of the epoch) says when it stood there, so that the processes of one
installation share one clock; without it, the start of the process.
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
        since = os.environ.get("GIAOBAN_CLOCK_SINCE")
        gone = time.time() - float(since) if since else time.monotonic() - _started
        return datetime.fromisoformat(start) + timedelta(seconds=gone)
    return datetime.now(LOCAL).replace(tzinfo=None)


def today() -> date:
    return now().date()
