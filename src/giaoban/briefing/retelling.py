"""A briefing's figures told on the tree of another day. Computed when asked; the briefing stays as frozen."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from giaoban.briefing.models import Briefing
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.situation import queries as situation
from giaoban.situation.retold import Retold, retold

COMPARED = ("new", "cumulative", "active", "deaths", "recovered", "population")


def told_on(briefing: Briefing, place: Unit, tree: date) -> dict[str, Any]:
    """The documented JSON of `brief --tree`: figures of the place and of units below, the total twice."""
    evaluation = briefing.evaluation
    below = list(places.children(place, on=tree))
    found = retold(evaluation, tree)
    return {
        "id": briefing.slug,
        "snapshot": evaluation.snapshot_id,
        "tree": tree.isoformat(),
        "place": place.code,
        "name": place.full_name,
        "from": evaluation.start.isoformat(),
        "to": evaluation.end.isoformat(),
        "figures": [_figure(found, place.code, indicator) for indicator in situation.CATALOGUE.values()],
        "children": _children(found, below, _origins(found)),
        "total": _totals(briefing, found),
    }


def _figure(found: Retold, code: str, indicator: situation.Indicator) -> dict[str, Any]:
    told = found.told(indicator.id)
    figure = found.places[code].figure(indicator.id) if told else None
    return {
        "id": indicator.id,
        "label": indicator.label_vi,
        "value": figure.value if figure else None,
        "unit": indicator.unit,
        "base": figure.base if figure else None,
        "change": figure.change if figure else None,
        "numerator": figure.numerator if figure else None,
        "denominator": figure.denominator if figure else None,
        "window": figure.window if figure else None,
        "status": _status(found, code, indicator.id, figure.value if figure else None),
    }


def _status(found: Retold, code: str, indicator_id: str, value: float | None) -> str:
    if not found.told(indicator_id):
        return "not_told"
    if value is None:
        return "no_data"
    return "estimated" if found.estimated(code, indicator_id) else "computed"


def _origins(found: Retold) -> dict[str, list[dict[str, Any]]]:
    """{new unit: the old ones it holds, with their shares}."""
    origins: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for way in found.ways:
        origins[way.new].append(
            {"code": way.old, "name": way.name, "weight": round(way.weight, 6), "estimated": way.estimated}
        )
    return origins


def _children(
    found: Retold, below: list[Unit], origins: dict[str, list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    return [
        {
            "code": unit.code,
            "name": unit.full_name,
            **{name: found.places[unit.code].value(name) for name in COMPARED},
            "status": "estimated" if found.estimated(unit.code, "cumulative") else "computed",
            "made_of": origins.get(unit.code, []),
        }
        for unit in below
    ]


def _totals(briefing: Briefing, found: Retold) -> dict[str, dict[str, float | None]]:
    """All that is counted, on the tree it was counted on and on the other: the same, or something is lost."""
    root = briefing.place.path.split("/")[0]
    was = situation.figures_of(briefing.evaluation, [root])[root]
    return {n: {"counted": was.value(n), "told": found.places[root].value(n)} for n in COMPARED}
