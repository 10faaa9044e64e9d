"""Writers stand in a queue of their own before they ask SQLite for its one lock.

SQLite lets a waiting writer sleep and try again, up to 100 ms at a time: with sixteen writers some starve
for seconds while the lock lies free. Here a thread waits for the others of its process without polling,
then for the other processes by a lock on a file beside the database, looked at every millisecond.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

_EVERY = 0.001  # seconds; a transaction of a page takes some three milliseconds
_BUSY = "database is locked"  # as SQLite says it


class Turn:
    """Whose turn it is to write one database: a lock among threads, then a lock among processes."""

    def __init__(self, path: str) -> None:
        self._among_threads = threading.Lock()
        self._file = os.open(f"{path}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self, patience: float) -> bool:
        """Waits at most `patience` seconds; whether the turn was got."""
        until = time.monotonic() + patience
        if not self._among_threads.acquire(timeout=patience):
            return False
        while not self._locked():
            if time.monotonic() > until:
                self._among_threads.release()
                return False
            time.sleep(_EVERY)
        return True

    def give_back(self) -> None:
        fcntl.lockf(self._file, fcntl.LOCK_UN)
        self._among_threads.release()

    def _locked(self) -> bool:
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


_turns: dict[tuple[int, str], Turn] = {}
_making = threading.Lock()


def turn_of(path: str) -> Turn:
    """One per database and process: a forked child has its own."""
    with _making:
        key = (os.getpid(), path)
        if key not in _turns:
            _turns[key] = Turn(path)
        return _turns[key]


class DatabaseWrapper(base.DatabaseWrapper):
    """Every transaction is a writer's (`transaction_mode: IMMEDIATE`): its turn lasts from BEGIN to end."""

    _turn: Turn | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._wait()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> Any:
        done = super()._commit()
        self._leave()
        return done

    def _rollback(self) -> Any:
        try:
            return super()._rollback()
        finally:
            self._leave()

    def _close(self) -> Any:
        try:
            return super()._close()
        finally:
            self._leave()

    def _wait(self) -> None:
        if self.is_in_memory_db():
            return
        turn = turn_of(str(self.settings_dict["NAME"]))
        if not turn.take(float(self.settings_dict["OPTIONS"].get("timeout", 5))):
            raise OperationalError(_BUSY)
        self._turn = turn

    def _leave(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.give_back()
