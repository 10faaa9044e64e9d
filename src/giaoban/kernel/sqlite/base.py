"""Writers stand in a queue of their own before they ask SQLite for its one lock.

SQLite lets a waiting writer sleep and try again, up to 100 ms at a time: with sixteen writers some starve
for seconds while the lock lies free. Here a thread waits for the others of its process without polling,
then for the other processes by locks on a file beside the database, looked at every millisecond: one says who
writes, one who is next, so that an import that asks again at once comes after whoever waited meanwhile.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
import time
from collections.abc import Iterator
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from giaoban.kernel.sqlite import checkpoints

_EVERY = 0.001  # seconds; a transaction of a page takes some three milliseconds
_BUSY = "database is locked"  # as SQLite says it
_WRITES, _NEXT = 0, 1  # bytes of the file that are locked


class Turn:
    """Whose turn it is to write one database: a lock among threads, then two among processes."""

    def __init__(self, path: str) -> None:
        self._among_threads = threading.Lock()
        self._file = os.open(f"{path}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self, patience: float) -> bool:
        """Waits at most `patience` seconds; whether the turn was got."""
        until = time.monotonic() + patience
        if not self._among_threads.acquire(timeout=patience):
            return False
        taken = False
        if self._got(_NEXT, until):
            taken = self._got(_WRITES, until)
            self._let_go(_NEXT)
        if not taken:
            self._among_threads.release()
        return taken

    def give_back(self) -> None:
        self._let_go(_WRITES)
        self._among_threads.release()

    def _got(self, byte: int, until: float) -> bool:
        while not self._locked(byte):
            if time.monotonic() > until:
                return False
            time.sleep(_EVERY)
        return True

    def _locked(self, byte: int) -> bool:
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        except OSError:
            return False
        return True

    def _let_go(self, byte: int) -> None:
        fcntl.lockf(self._file, fcntl.LOCK_UN, 1, byte)


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
    _checkpoints: checkpoints.Checkpoints | None = None

    @contextlib.contextmanager
    def long_import(self) -> Iterator[None]:
        """Many large transactions follow: see `checkpoints`. The last word on them is committed after it."""
        if self.is_in_memory_db() or self.in_atomic_block:
            yield
            return
        self.ensure_connection()
        usual = checkpoints.changed(self.connection, checkpoints.BESIDE)
        self._checkpoints = checkpoints.Checkpoints(str(self.settings_dict["NAME"]))
        try:
            yield
        finally:
            beside, self._checkpoints = self._checkpoints, None
            beside.end()
            if self.connection is not None:
                checkpoints.changed(self.connection, usual)

    def _start_transaction_under_autocommit(self) -> None:
        self._wait()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> Any:
        done = super()._commit()
        if self._checkpoints is not None:
            self._checkpoints.due()
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
        if self._checkpoints is not None:
            self._checkpoints.room()
        turn = turn_of(str(self.settings_dict["NAME"]))
        if not turn.take(float(self.settings_dict["OPTIONS"].get("timeout", 5))):
            raise OperationalError(_BUSY)
        self._turn = turn
        if self._checkpoints is not None:
            self._checkpoints.begin_anew()

    def _leave(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.give_back()
