"""The import of a line list, as bench.import_linelist times it, in lines of the table."""

from __future__ import annotations

from pathlib import Path

from bench.lines import Line

ASKED = 5_000.0  # rows a second
ROWS = 50_000


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
            lines.append(Line(what, "rows/s", told["rows_per_s"], asked, True, told["runs"],
                              details={"rows_per_processor_s": told["rows_per_processor_s"]}))  # fmt: skip
    return lines
