"""Two officers import overlapping files at once: on PostgreSQL two threads, on SQLite two processes."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.db import connection

from giaoban.registry.linelist import checked
from giaoban.registry.linelist.run import import_linelist
from giaoban.registry.models import Case, CaseState, Person
from tests.registry import small_tree
from tests.registry.conftest import AT, WriteFile
from tests.registry.taking import HEADER, ROW

BATCH = 10
_IMPORT = f"""
import sys, json
from datetime import datetime
from pathlib import Path
from giaoban.config.commands.common import setup
setup()
from giaoban.registry.linelist import checked, run
checked.BATCH = {BATCH}
sys.stdin.readline()
result = run.import_linelist(Path(sys.argv[1]), by=None, at=datetime.fromisoformat({AT.isoformat()!r}))
print(json.dumps([result.accepted, result.unchanged]))
"""


def lines(first: int, last: int) -> list[str]:
    return [
        ROW.replace("QN1,", f"QN{i},").replace("000175000001", f"0001750{i:05d}") for i in range(first, last)
    ]


@pytest.fixture
def files(write: WriteFile) -> list[Path]:
    return [write(HEADER, *lines(0, 40), name="a.csv"), write(HEADER, *lines(20, 60), name="b.csv")]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
class TestOverlappingFiles:
    @pytest.mark.skipif(connection.vendor != "postgresql", reason="threads share SQLite's database in memory")
    def test_two_threads_write_each_case_once(
        self, installation: None, files: list[Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(checked, "BATCH", BATCH)
        small_tree.load()
        results = in_threads(files)
        assert (sum(a for a, _ in results), sum(u for _, u in results)) == (60, 20)
        assert (Case.objects.count(), Person.objects.count(), CaseState.objects.count()) == (60, 60, 120)

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is tried with threads")
    def test_two_processes_write_each_case_once(self, installation: None, files: list[Path]) -> None:
        small_tree.load()
        settings.STATE.mkdir(parents=True)
        database = settings.STATE / "db.sqlite3"
        with sqlite3.connect(database) as copy:
            connection.connection.backup(copy)
        results = in_processes(files)
        assert (sum(a for a, _ in results), sum(u for _, u in results)) == (60, 20)
        with sqlite3.connect(database) as found:
            counts = [
                found.execute(f"SELECT count(*) FROM registry_{t}").fetchone()[0] for t in ("case", "person")
            ]
        assert counts == [60, 60]


def in_threads(files: list[Path]) -> list[tuple[int, int]]:
    results: list[tuple[int, int]] = []
    start = Barrier(len(files))

    def one(path: Path) -> None:
        try:
            start.wait()
            result = import_linelist(path, by=None, at=AT)
            results.append((result.accepted, result.unchanged))
        finally:
            connection.close()

    threads = [Thread(target=one, args=(path,)) for path in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == len(files)
    return results


def in_processes(files: list[Path]) -> list[tuple[int, int]]:
    own = {
        "GIAOBAN_STATE": str(settings.STATE), "GIAOBAN_KEY": settings.GIAOBAN_KEY,
        "GIAOBAN_ROOT_PLACE": small_tree.QUANG_NINH, "DJANGO_SETTINGS_MODULE": "giaoban.config.settings.dev",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }  # fmt: skip
    started = [
        subprocess.Popen(
            [sys.executable, "-c", _IMPORT, str(path)], env={**os.environ, **own},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for path in files
    ]  # fmt: skip
    told = [process.communicate("\n", timeout=120)[0] for process in started]
    return [tuple(json.loads(text)) for text in told]
