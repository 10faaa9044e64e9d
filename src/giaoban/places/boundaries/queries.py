"""Outlines for maps."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Max, Q

from giaoban.documents.svg.hexgrid import corners
from giaoban.places.boundaries.geojson import Ring
from giaoban.places.models import Boundary, Unit
from giaoban.places.queries import valid_on


def outlines(units: Collection[int]) -> dict[str, list[Ring]]:
    """{code: rings} of those of the units that have one."""
    rows = Boundary.objects.filter(unit__in=units).values_list("unit__code", "rings")
    return {code: [tuple((x, y) for x, y in ring) for ring in rings] for code, rings in rows}


_HEXAGON = 0.008  # degrees: a commune of less than a kilometre, so that nothing beside it is hidden


class Coverage(NamedTuple):
    """How many communes of a place have an outline, a word that changes when any of them does, and when the
    last of them was recorded."""

    communes: int
    stamp: str
    at: datetime | None


class Shapes(NamedTuple):
    """What a map is drawn from: the communes by code, the districts over them, and how many communes have no
    outline and stand as a small hexagon at their centre."""

    communes: dict[str, list[Ring]]
    districts: list[list[Ring]]
    bare: int


def coverage(place: Unit, on: date) -> Coverage:
    inside = Boundary.objects.filter(unit__level="commune", unit__path__startswith=place.path + "/")
    stands = Q(unit__valid_to=None) | Q(unit__valid_to__gte=on)
    told = inside.filter(stands, unit__valid_from__lte=on).aggregate(n=Count("unit"), at=Max("recorded_at"))
    stamp = f"{told['n']}-{told['at']:%y%m%d%H%M%S}" if told["n"] else ""
    return Coverage(told["n"], stamp, told["at"])


def enough(found: Coverage, communes: int) -> bool:
    """Half of the communes: fewer outlines are no map."""
    return found.communes > 0 and 2 * found.communes >= communes


def shapes(place: Unit, communes: Collection[Unit], on: date) -> Shapes:
    found = outlines([unit.pk for unit in communes])
    bare = [unit for unit in communes if unit.code not in found and unit.lat is not None]
    at_centre = {unit.code: [tuple(corners((unit.lon, unit.lat), _HEXAGON))] for unit in bare}
    return Shapes(found | at_centre, borders(place, on), len(bare))


def borders(place: Unit, on: date) -> list[list[Ring]]:
    """Outlines of the districts of a place."""
    ids = valid_on(on).filter(level="district", path__startswith=place.path + "/").values("id")
    rows = Boundary.objects.filter(unit__in=ids).order_by("unit__code").values_list("rings", flat=True)
    return [[tuple((x, y) for x, y in ring) for ring in rings] for rings in rows]


def units_of(codes: Collection[str], on: date) -> dict[str, int]:
    """The units that bear these codes on a day."""
    return dict(valid_on(on).filter(code__in=codes).values_list("code", "id"))
