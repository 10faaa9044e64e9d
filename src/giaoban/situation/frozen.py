"""Opening a frozen snapshot: its tables in DuckDB, its indicators as stored SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache

import duckdb

from giaoban.analytics import engine, windows
from giaoban.analytics.compiled import Compiled
from giaoban.situation import parts
from giaoban.situation.models import Evaluation, Snapshot

ALWAYS = ("units", "cases")  # the tree, and the facts of the cases that are shown


@contextmanager
def opened(
    snapshot: Snapshot, count: str = "province", sql: str | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that sees the tables of the snapshot; given a query, only those it reads.

    A year has hundreds of parts, and looking into each costs more than a query over the few it needs.
    """
    con = engine.connect()
    try:
        files = {
            name: [str(parts.path(p["sha256"])) for p in held]
            for name, held in snapshot.manifest.items()
            if sql is None or name in ALWAYS or f'"{name}"' in sql
        }
        engine.open_extract(con, files, count=count)
        yield con
    finally:
        con.close()


@contextmanager
def asked(
    evaluation: Evaluation, window: str | None = None, sql: str | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The snapshot of an evaluation with its windows (or the one that is opened) and rule numbers."""
    wanted = [w for w in standard(evaluation.start, evaluation.end) if window in (None, w.name)]
    with opened(evaluation.snapshot, evaluation.count, sql) as con:
        engine.ask(con, tuple(wanted), evaluation.params)
        yield con


def standard(start: date, end: date) -> tuple[windows.Window, ...]:
    return windows.standard(start, end)


@lru_cache(maxsize=4)
def compiled(sha256: str) -> Compiled:
    return Compiled.from_json(parts.path(sha256, ".json").read_text("utf-8"))
