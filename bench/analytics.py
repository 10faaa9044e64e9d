"""Times the indicators over a made-up province of full size. Run: python -m bench.analytics"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from bench.analytics_data import WINDOW_END, WINDOW_START, province, write
from giaoban.analytics import compiled as cache
from giaoban.analytics import engine
from giaoban.analytics.figures import place
from giaoban.analytics.tables import EXTRACTED
from giaoban.analytics.windows import standard

WINDOWS = standard(WINDOW_START, WINDOW_END)
PARAMS = {"isolation_days": 10.0, "elderly_age": 65.0}
DISTRICT = "VN/22/195"
OPENED = ("new", "active", "home_share", "hospital_under_12", "deaths", "level3")


def timed(run: Callable[[], Any], times: int) -> dict[str, float]:
    run()
    spent, work = [], time.process_time()
    for _ in range(times):
        start = time.perf_counter()
        run()
        spent.append(time.perf_counter() - start)
    # Processor seconds tell a slow program from a busy machine.
    return {"median_s": round(statistics.median(spent), 3), "least_s": round(min(spent), 3),
            "most_s": round(max(spent), 3), "runs": times,
            "processor_s": round((time.process_time() - work) / times, 3)}


def manifest(folder: Path) -> dict[str, list[str]]:
    if not (folder / "cases.parquet").exists():
        return write(folder, province())
    return {name: [str(folder / f"{name}.parquet")] for name in EXTRACTED}


def measure(folder: Path, times: int) -> dict[str, dict[str, float]]:
    compiled = cache.load(folder)
    con = engine.connect()
    engine.open_extract(con, manifest(folder))

    def briefing() -> None:
        rolled = engine.roll_up(con, engine.compute(con, compiled, WINDOWS, PARAMS))
        of = place(rolled, "22", WINDOWS, PARAMS)
        for indicator in compiled.records:
            of.figure(indicator)

    results = {
        "compute": timed(lambda: engine.compute(con, compiled, WINDOWS, PARAMS), times),
        "compute, roll up, figures of the province": timed(briefing, times)}
    engine.ask(con, WINDOWS[:1], PARAMS)
    for indicator in OPENED:
        asked = (con, compiled.records_sql(indicator), "current")
        results[f"count records: {indicator}"] = timed(
            partial(engine.record_count, *asked, path=DISTRICT), times)
        results[f"open page of records: {indicator}"] = timed(
            partial(engine.records, *asked, path=DISTRICT, limit=100), times)
    return results


def passes(folder: Path) -> dict[str, float]:
    """What each pass over a shared table costs, to see where the time goes."""
    compiled = cache.load(folder)
    con = engine.connect()
    engine.open_extract(con, manifest(folder))
    engine.ask(con, WINDOWS, PARAMS)
    spent = {}
    for one in compiled.totals + compiled.spreads:
        sql = compiled.standing_alone(one["sql"], [one["over"]])
        label = f"{one['over']} ({len(one.get('ids', [1]))})"
        spent[label] = timed(partial(fetched, con, sql), 3)["median_s"]
    return spent


def fetched(con: duckdb.DuckDBPyConnection, sql: str) -> pa.Table:
    return con.sql(sql).to_arrow_table()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder to keep the made-up province in")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--passes", action="store_true", help="time each pass alone")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.data or Path(scratch)
        manifest(folder)
        found = passes(folder) if args.passes else measure(folder, args.times)
    print(json.dumps(found, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
