"""The tables of the analytics contract, as known at a time, as content-addressed Parquet parts.

A part is named by its content: a week that changed nothing in a partition shares its part with the last.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from giaoban.analytics import tables as contract
from giaoban.places import extract as places
from giaoban.situation import parts, source

Manifest = dict[str, list[dict[str, Any]]]

# Partitions: few enough to open quickly, fine enough that a new week leaves the old ones alone.
_PARTITION = {
    "cases": "strftime(announced, '%G-W%V')",
    "spells": "strftime(announced, '%G-W%V')",
    "persons": "left(unit, 3)",  # neighbouring communes have neighbouring codes
    "doses": "left(unit, 3)",
}
_KNOWN = "cast(known_from AS timestamp) <= $at AND (known_to IS NULL OR cast(known_to AS timestamp) > $at)"
_SQL = {
    "cases": f"""
        SELECT "case", person, unit, unit_residence, unit_detected,
          cast(onset AS date) AS onset, cast(sampled AS date) AS sampled,
          cast(result AS date) AS result, cast(announced AS date) AS announced,
          cast(ministry_announced AS date) AS ministry_announced, nullif(test, '') AS test,
          nullif(found, '') AS found, cast(age AS integer) AS age, nullif(sex, '') AS sex,
          nullif(occupation, '') AS occupation, cast(underlying AS boolean) AS underlying,
          cast(pregnant AS boolean) AS pregnant, cast(minority AS boolean) AS minority,
          cast(poor AS boolean) AS poor, cast(unvaccinable AS boolean) AS unvaccinable,
          nullif(outcome, '') AS outcome, cast(outcome_date AS date) AS outcome_date,
          cast(known_from AS timestamp) AS recorded_at
        FROM raw WHERE {_KNOWN} ORDER BY "case" """,
    "persons": """
        SELECT person, unit, cast(year(cast(birth AS date)) AS integer) AS birth_year,
          nullif(sex, '') AS sex, nullif(occupation, '') AS occupation,
          cast(underlying AS boolean) AS underlying, cast(pregnant AS boolean) AS pregnant,
          cast(minority AS boolean) AS minority, cast(poor AS boolean) AS poor,
          cast(unvaccinable AS boolean) AS unvaccinable
        FROM raw WHERE cast(known_from AS timestamp) <= $at ORDER BY person""",
    "spells": """
        WITH states AS (
          SELECT "case", kind, value, cast(happened_on AS date) AS from_date,
            lead(cast(happened_on AS date)) OVER (
              PARTITION BY "case", kind ORDER BY cast(happened_on AS date), seq) AS next_date
          FROM raw WHERE cast(known_from AS timestamp) <= $at)
        SELECT s."case", c.unit, s.kind, s.value, s.from_date,
          least(s.next_date, c.outcome_date) AS to_date, c.announced
        FROM states s JOIN cases c ON c."case" = s."case"
        WHERE s.next_date IS NULL OR s.next_date > s.from_date
        ORDER BY s."case", s.kind, s.from_date""",
    "doses": """
        SELECT person, unit, cast(dose_no AS integer) AS dose_no, kind, cast(date AS date) AS date
        FROM raw WHERE cast(known_from AS timestamp) <= $at ORDER BY person, dose_no""",
    "returns": f"""
        SELECT id, unit, publisher, cast(established AS boolean) AS established,
          nullif(place_text, '') AS place_text, cast(from_date AS date) AS from_date,
          cast(to_date AS date) AS to_date, indicator, cast(value AS double) AS value, source,
          cast(known_from AS timestamp) AS recorded_at
        FROM raw WHERE {_KNOWN} ORDER BY id""",
}
_VIEW = {
    "cases": "extract_cases", "spells": "extract_states", "persons": "extract_persons",
    "doses": "extract_doses", "returns": "extract_returns",
}  # fmt: skip
# Read side by side, one process a core: about as long each.
_SHARES = (("cases", "spells", "returns"), ("persons", "doses"))


def extract(known_at: datetime, tree: date, say: Callable[[str], None] = lambda text: None) -> Manifest:
    """Write the parts of every table as known at `known_at` and return which they are."""
    con = duckdb.connect()
    con.execute("SET preserve_insertion_order = true; SET TimeZone = 'UTC'")
    manifest: Manifest = {}
    shares = [{name: f"SELECT * FROM {_VIEW[name]}" for name in share} for share in _SHARES]
    with source.reading(shares) as rows_of:
        for name, sql in _SQL.items():
            say(name)
            con.register("raw", rows_of(name))
            # the partition is worked out once a row, not once a row and part
            key = _PARTITION.get(name, "NULL")
            con.execute(
                f"CREATE TABLE {name} AS SELECT *, {key} AS partition_key FROM ({sql})", {"at": known_at}
            )
            con.unregister("raw")
            manifest[name] = _write(con, name)
    for name, rows in _places(known_at, tree).items():
        con.register(name, rows)
        manifest[name] = _write(con, name)
    con.close()
    return manifest


def _places(known_at: datetime, tree: date) -> dict[str, pa.Table]:
    return {
        "units": places.units_table(tree),
        "population": places.population_table(tree),
        "announced_levels": places.announced_table(known_at, tree),
    }


def _write(con: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    columns = ", ".join(f'"{c.name}"' for c in contract.TABLES[name].columns)
    if name not in _PARTITION:
        return [_part(con, f"SELECT {columns} FROM {name}")]
    keys = [k for (k,) in con.execute(f"SELECT DISTINCT partition_key FROM {name} ORDER BY 1").fetchall()]
    return [
        _part(con, f"SELECT {columns} FROM {name} WHERE partition_key IS NOT DISTINCT FROM ?", [k])
        for k in keys
    ] or [_part(con, f"SELECT {columns} FROM {name}")]


def _part(con: duckdb.DuckDBPyConnection, sql: str, arguments: list[Any] | None = None) -> dict[str, Any]:
    work = parts.work_file(".parquet")
    rows = con.execute(
        f"COPY ({sql}) TO '{work}' (FORMAT parquet, COMPRESSION zstd)", arguments or []
    ).fetchone()
    return {"sha256": parts.adopt(work), "rows": rows[0] if rows else 0}
