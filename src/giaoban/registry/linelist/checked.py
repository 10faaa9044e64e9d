"""The rows of a file, read, checked and placed, batch by batch: all that needs no writing.

Runs where the file is imported or in a process beside it (`intake.beside`); a batch travels as columns.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings

from giaoban import policy
from giaoban.intake.mapping import Mapping
from giaoban.intake.models import Batch
from giaoban.intake.place_resolver import PlaceResolver
from giaoban.intake.sheets import open_sheet
from giaoban.kernel import bulk
from giaoban.kernel.columns import columns_of
from giaoban.places import trees as places
from giaoban.registry.linelist.record import Record, RowReader
from giaoban.registry.linelist.shapes import Context, Row, prepare

_RECORD = [f.name for f in fields(Record)][1:]  # without its cells
_ROW = [f.name for f in fields(Row)][1:]  # without its record
BATCH = 3_000  # rows checked at once; `kernel.pace` cuts them into transactions


@dataclass
class Checked:
    """`rows` lines of the file: those that can be taken, and the issues of those that cannot."""

    rows: int
    found: list[Row]
    issues: list[dict[str, Any]]
    passed_over: list[dict[str, Any]]  # lines among them or after them that are no rows

    def __reduce__(self) -> tuple[Any, ...]:
        records = [row.record for row in self.found]
        cells = [pickle.dumps(record.cells, pickle.HIGHEST_PROTOCOL) for record in records]
        columns = cells, columns_of(records, _RECORD), columns_of(self.found, _ROW)
        return _unpacked, (self.rows, *columns, self.issues, self.passed_over)


def _unpacked(rows: int, cells: list[bytes], records: Any, found: Any, *others: Any) -> Checked:
    """The cells stay packed: hardly any row's are asked for again."""
    made = list(map(Row, map(Record, cells, *records), *found))
    return Checked(rows, made, *others)


def context_of(batch: Batch, mapping: Mapping, source: str, at: datetime) -> Context:
    return Context(
        batch=batch, source=source, disease=_disease(mapping), at=at,
        stamp=bulk.db_time(at), places=PlaceResolver(places.fallback_unit(at.date())),
        present=frozenset({*mapping.index, *mapping.constants}),
    )  # fmt: skip


def _disease(mapping: Mapping) -> str:
    """Of the rows that name none: the mapping's constant, else the disease the installation is set to."""
    rules = policy.load(settings.GIAOBAN_POLICY_DIR)
    return rules.disease_named(str(mapping.constants.get("disease", ""))) or rules.default_disease


def checked(path: Path, mapping: Mapping, source: str, at: datetime) -> Iterator[Checked]:
    """The file must have been opened before: what cannot be read at all was refused then."""
    sheet = open_sheet(path, encoding=mapping.encoding, sound=True)
    reader = RowReader(mapping, at.date())
    context = context_of(Batch(), mapping, source, at)
    while (rows := list(islice(sheet.rows, BATCH))) or sheet.passed_over:
        records, issues = reader.read(rows)
        yield Checked(len(rows), [prepare(record, context) for record in records], issues, sheet.passed())
