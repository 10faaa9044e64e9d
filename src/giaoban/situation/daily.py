"""New cases of every commune day by day, over a frozen snapshot: one statement for a whole province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.situation import frozen
from giaoban.situation.models import Evaluation

# As `queries.curve`: cases by their announcement; of communes without a line list what they returned by day.
_SQL = """
    WITH inside AS (
        SELECT code, full_name, path, population FROM units
        WHERE level = 'commune' AND (path = $path OR starts_with(path, $path || '/'))
    ), counted AS (
        SELECT unit, announced AS day, 1.0 AS n FROM cases
        UNION ALL
        SELECT unit, to_date AS day, value AS n FROM returns
        WHERE indicator = 'new_cases' AND from_date = to_date AND unit NOT IN (SELECT unit FROM cases)
    )
    SELECT i.code, i.full_name, i.path, i.population, c.day, sum(c.n) AS n
    FROM inside i LEFT JOIN counted c ON c.unit = i.code AND c.day BETWEEN $first AND $last
    GROUP BY ALL ORDER BY i.path, c.day
"""


@dataclass(frozen=True)
class Row:
    """One commune; `cases` of the days up to the window's end, oldest first, zero days included."""

    code: str
    name: str
    path: str
    population: int
    cases: tuple[float, ...]


def by_commune(evaluation: Evaluation, path: str, days: int) -> list[Row]:
    """Every commune below a path, also those without a case."""
    first = evaluation.end - timedelta(days=days - 1)
    with frozen.opened(evaluation.snapshot, evaluation.count) as con:
        asked = {"path": path, "first": first, "last": evaluation.end}
        found = con.execute(_SQL, asked).fetchall()
    held: dict[str, tuple[str, str, int, dict[date, float]]] = {}
    for code, name, own, population, day, n in found:
        kept = held.setdefault(code, (name, own, int(population or 0), {}))
        if day is not None:
            kept[3][day] = float(n)
    wanted = [first + timedelta(days=n) for n in range(days)]
    return [
        Row(code, name, own, population, tuple(by_day.get(day, 0.0) for day in wanted))
        for code, (name, own, population, by_day) in held.items()
    ]
