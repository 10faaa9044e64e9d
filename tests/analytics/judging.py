"""Runs one extract through both engines, so that a test can compare what they say."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from giaoban.analytics import engine
from giaoban.analytics.compiled import Compiled, load
from giaoban.analytics.figures import Place, places
from giaoban.analytics.reference.answers import answer, known_ids
from giaoban.analytics.reference.derived import derived, derived_ids
from giaoban.analytics.reference.extract import Asked, Extract
from giaoban.analytics.tables import EXTRACTED, TABLES
from giaoban.analytics.windows import standard

WINDOWS = standard(date(2022, 2, 28), date(2022, 3, 6))
PARAMS = {"isolation_days": 10.0, "elderly_age": 65.0}
UNITS = [
    ("VN", None, "country", "VN"),
    ("22", "VN", "province", "VN/22"),
    ("193", "22", "district", "VN/22/193"),
    ("195", "22", "district", "VN/22/195"),
    ("00001", "193", "commune", "VN/22/193/00001"),
    ("00002", "193", "commune", "VN/22/193/00002"),
    ("00003", "195", "commune", "VN/22/195/00003"),
]
RESIDENTS = {"00001": 1000, "00002": 500, "00003": 2000}
DEFAULTS: dict[str, dict[str, Any]] = {"returns": {"publisher": "22", "established": True, "source": "s"}}

Rows = dict[str, list[dict[str, Any]]]


@cache
def compiled() -> Compiled:
    """Kept between runs and workers under the fingerprint of the sources: six seconds saved."""
    return load(Path(tempfile.gettempdir()) / "giaoban-tests")


def units() -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "parent": parent,
            "level": level,
            "name": code,
            "full_name": code,
            "path": path,
            "lat": None,
            "lon": None,
            "population": RESIDENTS.get(code),
        }
        for code, parent, level, path in UNITS
    ]


def filled(name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every column of the contract, the ones not given from the defaults or empty."""
    columns = [column.name for column in TABLES[name].columns]
    defaults = DEFAULTS.get(name, {})
    return [{column: row.get(column, defaults.get(column)) for column in columns} for row in rows]


def complete(rows: Rows) -> Rows:
    whole = {name: filled(name, rows.get(name, [])) for name in EXTRACTED}
    whole["units"] = whole["units"] or units()
    return whole


def arrow(rows: Rows) -> dict[str, pa.Table]:
    return {name: pa.Table.from_pylist(held, schema=TABLES[name].schema) for name, held in rows.items()}


def by_duckdb(rows: Rows, *, count: str = "province", only: set[str] | None = None) -> dict[str, Place]:
    """What the fast engine says; `only` leaves out passes the named indicators do not need."""
    asked = compiled() if only is None else compiled().only(only)
    con = engine.connect(threads=1)
    engine.open_extract(con, arrow(rows), count=count)
    rolled = engine.roll_up(con, engine.compute(con, asked, WINDOWS, PARAMS))
    found = places(rolled, WINDOWS, PARAMS)
    return {code: found.get(code) or Place({}, {}, WINDOWS, PARAMS) for code, *_ in UNITS}


def by_reference(rows: Rows, indicator_id: str, place: str, window: str) -> float | None:
    extract = Extract(**rows, params=PARAMS)
    asked = {w.name: Asked(extract, place, w.start, w.end) for w in WINDOWS}
    if indicator_id in derived_ids():
        return derived(indicator_id, lambda name, at: answer(name, asked[at]))
    return answer(indicator_id, asked[window])


def all_ids() -> list[str]:
    return sorted(known_ids() | derived_ids())
