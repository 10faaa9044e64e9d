"""Opening a figure: the rows it counts, made readable, and what became of rows counted before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from giaoban.analytics import engine
from giaoban.analytics.catalogue import CATALOGUE, leaves
from giaoban.analytics.contract.states import STATES
from giaoban.situation import frozen, prepared
from giaoban.situation.models import Evaluation

_FEW = 20  # places: their rows lie together, so naming them spares reading the others
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
        total, value = _count(con, sql, asked, path)
        if inside is None:
            return RecordSet(_EMPTY, total, value, total)
        seen = total if inside == path else _count(con, sql, asked, inside)[0]
        page = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
        rows = _with_facts(con, _page(con, sql, asked, inside, page), over, _at_home(indicator_id))
        return RecordSet(rows, total, value, total - seen)


def keys(evaluation: Evaluation, indicator_id: str, path: str, window: str | None = None) -> pa.Table:
    """(key, case, unit) of every row behind a figure, and nothing else: for comparing, not for showing.

    A figure made of cases and of returns has rows of both kinds; `case` is null for what is none.
    """
    sql, over = frozen.compiled(evaluation.snapshot.sql).form(indicator_id)
    given = {"asked": window or window_of(indicator_id), "path": path}
    opened = _OPENED.format(sql=sql)
    with prepared.opened(evaluation, given["asked"], over) as con:
        columns = con.sql(f"{opened} LIMIT 0", params=given).columns
        key = _key_of(columns).format(row="r")
        case = '"case"' if "case" in columns else "NULL::bigint"
        asked = f'SELECT {key} AS key, {case} AS "case", unit FROM ({opened}) r'
        return con.sql(asked, params=given).to_arrow_table()


_KEYS = ("case", "person", "test", "id", "unit")  # the first that a row has names it
# Asked for the number of rows and for the page: each reads only the columns it needs.
_OPENED = """
    SELECT r.* FROM ({sql}) r WHERE r."window" = $asked AND r.unit IN (
      SELECT code FROM units WHERE path = $path OR starts_with(path, $path || '/'))"""


def _page(con: duckdb.DuckDBPyConnection, sql: str, asked: str, path: str, page: str) -> pa.Table:
    """Some rows by place, in the words of the contract; the shared tables hold ranks of states.

    The first column of the order decides which row groups are read, so it is not the one window asked.
    """
    given, opened = {"asked": asked, "path": path}, _OPENED.format(sql=sql)
    bare = con.sql(f"{opened} LIMIT 0", params=given)
    columns, types = bare.columns, dict(zip(bare.columns, bare.types, strict=True))
    words = [
        f"list_extract([{', '.join(repr(v) for v in values)}], {kind}) AS {kind}"
        for kind, values in STATES.items()
        if kind in types and types[kind] != duckdb.sqltypes.VARCHAR  # of beds and referrals it is a word
    ]
    shown = f"* REPLACE ({', '.join(words)})" if words else "*"
    order = ", ".join(f'"{c}"' for c in sorted(columns, key=lambda c: (c != "unit", columns.index(c))))
    return con.sql(
        f"SELECT {shown} FROM ({opened} ORDER BY {order}{page}) ORDER BY {order}",
        params=given,
    ).to_arrow_table()


def _count(con: duckdb.DuckDBPyConnection, sql: str, asked: str, path: str) -> tuple[int, float]:
    [(rows, total)] = con.execute(
        f"SELECT count(*), coalesce(sum(weight), 0) FROM ({_OPENED.format(sql=sql)})",
        {"asked": asked, "path": path},
    ).fetchall()
    return int(rows), float(total)


def _at_home(indicator_id: str) -> bool:
    """Whether the rows stand at the unit by which the shared tables are written."""
    return all(getattr(CATALOGUE[leaf], "at_unit", "unit") == "unit" for leaf in leaves(indicator_id))


def _with_facts(
    con: duckdb.DuckDBPyConnection, rows: pa.Table, over: Sequence[str], at_home: bool
) -> pa.Table:
    """The rows in their order, each case with its dates and age."""
    if "case" not in rows.column_names or not rows.num_rows:
        return rows
    numbered = rows.append_column("line", pa.array(range(rows.num_rows), pa.int64()))
    con.register("opened_rows", numbered)
    units = [u for u in rows["unit"].unique().to_pylist() if u] if at_home else []
    near = f"WHERE unit IN ({', '.join(repr(u) for u in units)})" if 0 < len(units) <= _FEW else ""
    known = " UNION ".join(
        f'SELECT "case", {prepared.FACTS} FROM "shared_{name}" SEMI JOIN opened_rows USING ("case") {near}'
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
    window: str | None = None,
) -> dict[str, list[dict[str, Any]]]:
    """What became of a figure stated in `before`: rows added, gone or moved as `now` sees that window.

    Rows are keyed by case, returns by their own id, announcements by the commune they are for. `window` is
    the one of `now` that `before` told: "base" for the window before it, None for the same.
    """
    inside = common(path, scope_path)
    if inside is None:
        return {"added": [], "gone": [], "moved": []}
    old = records(before, indicator_id, inside).rows
    new = records(now, indicator_id, inside, window=window).rows
    con = engine.connect()
    try:
        con.register("old_rows", old)
        con.register("new_rows", new)
        key = _key_of(new.column_names)
        return {name: con.sql(sql).to_arrow_table().to_pylist() for name, sql in _differing(key).items()}
    finally:
        con.close()


def _key_of(columns: Sequence[str]) -> str:
    """What a row is known by, as text: a figure made of cases and of returns has rows of both kinds."""
    named = [f"'{n} ' || cast({{row}}.\"{n}\" AS varchar)" for n in _KEYS if n in columns]
    return f"coalesce({', '.join(named)})"


def _differing(key: str) -> dict[str, str]:
    new, old = key.format(row="n"), key.format(row="o")
    return {
        "added": f"SELECT n.* FROM new_rows n ANTI JOIN old_rows o ON {new} = {old}",
        "gone": f"SELECT o.* FROM old_rows o ANTI JOIN new_rows n ON {new} = {old}",
        "moved": f"SELECT n.*, o.unit AS was FROM new_rows n JOIN old_rows o ON {new} = {old} "
        "WHERE n.unit <> o.unit",
    }
