"""The tables of the analytics contract, as known at a time, as content-addressed Parquet parts.

A part is named by its content: a week that changed nothing in a partition shares its part with the last.
Where an earlier extract can be built upon (`increment`), only what was written since is read, and only the
parts it lies in are written; what comes out is the same to the byte.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb
import pyarrow as pa
from django.db import connection

from giaoban.analytics import tables as contract
from giaoban.care import extract as care
from giaoban.places import extract as places
from giaoban.registry.extract import NUMBERS, queries, read_whole
from giaoban.resources import extract as resources
from giaoban.situation import extract_care_sql, extract_sql, increment, parts, source
from giaoban.situation.models import default_disease

Part = dict[str, Any]
Manifest = dict[str, list[Part]]
Say = Callable[[str], None]

# table → what makes it of what was read, and the column by which a part's rows are found again
_MADE = {
    "persons": (extract_sql.PERSONS, "person"),
    "cases": (extract_sql.CASES, "case"),
    "spells": (extract_sql.SPELLS, "case"),
}
# Read side by side, one process a core: about as long each.
_SHARES = (
    ("people", "states"),
    ("unit_codes", "doses", "cases", "uncounted", "returns", "touched", "version", "marks"),
)


@dataclass(frozen=True)
class Extract:
    """`late`: (kind, ref) of what is known otherwise at a later moment; `seen`: what had been touched;
    `marks`: the highest number read of each table."""

    manifest: Manifest
    late: pa.Table
    seen: pa.Table
    version: int
    marks: dict[str, int]


def extract(
    known_at: datetime, tree: date, say: Say, base: increment.Found | None, disease: str = ""
) -> Extract:
    """Write the parts of every table as known at `known_at`, building on `base` if there is one.

    Returns, tests, doses, care and announced levels name no disease: they are the default one's. Of another
    disease there are its cases, what is known of their course, and the people.
    """
    disease = disease or default_disease()
    whole = disease == default_disease()
    con = duckdb.connect()
    con.execute("SET preserve_insertion_order = true; SET TimeZone = 'UTC'")
    try:
        with source.reading(_asked(known_at, base, disease)) as rows_of:
            read = _Reading(con, rows_of, say, whole)
            manifest = _registry(read, known_at, base)
            read.raw("raw_returns", "returns")
            read.make("returns", extract_sql.RETURNS, known_at)
            manifest["returns"] = _written(con, "returns", ["NULL"])
            read.raw("raw_samples", "samples")
            read.make("tests", extract_sql.TESTS, known_at)
            manifest["tests"] = _written(con, "tests")
            manifest |= _care(read, known_at)
            seen, version = rows_of("touched"), rows_of("version")["version"].to_pylist()
            marks = {row["name"]: row["id"] or 0 for row in rows_of("marks").to_pylist()}
        late = con.sql(extract_sql.LATE, params={"at": known_at}).to_arrow_table()
        for name, rows in _places(known_at, tree).items():
            con.register(name, rows if whole or name != "announced_levels" else rows.slice(0, 0))
            manifest[name] = [_part(con, f"SELECT {_columns(name)} FROM {name}", None)]
        return Extract(manifest, late, seen, version[0] if version else 0, marks)
    finally:
        con.close()


def _asked(known_at: datetime, base: increment.Found | None, disease: str) -> list[dict[str, str]]:
    cases, persons = (base.cases(), base.persons()) if base else ("", "")
    sql = queries(str(known_at), connection.vendor, disease, cases, persons) | {
        "unit_codes": "SELECT id, code FROM places_unit",
        "returns": "SELECT * FROM extract_returns",
        "touched": increment.SEEN,
        "version": increment.VERSION,
        "marks": increment.MARKS,
    }
    others = care.queries(str(known_at), connection.vendor) | resources.queries(
        str(known_at), connection.vendor
    )
    others |= read_whole(str(known_at))
    if not base:
        shares = [{name: sql[name] for name in share} for share in _SHARES]
        return [shares[0], shares[1] | others]
    sql |= others
    return [sql | {"touched_cases": cases, "touched_persons": persons}]


class _Reading:
    """What was read, in DuckDB under the names the SQL asks for; not `whole`: of another disease."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, rows_of: Callable[[str], pa.Table], say: Say, whole: bool
    ) -> None:
        self.con, self._rows_of, self._say, self._whole = con, rows_of, say, whole

    def raw(self, name: str, read: str = "") -> None:
        rows = self._rows_of(read or name)
        if name == "raw_doses" and not self._whole:
            rows = rows.slice(0, 0)
        for i, column in enumerate(rows.column_names):
            if column in NUMBERS | extract_care_sql.NUMBERS and rows[column].type != pa.int64():
                rows = rows.set_column(i, column, rows[column].cast(pa.int64()))
        self.con.register(name, rows)

    def make(self, name: str, sql: str, at: datetime) -> None:
        self._say(name)
        self.con.register("shape", contract.empty(name))  # an empty column would have no type of its own
        extra = "NULL::VARCHAR AS partition_key, NULL::BIGINT AS case_id"
        self.con.execute(f"CREATE TABLE {name} AS SELECT *, {extra} FROM shape")
        if name not in _MADE and not self._whole:
            return
        given = {"at": at} if "$at" in sql else {}
        self.con.execute(f"INSERT INTO {name} BY NAME {sql}", given)


