"""Writers of one SQLite database take turns, and a turn always ends."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.utils import OperationalError

from giaoban.kernel.sqlite import base, checkpoints


@pytest.fixture
def turn(tmp_path: Path) -> base.Turn:
    return base.Turn(str(tmp_path / "db.sqlite3"))


@pytest.mark.slow
class TestTurn:
    def test_one_waits_until_the_other_has_given_it_back(self, turn: base.Turn) -> None:
        order: list[str] = []

        def other() -> None:
            assert turn.take(5)
            order.append("other")
            turn.give_back()

        assert turn.take(1)
        waiting = threading.Thread(target=other)
        waiting.start()
        time.sleep(0.02)
        order.append("first")
        turn.give_back()
        waiting.join()
        assert order == ["first", "other"]

    def test_patience_ends(self, turn: base.Turn) -> None:
        assert turn.take(1)
        assert not turn.take(0.01)

    def test_another_process_waits_too(self, tmp_path: Path) -> None:
        path = tmp_path / "db.sqlite3"
        mine = base.Turn(str(path))
        assert mine.take(1)
        code = f"from giaoban.kernel.sqlite.base import Turn; print(Turn({str(path)!r}).take(0.05))"
        asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert asked.stdout.strip() == "False"
        mine.give_back()
        asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert asked.stdout.strip() == "True"

    def test_who_asks_again_at_once_comes_after_another_process_that_waited(self, tmp_path: Path) -> None:
        path = tmp_path / "db.sqlite3"
        mine = base.Turn(str(path))
        code = f"from giaoban.kernel.sqlite.base import Turn; t = Turn({str(path)!r}); "
        code += "print('ready', flush=True); print(t.take(20), flush=True); input()"
        argv, pipe = [sys.executable, "-c", code], subprocess.PIPE
        with subprocess.Popen(argv, stdin=pipe, stdout=pipe, text=True) as other:
            assert other.stdin and other.stdout
            assert mine.take(1)
            other.stdout.readline()
            while mine._locked(base._NEXT):  # until the other waits
                mine._let_go(base._NEXT)
                time.sleep(0.001)
            mine.give_back()
            assert not mine.take(0.2)
            assert other.stdout.readline().strip() == "True"
            other.stdin.close()


class Never:
    def take(self, patience: float) -> bool:
        return False


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no turns")
@pytest.mark.django_db(transaction=True)
class TestTransactions:
    def test_a_failed_one_gives_its_turn_back(self) -> None:
        for _ in range(3):
            with pytest.raises(RuntimeError), transaction.atomic():
                raise RuntimeError
        with transaction.atomic():
            pass
        assert connection._turn is None

    def test_one_inside_another_asks_for_no_second_turn(self) -> None:
        with transaction.atomic(), transaction.atomic():
            assert connection.in_atomic_block
        assert connection._turn is None

    def test_whoever_waits_too_long_hears_what_sqlite_says(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(base, "turn_of", lambda path: Never())
        monkeypatch.setattr(base.DatabaseWrapper, "is_in_memory_db", lambda self: False)
        with pytest.raises(OperationalError, match="locked"), transaction.atomic():
            pass


@pytest.fixture
def wrapper(tmp_path: Path) -> Iterator[base.DatabaseWrapper]:
    """A database in a file: that of the tests is in memory."""
    options = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL;"}
    made = base.DatabaseWrapper(
        {**connection.settings_dict, "NAME": tmp_path / "long.sqlite3", "OPTIONS": options}
    )
    yield made
    made.close()


def asked(wrapper: base.DatabaseWrapper, pragma: str) -> int:
    found: int = wrapper.connection.execute(f"PRAGMA {pragma}").fetchone()[0]
    return found


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own checkpoints")
@pytest.mark.django_db
class TestALongImport:
    def test_its_pages_are_in_the_database_when_it_ends(
        self, wrapper: base.DatabaseWrapper, tmp_path: Path
    ) -> None:
        with wrapper.long_import():
            write_some(wrapper)
        (tmp_path / "long.sqlite3-wal").rename(tmp_path / "gone")
        with sqlite3.connect(f"file:{tmp_path}/long.sqlite3?immutable=1", uri=True) as found:
            assert found.execute("SELECT count(*) FROM words").fetchone() == (200,)

    def test_afterwards_the_connection_is_as_it_was(self, wrapper: base.DatabaseWrapper) -> None:
        wrapper.ensure_connection()
        wrapper.connection.executescript("PRAGMA synchronous=EXTRA; PRAGMA wal_autocheckpoint=77;")
        changed = ("wal_autocheckpoint", "synchronous")
        with wrapper.long_import():
            assert [asked(wrapper, pragma) for pragma in changed] == [0, 1]
        assert [asked(wrapper, pragma) for pragma in changed] == [77, 3]

    def test_a_failed_one_is_over_too(self, wrapper: base.DatabaseWrapper) -> None:
        with pytest.raises(RuntimeError), wrapper.long_import():
            write_some(wrapper)
            raise RuntimeError
        assert wrapper._checkpoints is None and asked(wrapper, "synchronous") == 2

    def test_more_waits_until_a_long_log_is_copied(
        self, wrapper: base.DatabaseWrapper, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        copied = threading.Event()
        monkeypatch.setattr(checkpoints.Checkpoints, "_copied", lambda kept: copied.wait(20) and 3)
        with wrapper.long_import():
            kept = wrapper._checkpoints
            assert kept is not None
            kept._pages = 10**6
            kept.due()
            more = threading.Thread(target=kept.room)
            more.start()
            more.join(0.05)
            assert more.is_alive()
            copied.set()
            more.join(20)
            assert not more.is_alive()


def write_some(wrapper: base.DatabaseWrapper) -> None:
    wrapper.ensure_connection()
    wrapper.connection.execute("CREATE TABLE words (word TEXT)")
    for _ in range(200):
        wrapper._start_transaction_under_autocommit()
        wrapper.connection.execute("INSERT INTO words VALUES (?)", ["x" * 2000])
        wrapper.commit()
