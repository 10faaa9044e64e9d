"""Shared tables of one evaluation and window, worked out when a figure is first opened and kept.

Forty figures are filters over the active cases: the states of 300,000 cases are looked up once for all of
them. What is kept can be deleted at any time; nothing is verified against it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident

import duckdb

from giaoban.analytics import engine
from giaoban.situation import frozen, parts
from giaoban.situation.models import Evaluation

# Of a case, beside what its indicator shows: enough to know which one it is without knowing who.
_FACTS = {
    "case_announced": "announced",
    "case_sampled": "sampled",
    "case_age": "age",
    "case_sex": "sex",
    "case_outcome": "outcome",
    "case_outcome_date": "outcome_date",
}
FACTS = ", ".join(_FACTS)
_FROM_CASES = ", ".join(f"c.{column} AS {name}" for name, column in _FACTS.items())
_ROW_GROUP = 8192  # a commune's rows lie in one or two groups


@contextmanager
def opened(evaluation: Evaluation, window: str, over: Sequence[str]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that sees `shared_<name>` for each of `over`, the units and the window."""
    files = {name: table(evaluation, name, window) for name in over}
    con = engine.cursor()
    try:
        for name, path in files.items():
            con.execute(f"CREATE TEMP VIEW \"shared_{name}\" AS SELECT * FROM read_parquet('{path}')")
        units = ", ".join(f"'{parts.path(p['sha256'])}'" for p in evaluation.snapshot.manifest["units"])
        con.execute(f"CREATE TEMP TABLE units AS SELECT * FROM read_parquet([{units}])")
        asked = [w for w in frozen.standard(evaluation.start, evaluation.end) if w.name == window]
        engine.ask(con, tuple(asked), evaluation.params, alone=True)
        yield con
    finally:
        con.close()


def table(evaluation: Evaluation, over: str, window: str) -> Path:
    """The file of a shared table, written if it is not there."""
    kept = _folder() / f"{_key(evaluation)}-{over}-{window}.parquet"
    if kept.is_file():
        return kept
    sql = frozen.compiled(evaluation.snapshot.sql).shared[over]
    partial = kept.with_suffix(f".{os.getpid()}-{get_ident()}.part")
    with frozen.asked(evaluation, window, sql) as con:
        con.execute(f"CREATE TEMP TABLE worked_out AS {sql}")
        facts = f", {_FROM_CASES}" if "case" in con.table("worked_out").columns else ""
        joined = 'LEFT JOIN cases c ON c."case" = r."case"' if facts else ""
        con.execute(
            f"COPY (SELECT r.*{facts} FROM worked_out r {joined} ORDER BY r.unit) TO '{partial}' "
            f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP})"
        )
    partial.replace(kept)
    return kept


def _folder() -> Path:
    folder = parts.folder().parent / "opened"
    folder.mkdir(exist_ok=True)
    return folder


def _key(evaluation: Evaluation) -> str:
    snapshot = evaluation.snapshot
    asked = [snapshot.manifest, snapshot.sql, evaluation.count, str(evaluation.start), str(evaluation.end)]
    told = json.dumps([*asked, evaluation.params], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:24]
