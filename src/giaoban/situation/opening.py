"""Opening a figure: the rows it counts, made readable, and what became of rows counted before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from giaoban.analytics import engine
from giaoban.analytics.catalogue import CATALOGUE
from giaoban.analytics.contract.states import STATES
from giaoban.situation import frozen, prepared
from giaoban.situation.models import Evaluation

_EMPTY = pa.table({"unit": pa.array([], pa.string()), "weight": pa.array([], pa.float64())})


@dataclass(frozen=True)
class RecordSet:
    """Rows behind a figure: those of the reader's scope, and how many lie outside it."""

    rows: pa.Table
    total: int
    value: float
    outside: int


def window_of(indicator_id: str) -> str:
    """The window in which the records of a figure stand."""
    indicator = CATALOGUE[indicator_id]
    return getattr(indicator, "window", None) or getattr(indicator, "read_in", None) or "current"


def common(path: str, scope_path: str | None) -> str | None:
    """The subtree that lies in both; None where they share nothing."""
    if scope_path is None or _below(path, scope_path):
        return path
    return scope_path if _below(scope_path, path) else None


def _below(path: str, above: str) -> bool:
    return path == above or path.startswith(above + "/")


def records(
    evaluation: Evaluation,
    indicator_id: str,
    path: str,
    *,
    scope_path: str | None = None,
    window: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> RecordSet:
    """Open a figure: the rows whose count or sum it is."""
    sql, over = frozen.compiled(evaluation.snapshot.sql).form(indicator_id)
    asked = window or window_of(indicator_id)
    inside = common(path, scope_path)
    with prepared.opened(evaluation, asked, over) as con:
        con.execute(f"CREATE TEMP TABLE opened AS {_OPENED.format(sql=sql)}", {"asked": asked, "path": path})
        total, value = _count(con, path)
        if inside is None:
            return RecordSet(_EMPTY, total, value, total)
        seen = total if inside == path else _count(con, inside)[0]
        page = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
        shown = f"SELECT * EXCLUDE (unit_path){_in_words(con)} FROM opened WHERE {_INSIDE} ORDER BY ALL{page}"
        rows = con.sql(shown, params={"path": inside}).to_arrow_table()
        return RecordSet(_with_facts(con, rows, over), total, value, total - seen)


# Worked out once and asked three times: how many, how many of them in the scope, which page.
_OPENED = """
    SELECT r.*, u.path AS unit_path FROM ({sql}) r JOIN units u ON u.code = r.unit
    WHERE r."window" = $asked AND (u.path = $path OR starts_with(u.path, $path || '/'))"""
_INSIDE = "(unit_path = $path OR starts_with(unit_path, $path || '/'))"


def _in_words(con: duckdb.DuckDBPyConnection) -> str:
    """The shared tables hold ranks of states; a reader wants the words of the contract."""
    held = con.table("opened").columns
    words = [
        f"list_extract([{', '.join(repr(v) for v in values)}], {kind}) AS {kind}"
        for kind, values in STATES.items()
        if kind in held
    ]
    return f" REPLACE ({', '.join(words)})" if words else ""


def _count(con: duckdb.DuckDBPyConnection, path: str) -> tuple[int, float]:
    [(rows, total)] = con.execute(
        f"SELECT count(*), coalesce(sum(weight), 0) FROM opened WHERE {_INSIDE}", {"path": path}
    ).fetchall()
    return int(rows), float(total)


def _with_facts(con: duckdb.DuckDBPyConnection, rows: pa.Table, over: Sequence[str]) -> pa.Table:
    """The rows in their order, each case with its dates and age."""
    if "case" not in rows.column_names or not rows.num_rows:
        return rows
    numbered = rows.append_column("line", pa.array(range(rows.num_rows), pa.int64()))
    con.register("opened_rows", numbered)
    known = " UNION ".join(
        f'SELECT "case", {prepared.FACTS} FROM "shared_{name}" SEMI JOIN opened_rows USING ("case")'
        for name in over
        if "case" in con.table(f"shared_{name}").columns
    )
    mine = con.sql(
        f'SELECT r.* EXCLUDE (line), f.* EXCLUDE ("case") FROM opened_rows r LEFT JOIN ({known}) f '
        'ON f."case" = r."case" ORDER BY line'
    ).to_arrow_table()
    con.unregister("opened_rows")
    return mine


def differences(
    now: Evaluation,
    before: Evaluation,
    indicator_id: str,
    path: str,
    *,
    scope_path: str | None = None,
) -> dict[str, list[dict[str, Any]]]:
    """What became of a figure stated in `before`: rows added, gone or moved as `now` sees that window.

    Rows are keyed by case, returns by their own id, announcements by the commune they are for.
    """
    inside = common(path, scope_path)
    if inside is None:
        return {"added": [], "gone": [], "moved": []}
    window = "base" if now.start > before.start else None
    old = records(before, indicator_id, inside).rows
    new = records(now, indicator_id, inside, window=window).rows
    key = next((k for k in ("case", "person", "id") if k in new.column_names), "unit")
    con = engine.connect()
    try:
        con.register("old_rows", old)
        con.register("new_rows", new)
        return {name: con.sql(sql).to_arrow_table().to_pylist() for name, sql in _differing(key).items()}
    finally:
        con.close()


def _differing(key: str) -> dict[str, str]:
    return {
        "added": f'SELECT * FROM new_rows ANTI JOIN old_rows USING ("{key}")',
        "gone": f'SELECT * FROM old_rows ANTI JOIN new_rows USING ("{key}")',
        "moved": f'SELECT n.*, o.unit AS was FROM new_rows n JOIN old_rows o ON n."{key}" = o."{key}" '
        "WHERE n.unit <> o.unit",
    }
