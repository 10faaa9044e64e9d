"""One file is imported at a time: whoever holds a lock on a file of the state directory is the one at it.

The lock is handed on to the process that is started and ends with it, however it ends: no number of a
process or time of a last word could say so surely.
"""

from __future__ import annotations

import fcntl
import os
import time

from django.conf import settings

from giaoban.intake.failures import mendable
from giaoban.kernel.errors import UserError

_TRIES = 5  # whoever only looks holds the lock for an instant
_BETWEEN = 0.01  # seconds


def taken(tries: int = _TRIES) -> int | None:
    """The lock as a file descriptor to be closed, or None where another process holds it."""
    path = settings.STATE / "received" / "importing.lock"
    with mendable():
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    for n in range(tries):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_BETWEEN if n + 1 < tries else 0)
        else:
            return lock
    os.close(lock)
    return None


def busy() -> bool:
    """Whether some process is importing what stands in line: none can where nothing can be written."""
    try:
        lock = taken(tries=1)
    except UserError:
        return False
    if lock is not None:
        os.close(lock)
    return lock is None
