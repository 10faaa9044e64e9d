"""Times importing a line list and a register of residents on SQLite and PostgreSQL.

Run: python -m bench.import_linelist [--rows 100000] [--runs 3]. Each database has a process of its own;
processor seconds tell a slow program from a busy machine. `--memory 100000 1000000` imports a list of each
length instead: peak memory, rows a second, and how long another writer waited.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from bench import linelist_data

ROWS = 100_000
_BOTH = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
AT = datetime(2022, 3, 31, 18, 0)
# written by the imports, children first
_TABLES = (
    "registry_casestate", "registry_caserevision", "registry_case", "registry_dose", "registry_identity",
    "registry_person", "registry_household", "intake_rowissue", "intake_return", "intake_batch",
)  # fmt: skip


def run(runs: int, rows: int = ROWS) -> dict[str, Any]:
    """{database: {import: {rows_per_s, rows_per_processor_s, …}}} of both databases, medians."""
    from giaoban.config.commands import postgres

    found = {"sqlite": _in_child(runs, rows, {})}
    if postgres.programs() is None:
        return found
    with postgres.cluster() as url:
        found["postgresql"] = _in_child(runs, rows, {"DATABASE_URL": url})
    return found


def _in_child(runs: int, rows: int, more: dict[str, str]) -> Any:
    with tempfile.TemporaryDirectory(prefix="giaoban-bench-") as state:
        own = {"GIAOBAN_STATE": state, "GIAOBAN_ROOT_PLACE": linelist_data.PROVINCE, "GIAOBAN_KEY": "22" * 32}
        argv = [sys.executable, "-m", "bench.import_linelist", "--here", f"--rows={rows}", f"--runs={runs}"]
        done = subprocess.run(argv, env={**os.environ, **own, **more}, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return json.loads(done.stdout)


def here(runs: int, rows: int) -> dict[str, Any]:
    """In this process, on the database the environment names."""
    from giaoban.config.commands.common import setup

    setup()
    from django.core.management import call_command

    from giaoban.places.actions import load_trees
    from giaoban.registry.linelist.run import import_linelist
    from giaoban.registry.residents import import_residents

    call_command("migrate", verbosity=0, interactive=False)
    load_trees()
    if os.environ.get("GIAOBAN_BENCH") == "memory":
        return _watched(rows)
    with tempfile.TemporaryDirectory() as folder:
        cases = linelist_data.linelist(Path(folder) / "cases.csv", rows)
        people = linelist_data.register(Path(folder) / "residents.csv", rows)
        return {
            "linelist": _timed(lambda: import_linelist(cases, by=None, at=AT), runs, rows),
            "linelist, the same file again": _timed(
                lambda: import_linelist(cases, by=None, at=AT), runs, rows, again=True
            ),
            "residents": _timed(lambda: import_residents(people, by=None, at=AT), runs, rows),
        }


def _timed(action: Callable[[], Any], runs: int, rows: int, *, again: bool = False) -> dict[str, Any]:
    wall, writing, reading = [], [], []
    for _ in range(runs):
        if not again:
            _empty()
        started, worked = time.perf_counter(), _processor()
        result = action()
        wall.append(time.perf_counter() - started)
        writing.append(_processor()[0] - worked[0])
        reading.append(_processor()[1] - worked[1])
        taken = result.unchanged if again else result.accepted
        if taken != rows:
            raise RuntimeError(f"{taken} of {rows} rows were taken")
    return {
        "rows": rows, "runs": runs,
        "median_s": round(statistics.median(wall), 2),
        "writing_processor_s": round(statistics.median(writing), 2),
        "reading_processor_s": round(statistics.median(reading), 2),
        "rows_per_s": round(rows / statistics.median(wall)),
        "rows_per_processor_s": round(rows / max(map(statistics.median, (writing, reading)))),
    }  # fmt: skip


def _processor() -> tuple[float, float]:
    """Seconds of this process, which writes, and of those it waited for, which read; the longer counts."""
    used = [resource.getrusage(who) for who in _BOTH]
    return used[0].ru_utime + used[0].ru_stime, used[1].ru_utime + used[1].ru_stime


def memory(sizes: list[int]) -> dict[int, Any]:
    """{rows: {peak_mb, rows_per_s, longest_wait_s, …}} on SQLite, a process for each size."""
    return {rows: _in_child(1, rows, {"GIAOBAN_BENCH": "memory"}) for rows in sizes}


def _watched(rows: int) -> dict[str, Any]:
    """One import in this process while another one writes a row every tenth of a second."""
    from threading import Event, Thread

    from giaoban.registry.linelist.run import import_linelist

    stop, waits = Event(), [0.0]
    with tempfile.TemporaryDirectory() as folder:
        cases = linelist_data.linelist(Path(folder) / "cases.csv", rows)
        other = Thread(target=_write_beside, args=(stop, waits))
        other.start()
        started, worked = time.perf_counter(), _processor()
        taken = import_linelist(cases, by=None, at=AT).accepted
        wall, used = time.perf_counter() - started, _processor()
        peaks = [resource.getrusage(who).ru_maxrss for who in _BOTH]
        stop.set()
        other.join()
    assert taken == rows
    writing, reading = (now - before for now, before in zip(used, worked, strict=True))
    return {
        "peak_mb": round(sum(peaks) / 1024), "rows_per_s": round(rows / wall),
        "rows_per_processor_s": round(rows / max(writing, reading)),
        "writing_processor_s": round(writing, 1), "reading_processor_s": round(reading, 1),
        "writes_beside": len(waits) - 1, "longest_wait_s": round(max(waits), 2),
    }  # fmt: skip


def _write_beside(stop: Any, waits: list[float]) -> None:
    """In a process of its own, as another officer's would be: it tells how long each write took.

    The number is otherwise than before each time: SQLite leaves out a write that changes nothing.
    """
    code = (
        "import sys, time, django\n"
        "django.setup()\n"
        "from django.db import connection, transaction\n"
        "connection.ensure_connection()\n"
        "for line in sys.stdin:\n"
        "    start = time.perf_counter()\n"
        "    with transaction.atomic(), connection.cursor() as cursor:\n"
        "        cursor.execute('UPDATE intake_batch SET rows = rows + 1')\n"
        "    print(time.perf_counter() - start, flush=True)\n"
    )
    argv = [sys.executable, "-c", code]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdin and writer.stdout
        while not stop.wait(0.1):
            writer.stdin.write("\n")
            writer.stdin.flush()
            waits.append(float(writer.stdout.readline()))
        writer.stdin.close()


def _empty() -> None:
    from django.db import connection

    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(_TABLES)} CASCADE")
            return
        for table in _TABLES:
            cursor.execute(f"DELETE FROM {table}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--here", action="store_true", help="only the database the environment names")
    parser.add_argument("--memory", type=int, nargs="+", help="lengths to import, memory measured")
    given = parser.parse_args()
    if given.memory:
        print(json.dumps(memory(given.memory), indent=1))
        return
    print(json.dumps((here if given.here else run)(given.runs, given.rows), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
