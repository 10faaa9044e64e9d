"""The tables an indicator is written over, as ibis expressions."""

from __future__ import annotations

from functools import cache
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from giaoban.analytics.contract.states import STATES
from giaoban.analytics.protected import GROUP_IDS
from giaoban.analytics.tables import TABLES

# Day numbers make the two engines agree where date arithmetic would not.
_DAY_ZERO = (1900, 1, 1)
# Room for the rank of a state below the day number; the longest list has six states.
_RANKS = 10

_IBIS_TYPES = {pa.string(): "string", pa.float64(): "float64", pa.int32(): "int32",
               pa.int64(): "int64", pa.date32(): "date", pa.bool_(): "boolean",
               pa.timestamp("us"): "timestamp"}


@cache
def base(name: str) -> ir.Table:
    schema = {field.name: _IBIS_TYPES[field.type] for field in TABLES[name].schema}
    return ibis.table(schema, name=name)


class Tables:
    """The tables of the contract as attributes, the shared tables by `shared`.

    `stored=True` reads shared tables by name, as the engine holds them; otherwise each is written
    out in full, which is what a records form needs to stand alone.
    """

    def __init__(self, *, stored: bool = False) -> None:
        self._stored = stored

    def __getattr__(self, name: str) -> ir.Table:
        if name not in TABLES:
            raise AttributeError(name)
        return base(name)

    @property
    def ends(self) -> ir.Table:
        return self.windows.select("end").distinct()

    def shared(self, name: str) -> ir.Table:
        expression = _shared(name)
        if not self._stored:
            return expression
        return ibis.table(expression.schema(), name=shared_name(name))


def shared_name(name: str) -> str:
    return f"shared_{name}"


@cache
def _shared(name: str) -> ir.Table:
    # The shared tables are written over this module.
    from giaoban.analytics.shared import SHARED

    return SHARED[name].table(Tables())


def day_number(day: Any) -> Any:
    return day.delta(ibis.date(*_DAY_ZERO), unit="day")


def state_key(spells: ir.Table, kind: str) -> Any:
    """One number that orders a case's spells of a kind: later begun first, then the graver."""
    ranked = ibis.cases(*((spells.value == value, rank)
                          for rank, value in enumerate(STATES[kind], start=1)))
    return ibis.ifelse(spells.kind == kind, day_number(spells.from_date) * _RANKS + ranked,
                       ibis.null("int64"))


def rank_of(key: Any) -> Any:
    return key % _RANKS


def group_flags(row: ir.Table, t: Tables, *kept: str) -> ir.Table:
    """The kept columns and one flag a protected group; two of them are made of the age."""
    joined = row.cross_join(limit(t, "elderly_age"))
    made = {"elderly": joined.age >= joined.elderly_age, "under12": joined.age < 12}
    return joined.select(*kept, **{name: made[name] if name in made else joined[name]
                                   for name in GROUP_IDS})


def limit(t: Tables, name: str) -> ir.Table:
    """One row with one number of a rule, empty where it was not given."""
    value = ibis.ifelse(t.params.name == name, t.params.value, ibis.null("float64"))
    return t.params.aggregate(**{name: value.max()})
