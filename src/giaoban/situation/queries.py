"""Every read of snapshots: figures of a place, the rows behind a figure, curves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pyarrow.parquet as pq

from giaoban.analytics import figures
from giaoban.analytics.catalogue import CATALOGUE, leaves
from giaoban.analytics.definition import Change, Indicator, Median, Rate, Ratio, Share, Sum
from giaoban.analytics.protected import PROTECTED
from giaoban.places.matcher_store import matcher
from giaoban.places.matching import Matcher
from giaoban.places.models import Unit
from giaoban.situation import frozen, parts
from giaoban.situation.counting import counts_of, record_count, record_counts
from giaoban.situation.models import Evaluation, default_disease
from giaoban.situation.opening import RecordSet, differences, records, window_of

__all__ = [
    "CATALOGUE", "PROTECTED", "Change", "Indicator", "Median", "Rate", "Ratio", "RecordSet", "Share", "Sum",
    "counts_of", "curve", "differences", "figures_of", "latest", "leaves", "not_reporting",
    "record_count", "record_counts", "records", "transitions", "window_of",
]  # fmt: skip


def latest(start: date, end: date, count: str, disease: str = "") -> Evaluation | None:
    """The newest evaluation of a window: what was frozen last is what is stated."""
    return (
        Evaluation.every.filter(start=start, end=end, count=count, disease=disease or default_disease())
        .select_related("snapshot")
        .order_by("-snapshot__known_at", "-id")
        .first()
    )


def figures_of(evaluation: Evaluation, units: Sequence[str]) -> dict[str, figures.Place]:
    """A `Place` for every unit asked for, also where nothing was counted; a commune has none below."""
    if not units:
        return {}
    windows = frozen.standard(evaluation.start, evaluation.end)
    found = figures.places(counts_of(evaluation, units), windows, evaluation.params)
    return {u: found.get(u) or figures.Place({}, {}, windows, evaluation.params) for u in units}


CURVE_DAYS = 70  # ten weeks: a wave of 2022 rose and fell in about that


def curve(evaluation: Evaluation, path: str, by: str = "announced") -> list[tuple[date, float]]:
    """New cases a day up to the window's end, by announcement, sample or onset; zero days included."""
    if by not in ("announced", "sampled", "onset"):
        raise ValueError(by)
    first = evaluation.end - timedelta(days=CURVE_DAYS - 1)
    inside = "unit IN (SELECT code FROM units WHERE path = $path OR starts_with(path, $path || '/'))"
    returned = (
        "UNION ALL SELECT to_date AS day, value AS n FROM returns WHERE indicator = 'new_cases' "
        f"AND from_date = to_date AND {inside} AND unit NOT IN (SELECT unit FROM cases)"
    )
    sql = (
        "SELECT day, sum(n) FROM ("
        f"SELECT {by} AS day, 1.0 AS n FROM cases WHERE {inside} {returned if by == 'announced' else ''}"
        ") WHERE day BETWEEN $first AND $last GROUP BY day"
    )
    with frozen.opened(evaluation.snapshot, evaluation.count) as con:
        found = dict(con.execute(sql, {"path": path, "first": first, "last": evaluation.end}).fetchall())
    days = [first + timedelta(days=i) for i in range(CURVE_DAYS)]
    return [(day, float(found.get(day, 0.0))) for day in days]


def transitions(levels: dict[str, Any], codes: Sequence[str]) -> list[list[int]]:
    """4 × 4: rows the level a window earlier, columns the level now, announced for both."""
    matrix = [[0] * 4 for _ in range(4)]
    for code in codes:
        level = levels.get(code) or {}
        if level.get("previous") and level.get("announced"):
            matrix[level["previous"] - 1][level["announced"] - 1] += 1
    return matrix


def not_reporting(evaluation: Evaluation, communes: Sequence[Unit]) -> list[Unit]:
    """Communes without any record and without an explicit zero in the window."""
    counts = pq.read_table(
        parts.path(evaluation.counts),
        columns=["unit", "value"],
        filters=[("indicator", "==", "communes_reporting"), ("window", "==", "current")],
    )
    reported = {u for u, v in zip(*(c.to_pylist() for c in counts.columns), strict=True) if v}
    return [c for c in communes if c.code not in reported]


def reconciliation(evaluation: Evaluation, unit: Unit) -> dict[str, Any]:
    """Returned cases whose place is not established, to the window's end: what a province published in
    places that are not its own, and what others published in places that are.

    Rows: {publisher, place, cases, names}; `names` are the units the matcher suggests, best first.
    """
    sql = (
        "SELECT publisher, place_text, sum(value) FROM returns WHERE NOT established "
        "AND indicator = 'new_cases' AND to_date <= ? GROUP BY ALL ORDER BY 3 DESC, 2"
    )
    with frozen.opened(evaluation.snapshot) as con:
        rows = con.execute(sql, [evaluation.end]).fetchall()
    found: dict[str, Any] = {"outside": [], "unknown": [], "elsewhere": []}
    if rows:  # the matcher reads every name of the country
        _reconcile(found, rows, unit, matcher(evaluation.end))
    return {
        **found,
        **{f"{kind}_cases": sum(r["cases"] for r in held) for kind, held in list(found.items())},
    }


def _reconcile(found: dict[str, Any], rows: Sequence[tuple[Any, ...]], unit: Unit, ask: Matcher) -> None:
    for publisher, text, cases in rows:
        parts = ([p.strip() for p in (text or "").split(",")] + ["", "", ""])[:3]
        line = {"publisher": publisher, "place": text, "cases": cases}
        if publisher == unit.code:
            match = ask.match(parts[2], parts[1], parts[0])
            kind = "outside" if match.outside else "unknown"
        else:
            match = ask.match(unit.name, parts[1], parts[0])
            kind = "elsewhere" if match.sure and unit.level == "province" else ""
        if kind:
            names = [name for _, name, _ in match.suggestions[:3]]
            found[kind].append({**line, "names": names})
