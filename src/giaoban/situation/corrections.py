"""Why a figure told before has another value now: the rows of then and of now, counted by what became of
them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from giaoban.analytics import engine
from giaoban.analytics.catalogue import CATALOGUE
from giaoban.situation import frozen, verifying
from giaoban.situation.models import Evaluation, Snapshot
from giaoban.situation.opening import keys


@dataclass(frozen=True)
class Tally:
    """Rows that changed a figure. `moved` came from or went to another place or unit of the place."""

    added: int = 0  # not known then
    corrected: int = 0  # known then and now, their facts otherwise
    moved: int = 0
    withdrawn: int = 0  # known then, no longer counted anywhere

    @property
    def rows(self) -> int:
        return self.added + self.corrected + self.moved + self.withdrawn


def seen_now(before: Evaluation, snapshot: Snapshot) -> Evaluation:
    """The window of an earlier evaluation over a later snapshot; computed, never stored."""
    return Evaluation(
        snapshot=snapshot, start=before.start, end=before.end, count=before.count, params=before.params
    )


def values_now(seen: Evaluation, place: str) -> dict[str, float | None]:
    """Every figure of a place in an evaluation that was not stored."""
    found = verifying.recompute(seen).place(place)
    return {name: found.value(name) for name in CATALOGUE} if found else {}


def tallies(
    now: Evaluation, before: Evaluation, indicator_ids: Sequence[str], path: str, window: str | None
) -> dict[str, Tally]:
    """`window` is the one of `now` that `before` told: "base" for the week before, None for the same."""
    if not indicator_ids:
        return {}
    con = engine.connect()
    try:
        con.register("known_then", _known(before))
        con.register("known_now", _known(now))
        return {name: _tally(con, now, before, name, path, window) for name in indicator_ids}
    finally:
        con.close()


def _tally(
    con: duckdb.DuckDBPyConnection, now: Evaluation, before: Evaluation, name: str, path: str,
    window: str | None,
) -> Tally:  # fmt: skip
    con.register("old_rows", keys(before, name, path))
    con.register("new_rows", keys(now, name, path, window))
    [counts] = con.execute(_TALLY, {"path": path}).fetchall()
    return Tally(*(int(n or 0) for n in counts))


def _known(evaluation: Evaluation) -> pa.Table:
    """Every case a snapshot knows, and where."""
    sql = 'SELECT c."case" AS known, u.path FROM cases c JOIN units u ON u.code = c.unit'
    with frozen.opened(evaluation.snapshot, evaluation.count, "") as con:
        return con.sql(sql).to_arrow_table()


# A case is followed through the snapshots. A return that was corrected is another row of the same unit.
_TALLY = """
    WITH came AS (SELECT * FROM new_rows ANTI JOIN old_rows USING (key)),
    went AS (SELECT * FROM old_rows ANTI JOIN new_rows USING (key)),
    kept AS (SELECT count(*) AS n FROM new_rows n JOIN old_rows o USING (key) WHERE n.unit <> o.unit),
    cases_came AS (
      SELECT k.known IS NULL AS fresh, k.path = $path OR starts_with(k.path, $path || '/') AS inside
      FROM came c LEFT JOIN known_then k ON k.known = c."case" WHERE c."case" IS NOT NULL),
    cases_went AS (
      SELECT k.known IS NULL AS lost, k.path = $path OR starts_with(k.path, $path || '/') AS inside
      FROM went c LEFT JOIN known_now k ON k.known = c."case" WHERE c."case" IS NOT NULL),
    others AS (
      SELECT coalesce(a.n, 0) AS came, coalesce(b.n, 0) AS went
      FROM (SELECT unit, count(*) AS n FROM came WHERE "case" IS NULL GROUP BY unit) a
      FULL JOIN (SELECT unit, count(*) AS n FROM went WHERE "case" IS NULL GROUP BY unit) b USING (unit))
    SELECT
      (SELECT count(*) FILTER (fresh) FROM cases_came)
        + (SELECT coalesce(sum(came - least(came, went)), 0) FROM others),
      (SELECT count(*) FILTER (NOT fresh AND inside) FROM cases_came)
        + (SELECT count(*) FILTER (NOT lost AND inside) FROM cases_went)
        + (SELECT coalesce(sum(least(came, went)), 0) FROM others),
      (SELECT count(*) FILTER (NOT fresh AND NOT inside) FROM cases_came)
        + (SELECT count(*) FILTER (NOT lost AND NOT inside) FROM cases_went) + (SELECT n FROM kept),
      (SELECT count(*) FILTER (lost) FROM cases_went)
        + (SELECT coalesce(sum(went - least(came, went)), 0) FROM others)"""
