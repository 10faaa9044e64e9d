"""How many rows one transaction writes, by the time the last ones took.

On a busy machine a batch takes thrice as long as on an idle one, in a registry of a million cases twice as
long as in an empty one; whoever writes beside waits for it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TypeVar

from django.db import connection

# Seconds; who writes beside asks to wait for no more than one. PostgreSQL hands its lock to whoever waits as
# soon as a transaction ends; on SQLite the log may have to be copied first.
_A_TRANSACTION = {"sqlite": 0.3, "postgresql": 0.6}
_LEAST = 500  # rows: half as many would change nearly as many pages of the indexes
R = TypeVar("R")


class Pace:
    """Kept through an import; each of its batches is cut anew."""

    def __init__(self) -> None:
        self._a_row = 0.0  # seconds
        self._transaction = _A_TRANSACTION[connection.vendor]

    def parts(self, rows: list[R]) -> Iterator[list[R]]:
        """The rows in about equal parts, at least one; what is done with a part is timed."""
        at, left = 0, len(rows)
        while left or not at:
            size = self._size(left)
            begun = time.monotonic()
            yield rows[at : at + size]
            if not size:
                return
            self._a_row = (time.monotonic() - begun) / size
            at, left = at + size, left - size

    def _size(self, left: int) -> int:
        if not self._a_row:
            return left
        at_once = max(_LEAST, int(self._transaction / self._a_row))
        parts = max(1, round(left / at_once))
        return -(-left // parts)
