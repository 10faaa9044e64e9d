"""Writes every indicator out as SQL. The only door to ibis."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import ibis
import ibis.expr.types as ir

from giaoban.analytics.catalogue import CATALOGUE, leaves
from giaoban.analytics.definition import Count, Median, Sum
from giaoban.analytics.frames import Tables
from giaoban.analytics.rows import rows, spread, totals
from giaoban.analytics.shared import SHARED


def compile_all(dialect: str = "duckdb") -> dict[str, Any]:
    stored = Tables(stored=True)
    return {
        "shared": {name: sql(shared.table(Tables()), dialect) for name, shared in SHARED.items()},
        "totals": [{"over": over, "ids": [count.id for count in counts],
                    "sql": sql(totals(over, at_unit, span, counts, stored), dialect)}
                   for (over, at_unit, span), counts in passes().items()],
        "spreads": [{"over": item.over, "id": item.id, "sql": sql(spread(item, stored), dialect)}
                    for item in CATALOGUE.values() if isinstance(item, Median)],
        "records": {item.id: {"over": item.over, "sql": sql(rows(item, stored), dialect)}
                    for item in CATALOGUE.values() if isinstance(item, Count | Median)},
        "sums": {item.id: _sum(item, stored, dialect)
                 for item in CATALOGUE.values() if isinstance(item, Sum)},
    }


def _sum(item: Sum, stored: Tables, dialect: str) -> dict[str, Any]:
    parts = leaves(item.id)
    counts = [part for name in parts if isinstance(part := CATALOGUE[name], Count)]
    return {"over": sorted({count.over for count in counts}), "parts": list(parts),
            "sql": sql(rows(item, stored), dialect)}


def passes() -> dict[tuple[str, str, str], list[Count]]:
    """The counts that one pass over a shared table can make together."""
    together: dict[tuple[str, str, str], list[Count]] = defaultdict(list)
    for item in CATALOGUE.values():
        if isinstance(item, Count):
            span = item.span if SHARED[item.over].kind == "flow" else "end"
            together[item.over, item.at_unit, span].append(item)
    return dict(together)


def sql(expression: ir.Table, dialect: str) -> str:
    if dialect == "duckdb":
        return ibis.to_sql(expression, dialect="duckdb")
    from ibis.backends.sql.compilers.pyspark import PySparkCompiler
    from ibis.config import Config

    class SparkOptions(Config):
        """Its backend sets this when it connects; SQL only written down has no connection."""

        treat_nan_as_null: bool = False

    before = ibis.options.pyspark
    ibis.options.pyspark = SparkOptions()
    try:
        return str(PySparkCompiler().to_sqlglot(expression.unbind()).sql("spark", pretty=True))
    finally:
        ibis.options.pyspark = before
