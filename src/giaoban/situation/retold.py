"""An evaluation told on another tree: the same counts, standing in the units of another day.

Counts add up, so each unit's own count goes where its people went and is summed anew; shares, rates and
medians are made of the counts told over. Counts of units (communes at a level, communes reporting) are not
told: half a commune at level 3 means nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from giaoban.analytics import figures
from giaoban.analytics.catalogue import CATALOGUE, leaves
from giaoban.analytics.definition import Count
from giaoban.places import queries as places
from giaoban.places.retelling import Way, ways
from giaoban.situation import frozen, parts
from giaoban.situation.models import Evaluation

OF_UNITS = frozenset({"communes", "levels", "reporting"})  # shared tables whose rows are units

_TOLD = """
    WITH below AS (
      SELECT indicator, "window", parent AS unit, bucket, sum(value) AS value
      FROM counted JOIN units ON code = unit WHERE parent IS NOT NULL GROUP BY ALL),
    own AS (
      SELECT c.indicator, c."window", c.unit, c.bucket, c.value - coalesce(b.value, 0) AS value,
        b.unit IS NULL AS leaf
      FROM counted c LEFT JOIN below b ON b.indicator = c.indicator AND b."window" = c."window"
        AND b.unit = c.unit AND b.bucket IS NOT DISTINCT FROM c.bucket),
    above AS (SELECT code AS leaf, unnest(string_split(path, '/')) AS place FROM told_units),
    reach AS (
      SELECT old, place, sum(weight) AS share,
        bool_or(estimated AND place = new) OR sum(weight) < 1 - 1e-9 AS guessed
      FROM ways JOIN above ON leaf = new GROUP BY ALL)
    SELECT indicator, "window", place AS unit, bucket, round(sum(value * share), 9) AS value,
      bool_or(guessed AND value <> 0) AS estimated
    FROM own JOIN reach ON old = unit WHERE leaf OR abs(value) > 1e-9 GROUP BY ALL"""


@dataclass(frozen=True)
class Retold:
    """Figures by unit of the other tree; `guessed` = {unit: counts that hold a share of a divided one}.

    A divided unit whose parts all lie in one place is no guess there.
    """

    tree: date
    places: dict[str, figures.Place]
    ways: list[Way]
    guessed: dict[str, set[str]]

    def estimated(self, unit: str, indicator_id: str) -> bool:
        """Whether any count a figure is made of holds a share of a divided unit."""
        return not self.guessed.get(unit, set()).isdisjoint({*leaves(indicator_id), indicator_id})

    def told(self, indicator_id: str) -> bool:
        """Whether the figure is one that can be told on another tree at all."""
        return not any(_of_units(leaf) for leaf in leaves(indicator_id))


def retold(evaluation: Evaluation, tree: date) -> Retold:
    """The evaluation's counts on the tree of that day."""
    found = ways(evaluation.end, tree)
    told = _counts(evaluation, tree, found)
    windows = frozen.standard(evaluation.start, evaluation.end)
    by_unit: dict[str, figures.Place] = defaultdict(lambda: figures.Place({}, {}, windows, evaluation.params))
    by_unit |= figures.places(told.drop_columns(["estimated"]), windows, evaluation.params)
    guessed: dict[str, set[str]] = defaultdict(set)
    shares = told.filter(told["estimated"])
    for unit, name in zip(shares["unit"].to_pylist(), shares["indicator"].to_pylist(), strict=True):
        guessed[unit].add(name)
    return Retold(tree, by_unit, found, dict(guessed))


def _counts(evaluation: Evaluation, tree: date, found: list[Way]) -> pa.Table:
    rows = list(places.valid_on(tree).values_list("code", "path"))
    with frozen.opened(evaluation.snapshot, sql="") as con:
        con.register("ways", pa.Table.from_pylist([way._asdict() for way in found]))
        con.register("told_units", pa.table({"code": [c for c, _ in rows], "path": [p for _, p in rows]}))
        con.execute(
            f"CREATE TEMP VIEW counted AS SELECT * FROM read_parquet('{parts.path(evaluation.counts)}')"
        )
        return con.sql(_TOLD).to_arrow_table()


def _of_units(leaf: str) -> bool:
    count = CATALOGUE[leaf]
    return isinstance(count, Count) and count.over in OF_UNITS and count.weight is None
