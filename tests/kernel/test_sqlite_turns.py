"""Writers of one SQLite database take turns, and a turn always ends."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.utils import OperationalError

from giaoban.kernel.sqlite import base


@pytest.fixture
def turn(tmp_path: Path) -> base.Turn:
    return base.Turn(str(tmp_path / "db.sqlite3"))


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
        import subprocess
        import sys

        path = tmp_path / "db.sqlite3"
        mine = base.Turn(str(path))
        assert mine.take(1)
        code = f"from giaoban.kernel.sqlite.base import Turn; print(Turn({str(path)!r}).take(0.05))"
        asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert asked.stdout.strip() == "False"
        mine.give_back()
        asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert asked.stdout.strip() == "True"


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
