"""The import of a line list, as bench.import_linelist times it, in lines of the table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.lines import Line

ASKED = 5_000.0  # rows a second
ROWS = 50_000
SHORT, LONG = 100_000, 1_000_000  # rows
FLAT, WAIT = 1.2, 1.0  # times the memory of a short list; seconds another writer may wait
_PROCESSOR = ("rows_per_processor_s", "writing_processor_s", "reading_processor_s")


def run(state: Path, runs: int) -> list[Line]:
    try:
        from bench import import_linelist
    except ImportError as absent:
        return [Line("importing a line list", "rows/s", None, ASKED, True, note=f"absent: {absent}")]
    lines = []
    for database, kinds in import_linelist.run(runs, ROWS).items():
        for kind, told in kinds.items():
            asked = ASKED if "again" not in kind else None
            what = f"importing {kind} of {told['rows']:,} rows ({database})"
            details = {name: told[name] for name in _PROCESSOR}
            lines.append(Line(what, "rows/s", told["rows_per_s"], asked, True, told["runs"], details=details))
    return lines + _long(import_linelist.memory([SHORT, LONG]))


def _long(told: dict[int, Any]) -> list[Line]:
    """A list of a million rows into an empty registry (sqlite), another officer writing all the while."""
    short, long = told[SHORT], told[LONG]
    what = f"importing linelist of {LONG:,} rows (sqlite)"
    details = {name: long[name] for name in _PROCESSOR}
    beside = f"{long['writes_beside']} rows written meanwhile, one every tenth of a second"
    return [
        Line(what, "rows/s", long["rows_per_s"], ASKED, True, details=details),
        Line(f"  its memory, both processes, to that of {SHORT:,} rows", "times",
             round(long["peak_mb"] / short["peak_mb"], 2), FLAT,
             details={"peak_mb": long["peak_mb"], "peak_mb_short": short["peak_mb"]}),
        Line("  the longest another writer waited", "s", long["longest_wait_s"], WAIT, note=beside),
    ]  # fmt: skip
