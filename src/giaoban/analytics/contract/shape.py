"""The words a table of the extract is described with."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

TEXT, NUMBER, WHOLE, ID, DAY, FLAG, MOMENT = (
    pa.string(), pa.float64(), pa.int32(), pa.int64(), pa.date32(), pa.bool_(), pa.timestamp("us"))


@dataclass(frozen=True)
class Column:
    name: str
    type: pa.DataType
    vi: str
    en: str
    nullable: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableShape:
    name: str
    grain_vi: str
    grain_en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    # The order the extract is best written in. No result depends on it; grouping neighbours takes
    # half the time of grouping strangers.
    order: tuple[str, ...] = ()

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([pa.field(c.name, c.type, nullable=c.nullable) for c in self.columns])

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)
