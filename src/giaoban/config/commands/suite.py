"""Running pytest: on SQLite everything, on PostgreSQL the tests that use the database."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from giaoban.config.commands import postgres
from giaoban.config.commands.checks import Result, environment
from giaoban.config.commands.common import ROOT

_NO_TESTS = 5  # pytest's exit code when nothing was collected
_INTERRUPTED = 2
# a test over a second is to be marked slow, so that --quick stays quick
_SLOWEST = ("--durations=10", "--durations-min=1.0")


def on_sqlite(chosen: Sequence[str], *, quick: bool, workers: int) -> Result:
    marks = ["-m", "not slow and not browser"] if quick else []
    return _pytest("pytest, SQLite", [*marks, *chosen], workers, {})


def on_postgres(chosen: Sequence[str], *, workers: int) -> Result:
    """A machine without PostgreSQL skips this with the command that would install it."""
    name = "pytest, PostgreSQL"
    if postgres.programs() is None:
        note = f"bỏ qua: không có PostgreSQL {postgres.OLDEST}; cài bằng {postgres.INSTALL}"
        print(f"── {name}: {note}")
        return Result(name, 0, 0, 0.0, note=note)
    try:
        with postgres.cluster() as url:
            return _pytest(
                name, chosen, workers, {"DATABASE_URL": url, "GIAOBAN_TEST_DB": "postgres"}
            )
    except postgres.ClusterFailed as error:
        print(f"── {name}: không khởi động được cụm PostgreSQL tạm\n{error}")
        return Result(name, 0, 1, 0.0, note="cụm PostgreSQL tạm không khởi động được")


def _pytest(name: str, words: Sequence[str], workers: int, more: dict[str, str]) -> Result:
    print(f"\n── {name} ──", flush=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="giaoban-tally-") as directory:
        tally = Path(directory) / "tally.json"
        argv = [sys.executable, "-P", "-m", "pytest", "-rs", *_SLOWEST, *_parallel(words, workers), *words]
        code = subprocess.call(argv, cwd=ROOT, env=environment(GIAOBAN_TALLY=str(tally), **more))
        counts = _counts(tally)
    return _result(name, code, counts, time.monotonic() - started)


def _parallel(words: Sequence[str], workers: int) -> list[str]:
    """A debugger needs the terminal to itself."""
    alone = workers < 2 or any(word in ("--pdb", "-s", "--trace") for word in words)
    return [] if alone else ["-n", str(workers), "--dist", "loadgroup"]


def _counts(tally: Path) -> dict[str, int]:
    try:
        return {name: int(n) for name, n in json.loads(tally.read_text()).items()}
    except (OSError, ValueError):
        return {}


def _result(name: str, code: int, counts: dict[str, int], seconds: float) -> Result:
    """pytest that ended badly without a failed test (no collection, a crash) is one failure itself."""
    failed = counts.get("failed", 0) + counts.get("error", 0)
    passed, skipped = counts.get("passed", 0), counts.get("skipped", 0)
    if code == _NO_TESTS:
        return Result(name, passed, failed, seconds, skipped, "không có kiểm thử nào khớp")
    if code != 0 and failed == 0:
        note = "bị dừng giữa chừng" if code == _INTERRUPTED else f"pytest kết thúc với mã {code}"
        return Result(name, passed, 1, seconds, skipped, note)
    return Result(name, passed, failed, seconds, skipped)
