"""What the map and the curve are drawn from. Asked only when a picture is not yet on disk."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.urls import reverse

from giaoban.desk.queries.cuts import Cut
from giaoban.desk.queries.levels import levels_of
from giaoban.documents.svg import MapPoint
from giaoban.places import queries as places
from giaoban.places.boundaries import queries as boundaries
from giaoban.places.models import Unit
from giaoban.situation import queries as situation
from giaoban.situation.models import Evaluation


def map_points(cut: Cut, place: Unit) -> list[MapPoint]:
    """The communes of a place that have a centre, with what the cut says of their level."""
    levels = levels_of(cut)
    communes = places.communes_of(place, on=cut.end).select_related("parent")
    return [
        MapPoint(
            key=unit.code,
            name=unit.full_name,
            lat=unit.lat,
            lon=unit.lon,
            level=(levels.get(unit.code) or {}).get("announced"),
            proposed=(levels.get(unit.code) or {}).get("proposed"),
            href=reverse("place", args=[unit.code]),
            group=unit.parent.full_name if unit.parent else "",
        )
        for unit in communes
        if unit.lat is not None and unit.lon is not None
    ]


def outlines(cut: Cut, place: Unit) -> boundaries.Shapes:
    return boundaries.shapes(place, list(places.communes_of(place, on=cut.end)), cut.end)


def curve(cut: Cut, place: Unit, by: str) -> list[tuple[date, float]]:
    return _curve(cut.evaluation_id, cut.counts, place.path, by)


@lru_cache(maxsize=4)
def _curve(evaluation_id: int, counts: str, path: str, by: str) -> list[tuple[date, float]]:
    """The wide and the narrow picture of a page are drawn one after the other from the same days."""
    evaluation = Evaluation.objects.defer("levels").select_related("snapshot").get(id=evaluation_id)
    return situation.curve(evaluation, path, by)
