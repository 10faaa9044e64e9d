"""DuckDB in the process: opens an extract, computes all indicators, opens a figure to its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import duckdb
import pyarrow as pa

from giaoban.analytics.compiled import Compiled
from giaoban.analytics.tables import EXTRACTED, empty
from giaoban.analytics.windows import Window, params_table, windows_table

# Two, because a province's server has two cores to spare; a quarter of the sizing target's laptop.
THREADS, MEMORY_LIMIT = 2, "2GB"
OPENING_LIMIT = "256MB"  # to show fifty rows of a figure; beyond it DuckDB writes to disk
# Windows are a dozen rows: comparing each case with all of them beats sorting both sides.
NESTED_LOOP_ROWS = 64
# Measured by bench.analytics --passes; the order changes the time, never a value.
HEAVIEST = ("residents", "active", "announced", "episodes", "cohort", "held")

Source = Mapping[str, Sequence[str] | pa.Table]
COUNTS = pa.schema([("indicator", pa.string()), ("window", pa.string()), ("unit", pa.string()),
                    ("bucket", pa.int64()), ("value", pa.float64())])


def connect(*, threads: int = THREADS, memory_limit: str = MEMORY_LIMIT,
            temp_directory: str | None = None) -> duckdb.DuckDBPyConnection:
    """A connection that never looks for extensions on a network: a closed one must fail at once."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads, "memory_limit": memory_limit,
        "autoinstall_known_extensions": False, "autoload_known_extensions": False}
    if temp_directory is not None:
        config["temp_directory"] = temp_directory
    con = duckdb.connect(config=config)
    con.execute(f"SET nested_loop_join_threshold = {NESTED_LOOP_ROWS}")
    return con


@cache
def _of_the_process() -> duckdb.DuckDBPyConnection:
    return connect(memory_limit=OPENING_LIMIT)


def cursor() -> duckdb.DuckDBPyConnection:
    """A connection of the process's one database, there at once; only its temporary objects are its own."""
    con = _of_the_process().cursor()
    con.execute(f"SET nested_loop_join_threshold = {NESTED_LOOP_ROWS}")
    return con


def open_extract(con: duckdb.DuckDBPyConnection, source: Source, *,
                 count: str = "province") -> None:
    """Each table of the contract as a view over Parquet files or an arrow table.

    A table the source lacks is empty. `count="ministry"` reads the ministry's day of announcement
    for the province's: the same indicators then tell the ministry's count.
    """
    for name in dict.fromkeys([*EXTRACTED, *source]):  # a snapshot of old may hold a table that is no more
        given = source.get(name)
        relation = "held_cases" if name == "cases" and count == "ministry" else name
        _view(con, relation, empty(name) if given is None else given)
    if count == "ministry":
        con.execute(
            "CREATE OR REPLACE VIEW cases AS SELECT * REPLACE (ministry_announced AS announced)"
            " FROM held_cases WHERE ministry_announced IS NOT NULL")


def _view(con: duckdb.DuckDBPyConnection, name: str, given: Sequence[str] | pa.Table) -> None:
    if isinstance(given, pa.Table):
        _keep(con, f"given_{name}", given)
        con.execute(f'CREATE OR REPLACE VIEW "{name}" AS SELECT * FROM "given_{name}"')
        return
    if not given:
        _view(con, name, empty(name.removeprefix("held_")))
        return
    files = ", ".join("'" + str(path).replace("'", "''") + "'" for path in given)
    con.execute(f'CREATE OR REPLACE VIEW "{name}" AS SELECT * FROM read_parquet([{files}])')


def _keep(con: duckdb.DuckDBPyConnection, name: str, table: pa.Table, kind: str = "TABLE") -> None:
    """As a table of the database: every cursor sees it, and the planner knows how long it is."""
    con.register("given", table)
    con.execute(f'CREATE OR REPLACE {kind} "{name}" AS SELECT * FROM given')
    con.unregister("given")


def ask(con: duckdb.DuckDBPyConnection, windows: tuple[Window, ...],
        params: Mapping[str, float] | None = None, *, alone: bool = False) -> None:
    """Puts the windows and the numbers of the rules beside the extract; `alone`, for this cursor only."""
    kind = "TEMP TABLE" if alone else "TABLE"
    _keep(con, "windows", windows_table(windows), kind)
    _keep(con, "params", params_table(params or {}), kind)


def compute(con: duckdb.DuckDBPyConnection, compiled: Compiled, windows: tuple[Window, ...],
            params: Mapping[str, float] | None = None) -> pa.Table:
    """(indicator, window, unit, bucket, value) for the unit each row names, no sums over places.

    `bucket` is empty but for medians, whose value is the number of rows in that bucket. Where no
    row counted there is no line: `figures` knows for which indicators that means zero.
    """
    ask(con, windows, params)
    counts = pa.concat_tables(_at_once(con, _passes(compiled)))
    return pa.concat_tables([counts, _sums(con, compiled, counts)])


