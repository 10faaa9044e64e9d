"""The table contract: what the extract holds, column by column, and whether a table keeps to it."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from giaoban.analytics.contract.care import CARE_ALARMS, CARE_DAYS, HOME_CARE, REFERRALS
from giaoban.analytics.contract.cases import CASES, SPELLS
from giaoban.analytics.contract.places import (
    ANNOUNCED_LEVELS,
    PARAMS,
    POPULATION,
    UNITS,
    WINDOWS,
)
from giaoban.analytics.contract.resources import BED_COUNTS, POSTINGS, STOCK_DAYS
from giaoban.analytics.contract.returns import RETURNS
from giaoban.analytics.contract.shape import Column, TableShape
from giaoban.analytics.contract.tests import TESTS
from giaoban.analytics.contract.vaccination import PERSONS

TABLES: dict[str, TableShape] = {shape.name: shape for shape in (
    UNITS, POPULATION, PERSONS, CASES, SPELLS, RETURNS, TESTS, ANNOUNCED_LEVELS, HOME_CARE, CARE_DAYS,
    CARE_ALARMS, REFERRALS, STOCK_DAYS, BED_COUNTS, POSTINGS, WINDOWS, PARAMS)}

# Made for one briefing, not frozen with the extract.
ASKED = ("windows", "params")
EXTRACTED = tuple(name for name in TABLES if name not in ASKED)


class BrokenContract(ValueError):
    """A table does not keep to the contract; the message names every breach."""


def empty(name: str) -> pa.Table:
    return TABLES[name].schema.empty_table()


def validate(table: pa.Table, name: str) -> None:
    """Refuse missing columns, other types, nulls where none may be, unknown words, double keys."""
    shape = TABLES[name]
    breaches = [breach for column in shape.columns for breach in _breaches(table, column)]
    if not breaches and shape.key and _doubled(table, shape.key):
        breaches.append(f"{'+'.join(shape.key)}: a key stands twice")
    if breaches:
        raise BrokenContract(f"{name}: " + "; ".join(breaches))


def _breaches(table: pa.Table, column: Column) -> list[str]:
    if column.name not in table.column_names:
        return [f"{column.name}: missing"]
    held = table[column.name]
    if held.type != column.type:
        return [f"{column.name}: {held.type}, not {column.type}"]
    found = []
    if held.null_count and not column.nullable:
        found.append(f"{column.name}: {held.null_count} empty")
    strange = _strangers(held, column.values) if column.values else []
    if strange:
        found.append(f"{column.name}: unknown {', '.join(strange)}")
    return found


def _strangers(held: pa.ChunkedArray, known: tuple[str, ...]) -> list[str]:
    return sorted(v for v in pc.unique(held).to_pylist() if v is not None and v not in known)


def _doubled(table: pa.Table, key: tuple[str, ...]) -> bool:
    return table.group_by(list(key)).aggregate([]).num_rows != table.num_rows


def tables_markdown() -> str:
    """The contract as a page of the documentation."""
    lines = ["# Tables of the extract", ""]
    for shape in TABLES.values():
        lines += [f"## `{shape.name}`", "", f"{shape.grain_vi} – {shape.grain_en}"
                  + (f"; written in the order of {', '.join(shape.order)}" if shape.order else ""),
                  "",
                  "| column | type | may be empty | Vietnamese | English | values |",
                  "|---|---|---|---|---|---|"]
        lines += [f"| `{c.name}` | {c.type} | {'yes' if c.nullable else ''} | {c.vi} | {c.en} "
                  f"| {', '.join(c.values)} |" for c in shape.columns]
        lines.append("")
    return "\n".join(lines)
