"""The checks that run nothing: style, imports, types, and this house's own rules."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from giaoban.config.commands.common import ROOT

# An installation's variables must not reach the tests: they would write into its state.
_OF_AN_INSTALLATION = ("GIAOBAN_", "DATABASE_URL", "DJANGO_", "PYTEST_")
_KEPT = ("GIAOBAN_CHROMIUM",)


@dataclass(frozen=True)
class Result:
    name: str
    passed: int
    failed: int
    seconds: float
    skipped: int = 0
    note: str = ""

    def line(self) -> str:
        skipped = f", {self.skipped} bỏ qua" if self.skipped else ""
        note = f"  ({self.note})" if self.note else ""
        mark = "✗" if self.failed else "✓"
        return (
            f"{mark} {self.name:<22} {self.passed} đạt, {self.failed} hỏng{skipped}"
            f"  {self.seconds:.1f} s{note}"
        )


def environment(**more: str) -> dict[str, str]:
    """What tests run in: the user's environment without anything of an installation."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if name in _KEPT or not name.startswith(_OF_AN_INSTALLATION)
    }
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return {**clean, "PYTHONPATH": path, "PYTHONUTF8": "1", **more}


def commands(*, quick: bool) -> dict[str, list[str]]:
    """Name and words of each check. Types are left out of `--quick`: a cold mypy takes half its minute."""
    python = [sys.executable, "-P"]
    beside = Path(sys.executable).parent
    all_of_them = {
        "ruff": [*python, "-m", "ruff", "check", "."],
        "import-linter": [*python, str(beside / "lint-imports"), "--no-logo"],
        "scripts/check_actions": [*python, "scripts/check_actions.py"],
        "scripts/check_views": [*python, "scripts/check_views.py"],
        "mypy": [*python, "-m", "mypy"],
    }
    if quick:
        del all_of_them["mypy"]
    return all_of_them


def run_all(*, quick: bool) -> list[Result]:
    return [_run(name, argv) for name, argv in commands(quick=quick).items()]


def _run(name: str, argv: list[str]) -> Result:
    """A check that passes says one line; one that fails says all it has."""
    started = time.monotonic()
    done = subprocess.run(
        argv,
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    good = done.returncode == 0
    result = Result(name, int(good), int(not good), time.monotonic() - started)
    if not good:
        print(f"── {name} ──\n{done.stdout.rstrip()}")
    print(result.line(), flush=True)
    return result