def _passes(compiled: Compiled) -> list[str]:
    """One statement a pass, the heaviest first so that no core waits for it at the end."""
    wide = [f'SELECT indicator, "window", unit, NULL::BIGINT AS bucket, value FROM (UNPIVOT '
            f"({compiled.standing_alone(one['sql'], [one['over']])}) ON COLUMNS"
            '(* EXCLUDE ("window", unit)) INTO NAME indicator VALUE value)'
            for one in sorted(compiled.totals, key=lambda one: HEAVIEST.index(one["over"])
                              if one["over"] in HEAVIEST else len(HEAVIEST))]
    long = [f"SELECT '{one['id']}' AS indicator, \"window\", unit, bucket, value "
            f"FROM ({compiled.standing_alone(one['sql'], [one['over']])})"
            for one in compiled.spreads]
    return wide + long


def _at_once(con: duckdb.DuckDBPyConnection, statements: list[str]) -> list[pa.Table]:
    """Planning runs on one core: while one statement is planned another is executed."""
    def run(sql: str) -> pa.Table:
        cursor = con.cursor()
        try:
            return cursor.sql(sql).to_arrow_table().cast(COUNTS)
        finally:
            cursor.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, statements))


def _sums(con: duckdb.DuckDBPyConnection, compiled: Compiled, counts: pa.Table) -> pa.Table:
    made = {name for one in compiled.totals for name in one["ids"]}
    # A sum with a part left out would be a smaller number under the same name.
    pairs = [(name, part) for name, one in compiled.sums.items() if made.issuperset(one["parts"])
             for part in one["parts"]]
    con.register("given_sums", pa.table({
        "id": pa.array([name for name, _ in pairs], pa.string()),
        "part": pa.array([part for _, part in pairs], pa.string())}))
    con.register("given_counts", counts)
    return con.sql(
        'SELECT s.id AS indicator, c."window", c.unit, NULL::BIGINT AS bucket, '
        "sum(c.value) AS value FROM given_counts c JOIN given_sums s ON s.part = c.indicator "
        "GROUP BY ALL").to_arrow_table().cast(COUNTS)


def roll_up(con: duckdb.DuckDBPyConnection, counts: pa.Table) -> pa.Table:
    """The same columns with `unit` standing for a whole subtree, for every unit of the tree.

    A row whose unit the tree does not know is counted nowhere; `strangers` names such units.
    """
    con.register("given_counts", counts)
    return con.sql(
        "WITH above AS (SELECT code AS leaf, unnest(string_split(path, '/')) AS place FROM units) "
        'SELECT indicator, "window", place AS unit, bucket, sum(value) AS value '
        "FROM given_counts JOIN above ON unit = leaf GROUP BY ALL").to_arrow_table()


def strangers(con: duckdb.DuckDBPyConnection, counts: pa.Table) -> list[str]:
    """Units that stand in the rows and not in the tree."""
    con.register("given_counts", counts)
    found = con.execute("SELECT DISTINCT unit FROM given_counts ANTI JOIN units ON unit = code "
                        "ORDER BY unit").fetchall()
    return [code for (code,) in found]


def records(con: duckdb.DuckDBPyConnection, records_sql: str, window: str, *,
            path: str | None = None, units: Sequence[str] | None = None,
            limit: int | None = None, offset: int = 0) -> pa.Table:
    """The rows behind a figure, of a subtree (its path) or of named units; all without either.

    `ask` first, for the one window that is opened: states are then looked up on one day only.
    """
    inside, given = _inside(path, units)
    page = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
    order = " ORDER BY ALL" if page else ""
    return _run(con, f'SELECT * FROM ({records_sql}) WHERE "window" = ?{inside}{order}{page}',
                [window, *given])


def record_count(con: duckdb.DuckDBPyConnection, records_sql: str, window: str, *,
                 path: str | None = None, units: Sequence[str] | None = None) -> tuple[int, float]:
    """How many rows there are, and the figure they sum to."""
    inside, given = _inside(path, units)
    [(rows, total)] = con.execute(
        f'SELECT count(*), coalesce(sum(weight), 0) FROM ({records_sql}) '
        f'WHERE "window" = ?{inside}', [window, *given]).fetchall()
    return int(rows), float(total)


def _inside(path: str | None, units: Sequence[str] | None) -> tuple[str, list[object]]:
    if units is not None:
        return " AND list_contains(?, unit)", [list(units)]
    if path is None:
        return "", []
    return (" AND unit IN (SELECT code FROM units WHERE path = ? OR starts_with(path, ? || '/'))",
            [path, path])


def _run(con: duckdb.DuckDBPyConnection, sql: str, given: list[object]) -> pa.Table:
    return con.sql(sql, params=given).to_arrow_table()
