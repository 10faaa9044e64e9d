"""Times importing a line list and a register of residents on SQLite and PostgreSQL.

Run: python -m bench.import_linelist [--rows 100000] [--runs 3]. Each database has a process of its own;
processor seconds tell a slow program from a busy machine.
"""

from __future__ import annotations

import argparse
import json
import os
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
REACH = 5_000  # rows a second
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
    wall, processor = [], []
    for _ in range(runs):
        if not again:
            _empty()
        started, worked = time.perf_counter(), time.process_time()
        result = action()
        wall.append(time.perf_counter() - started)
        processor.append(time.process_time() - worked)
        taken = result.unchanged if again else result.accepted
        if taken != rows:
            raise RuntimeError(f"{taken} of {rows} rows were taken")
    return {
        "rows": rows, "runs": runs,
        "median_s": round(statistics.median(wall), 2),
        "processor_s": round(statistics.median(processor), 2),
        "rows_per_s": round(rows / statistics.median(wall)),
        "rows_per_processor_s": round(rows / statistics.median(processor)),
    }  # fmt: skip


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
    given = parser.parse_args()
    print(json.dumps((here if given.here else run)(given.runs, given.rows), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
