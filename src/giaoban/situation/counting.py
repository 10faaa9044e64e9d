"""The counts an evaluation holds of some units, and how many rows stand behind a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from giaoban.analytics.catalogue import CATALOGUE, leaves
from giaoban.analytics.definition import Count
from giaoban.situation import frozen, parts
from giaoban.situation.models import Evaluation
from giaoban.situation.opening import window_of

_INSIDE = "SELECT code FROM units WHERE path = $path OR starts_with(path, $path || '/')"


def counts_of(evaluation: Evaluation, units: Sequence[str]) -> pa.Table:
    """The rolled-up counts of some units, read without touching the others' row groups."""
    return pq.read_table(parts.path(evaluation.counts), filters=[("unit", "in", list(units))])


def _is_weighted(indicator_id: str) -> bool:
    """Whether rows of this indicator carry a number of their own (returns) instead of counting one."""
    counts = (CATALOGUE[leaf] for leaf in leaves(indicator_id))
    return any(isinstance(c, Count) and c.weight is not None for c in counts)


def record_count(evaluation: Evaluation, path: str, indicator_ids: Sequence[str]) -> dict[str, int]:
    """How many rows stand behind each of some figures.

    Where a row counts as one the evaluation has the number already; only rows that carry a number of their
    own (returns, populations) are looked at, all in one statement.
    """
    told = _counted(evaluation, path.rpartition("/")[2])
    rows = {(name, leaf): told.get((leaf, window_of(name)), 0.0) for name in indicator_ids
            for leaf in leaves(name)}  # fmt: skip
    weighing = {(leaf, window_of(name)) for name, leaf in rows if _is_weighted(leaf)}
    weighed = _weighed_rows(evaluation, path, sorted(weighing))
    found = dict.fromkeys(indicator_ids, 0)
    for (name, leaf), counted in rows.items():
        found[name] += weighed.get((leaf, window_of(name)), int(counted))
    return found


def record_counts(evaluation: Evaluation, paths: Sequence[str], indicator_id: str) -> dict[str, int]:
    """As `record_count`, of one figure in many places: the snapshot is opened once, or not at all."""
    counted = {path: _counted(evaluation, path.rpartition("/")[2]) for path in paths}
    plain = [leaf for leaf in leaves(indicator_id) if not _is_weighted(leaf)]
    window = window_of(indicator_id)
    found = {path: int(sum(counted[path].get((leaf, window), 0.0) for leaf in plain)) for path in paths}
    for leaf in leaves(indicator_id):
        for unit, n in _rows_by_unit(evaluation, leaf, window) if _is_weighted(leaf) else ():
            for path in paths:
                if unit == path or unit.startswith(path + "/"):
                    found[path] += n
    return found


def _rows_by_unit(evaluation: Evaluation, leaf: str, window: str) -> list[tuple[str, int]]:
    """(path of a unit, rows of its own) of a count whose rows carry numbers."""
    sql = frozen.compiled(evaluation.snapshot.sql).records_sql(leaf)
    asked = (
        f'SELECT u.path, count(*) FROM ({sql}) r JOIN units u ON u.code = r.unit '
        f"WHERE r.\"window\" = '{window}' GROUP BY ALL"
    )
    with frozen.asked(evaluation, sql=sql) as con:
        found: list[tuple[str, int]] = con.execute(asked).fetchall()
    return found


def _counted(evaluation: Evaluation, unit: str) -> dict[tuple[str, str], float]:
    columns = counts_of(evaluation, [unit]).select(["indicator", "window", "value"])
    found: dict[tuple[str, str], float] = defaultdict(float)
    for indicator, window, value in zip(*(c.to_pylist() for c in columns.columns), strict=True):
        found[indicator, window] += value  # of a median each value has its own line
    return found


def _weighed_rows(
    evaluation: Evaluation, path: str, asked: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    if not asked:
        return {}
    compiled = frozen.compiled(evaluation.snapshot.sql)
    forms = [compiled.form(leaf) for leaf, _ in asked]
    over = sorted({name for _, names in forms for name in names})
    shared = [compiled.shared[name] for name in over]
    with frozen.asked(evaluation, sql="\n".join([*shared, *(sql for sql, _ in forms)])) as con:
        for name, sql in zip(over, shared, strict=True):
            con.execute(f'CREATE TEMP TABLE "shared_{name}" AS {sql}')
        con.execute(f"CREATE TEMP TABLE inside AS {_INSIDE}", {"path": path})
        each = [
            f'SELECT {i} AS nth, count(*) AS n FROM ({sql}) WHERE "window" = \'{window}\' '
            "AND unit IN (SELECT code FROM inside)"
            for i, ((sql, _), (_, window)) in enumerate(zip(forms, asked, strict=True))
        ]
        found = con.execute(" UNION ALL ".join(each) + " ORDER BY nth").fetchall()
    return {key: n for key, (_, n) in zip(asked, found, strict=True)}
