"""Reads the worked examples: Markdown tables in, rows and expectations out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from giaoban.analytics.tables import TABLES

HERE = Path(__file__).parent


@dataclass
class Spec:
    file: str
    claim: str
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    expected: list[tuple[str, str, str, float | None]] = field(default_factory=list)


def specs() -> Iterator[Spec]:
    for path in sorted(HERE.glob("*.md")):
        for block in path.read_text("utf-8").split("\n## ")[1:]:
            claim, _, body = block.partition("\n")
            spec = Spec(path.stem, claim.strip())
            for name, rows in _tables(body):
                if name == "expect":
                    spec.expected = list(_expectations(rows))
                else:
                    spec.tables[name] = [_typed(name, row) for row in rows]
            yield spec


def _tables(body: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    name, header, rows = "", [], []
    for line in [*body.splitlines(), "end"]:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not header:
                header = cells
            elif not cells[0].startswith("---"):
                rows.append(dict(zip(header, cells, strict=True)))
        elif line.strip():
            if header:
                yield name, rows
            name, header, rows = line.strip(), [], []


def _expectations(rows: list[dict[str, str]]) -> Iterator[tuple[str, str, str, float | None]]:
    for row in rows:
        for window, value in row.items():
            if window in ("indicator", "place"):
                continue
            if value or not _share_of_one_window(row["indicator"], window):
                yield row["indicator"], row["place"], window, float(value) if value else None


def _share_of_one_window(indicator: str, window: str) -> bool:
    """Shares, rates and changes are judged in the current window; an empty cell says no more."""
    from giaoban.analytics.reference.derived import derived_ids

    return indicator in derived_ids() and window != "current"


def _typed(table: str, row: dict[str, str]) -> dict[str, Any]:
    return {name: _value(TABLES[table].column(name).type, text) for name, text in row.items()}


def _value(type_: pa.DataType, text: str) -> Any:
    if text == "":
        return None
    if pa.types.is_date(type_):
        return date.fromisoformat(text)
    if pa.types.is_timestamp(type_):
        return datetime.fromisoformat(text)
    if pa.types.is_boolean(type_):
        return text == "true"
    if pa.types.is_integer(type_):
        return int(text)
    return float(text) if pa.types.is_floating(type_) else text
