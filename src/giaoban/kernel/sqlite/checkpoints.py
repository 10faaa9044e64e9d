"""During a long import a thread puts the pages of SQLite's log in their places, outside the turns.

A batch changes some 20,000 pages all over the indexes of a large registry. SQLite copies them from the log
into the database within the COMMIT that made the log long: half of the time for which everybody else waits.
Here the importing connection leaves that to a thread, which begins when a turn is over. It leaves out the
flush of each COMMIT as well: the log is flushed before any page of it is copied, by every COMMIT of another
connection, and by the import's own last one. A power cut takes at most the newest batches of an import that
was not done, and nothing that anybody built upon.
"""

from __future__ import annotations

import contextlib
import sqlite3
from threading import Condition, Thread

_NORMAL = 1  # of synchronous
BESIDE = {"wal_autocheckpoint": 0, "synchronous": _NORMAL}
_LONGEST = 64_000  # pages of the log, 260 MB: some four batches of a large registry
_BEGUN_WITHIN = 1  # seconds; a thread that begins takes none
_PATIENCE = 20  # seconds an import waits for its log to be copied before it goes on all the same


def changed(connection: sqlite3.Connection, pragmas: dict[str, int]) -> dict[str, int]:
    """Sets them and returns what they were before."""
    before = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas}
    for name, value in pragmas.items():
        connection.execute(f"PRAGMA {name}={value}").fetchone()
    return before


class Checkpoints:
    """`due` is said at the end of each turn, `room` asked for before each, `begin_anew` when it has come."""

    def __init__(self, path: str) -> None:
        self._database = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        self._changed = Condition()
        self._asked = self._done = 0
        self._over = self._copying = False
        self._pages = 0  # in the log when it was last copied; it begins anew only when all of it was
        self._thread = Thread(target=self._work, name="checkpoints", daemon=True)
        self._thread.start()

    def due(self) -> None:
        """Returns when the thread is at it: before, the COMMIT of whoever is next would copy the log."""
        with self._changed:
            self._asked += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._copying or self._done == self._asked, _BEGUN_WITHIN)

    def room(self) -> None:
        """Waits where the log is long and not all of it copied."""
        with self._changed:
            if self._pages > _LONGEST:
                self._changed.wait_for(lambda: self._done == self._asked, _PATIENCE)

    def begin_anew(self) -> None:
        """Within the turn: copies the few pages others wrote since, else a long log goes on growing."""
        if self._pages > _LONGEST and self._done == self._asked:
            with contextlib.suppress(sqlite3.Error):
                self._copied()

    def end(self) -> None:
        """Copies what is left. The log keeps its length: cutting it off took seconds in which all waited."""
        self._over = True
        self.due()
        self._thread.join()
        self._database.close()

    def _work(self) -> None:
        while not (self._over and self._done == self._asked):
            with self._changed:
                self._changed.wait_for(lambda: self._done < self._asked)
                asked, self._copying = self._asked, True
                self._changed.notify_all()
            # a full disk is told by the import's own next COMMIT
            with contextlib.suppress(sqlite3.Error):
                self._pages = self._copied()
            with self._changed:
                self._done, self._copying = asked, False
                self._changed.notify_all()

    def _copied(self) -> int:
        """PASSIVE: nobody waits for it, and it stops where a reader still needs the old page."""
        _, pages, _ = self._database.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return int(pages)
