"""Measures what the sizing target asks. Run: python -m bench.run [names] --state DIR [--runs 3] [--date DAY]

Prints what was asked, what was measured and whether it holds; keeps it in bench/results.json, bench by bench,
and writes docs/performance.md from there. `--write` alone writes the document anew.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

from bench import report, state
from bench.analytics_data import Size
from bench.lines import machine

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
DOCUMENT = HERE.parent / "docs" / "performance.md"
BENCHES = {
    "weekly": "bench.weekly",
    "increment": "bench.increment",
    "pages": "bench.pages",
    "lists": "bench.lists",
    "import": "bench.importing",
    "duplicates": "bench.duplicates",
    "declarations": "bench.declarations",
    "checks": "bench.care_checks",
    "redistribution": "bench.redistribution",
    "reading": "bench.reading_text",
}


def measure(name: str, where: Path, runs: int, day: str, size: dict[str, Any]) -> dict[str, Any]:
    before = machine()
    started = time.perf_counter()
    lines = import_module(BENCHES[name]).run(where, runs)
    return {
        "date": day, "runs": runs, "size": size, "took_s": round(time.perf_counter() - started),
        "before": before, "after": machine(),
        "lines": [{**asdict(line), "holds": line.holds} for line in lines],
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], help="all without a name")
    state.arguments(parser)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--date", default="undated", help="the day to state in the document")
    parser.add_argument("--write", action="store_true", help="only write the document from what is kept")
    given = parser.parse_args()
    kept: dict[str, Any] = json.loads(RESULTS.read_text("utf-8")) if RESULTS.is_file() else {}
    if not given.write:
        where, size = given.state.resolve(), state.size_of(given)
        if size == Size() or "size" not in kept:  # what the document says of all that say nothing else
            kept["size"] = vars(size)
        state.ready(where, size)
        for name in given.names or BENCHES:
            kept[name] = measure(name, where, given.runs, given.date, vars(size))
            RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
            print(report.table(kept[name]["lines"]), file=sys.stdout, flush=True)
    DOCUMENT.write_text(report.document(kept, list(BENCHES)), "utf-8")


if __name__ == "__main__":
    main()