def _registry(read: _Reading, known_at: datetime, base: increment.Found | None) -> Manifest:
    """Persons, cases, spells: all of them, or those that were written since with the rest of their parts."""
    needs = {
        "persons": ("unit_codes", "people", "doses"),
        "cases": ("cases", "uncounted"),
        "spells": ("states",),
    }
    renamed = {name: f"raw_{name}" for name in ("doses", "cases", "uncounted", "states")}
    if base:
        read.raw("touched_cases")
        read.raw("touched_persons")
    manifest: Manifest = {}
    for name, (sql, key) in _MADE.items():
        for raw in needs[name]:
            read.raw(renamed.get(raw, raw), raw)
        read.make(name, sql, known_at)
        if base:
            manifest[name] = _patched(read.con, name, key, base.manifest[name])
        else:
            manifest[name] = _written(read.con, name)
    return manifest


def _care(read: _Reading, known_at: datetime) -> Manifest:
    """Read whole every time: few columns, and parts that did not change keep their name."""
    manifest: Manifest = {}
    for name, (sql, needs) in extract_care_sql.MADE.items():
        for raw in needs:
            read.raw(raw)
        read.make(name, sql, known_at)
        keys = None if "partition_key" in sql else ["NULL"]
        manifest[name] = _written(read.con, name, keys)
    return manifest


def _written(con: duckdb.DuckDBPyConnection, name: str, keys: list[str] | None = None) -> list[Part]:
    """One part of every partition; of an empty table one without rows."""
    if keys is None:
        found = con.execute(f"SELECT DISTINCT partition_key FROM {name} ORDER BY 1").fetchall()
        return [_part(con, _rows(name, key), key) for (key,) in found] or [_empty(con, name)]
    order = ", ".join(f'"{c}"' for c in contract.TABLES[name].order) or "id"
    return [_part(con, f"SELECT {_columns(name)} FROM {name} ORDER BY {order}", None)]


def _patched(con: duckdb.DuckDBPyConnection, name: str, key: str, held: list[Part]) -> list[Part]:
    """The parts with the touched rows taken out and their new state put in; the others as they are."""
    touched = "touched_persons" if name == "persons" else "touched_cases"
    con.execute(f'DELETE FROM {name} WHERE "{key}" NOT IN (SELECT ref FROM {touched})')
    files = {part["key"]: str(parts.path(part["sha256"])) for part in held}
    listed = ", ".join(f"'{file}'" for file in files.values())
    hit = con.execute(
        f"SELECT DISTINCT filename FROM read_parquet([{listed}], filename = true) "
        f'WHERE "{key}" IN (SELECT ref FROM {touched})'
    ).fetchall()
    names = {file: part_key for part_key, file in files.items()}
    changed = {names[file] for (file,) in hit} | {
        k for (k,) in con.execute(f"SELECT DISTINCT partition_key FROM {name}").fetchall()
    }
    found = [part for part in held if part["key"] not in changed and part["key"] is not None]
    for k in sorted(changed & {*files}):
        con.execute(
            f"INSERT INTO {name} BY NAME SELECT *, '{k}' AS partition_key FROM read_parquet('{files[k]}') "
            f'WHERE "{key}" NOT IN (SELECT ref FROM {touched})'
        )
    written = [_part(con, _rows(name, k), k) for k in changed]
    found += [part for part in written if part["rows"]]
    return sorted(found, key=lambda part: part["key"]) or [_empty(con, name)]


def _rows(name: str, key: str) -> str:
    order = ", ".join(f'"{c}"' for c in contract.TABLES[name].order)
    return f"SELECT {_columns(name)} FROM {name} WHERE partition_key = '{key}' ORDER BY {order}"


def _columns(name: str) -> str:
    return ", ".join(f'"{c.name}"' for c in contract.TABLES[name].columns)


def _empty(con: duckdb.DuckDBPyConnection, name: str) -> Part:
    return _part(con, f"SELECT {_columns(name)} FROM {name} LIMIT 0", None)


def _places(known_at: datetime, tree: date) -> dict[str, pa.Table]:
    return {
        "units": places.units_table(tree),
        "population": places.population_table(tree),
        "announced_levels": places.announced_table(known_at, tree),
    }


def _part(con: duckdb.DuckDBPyConnection, sql: str, key: str | None) -> Part:
    work = parts.work_file(".parquet")
    rows = con.execute(f"COPY ({sql}) TO '{work}' (FORMAT parquet, COMPRESSION zstd)").fetchone()
    return {"sha256": parts.adopt(work), "rows": rows[0] if rows else 0, "key": key}
