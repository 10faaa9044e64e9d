"""Outlines for maps."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q

from giaoban.documents.svg.hexgrid import corners
from giaoban.places.boundaries.geojson import Ring
from giaoban.places.models import Boundary, FormerBoundary, Unit
from giaoban.places.queries import valid_on


def outlines(units: Collection[int], known_at: datetime | None = None) -> dict[str, list[Ring]]:
    """{code: rings} of those of the units that have one, or had one at a time."""
    found: dict[str, list[Ring]] = {}
    for rows in _standing(known_at):
        for code, rings in rows.filter(unit__in=units).values_list("unit__code", "rings"):
            found[code] = [tuple((x, y) for x, y in ring) for ring in rings]
    return found


def _standing(known_at: datetime | None) -> list[Any]:
    """Where the outlines stand: those of now, or those of then, replaced ones too."""
    if known_at is None:
        return [Boundary.objects.all()]
    since_then = FormerBoundary.objects.filter(recorded_at__lte=known_at, replaced_at__gt=known_at)
    return [Boundary.objects.filter(recorded_at__lte=known_at), since_then]


_HEXAGON = 0.008  # degrees: a commune of less than a kilometre, so that nothing beside it is hidden


class Coverage(NamedTuple):
    """How many communes of a place have an outline, and a word that changes when any of them does."""

    communes: int
    stamp: str


class Shapes(NamedTuple):
    """What a map is drawn from: the communes by code, the districts over them, and how many communes have no
    outline and stand as a small hexagon at their centre."""

    communes: dict[str, list[Ring]]
    districts: list[list[Ring]]
    bare: int


def coverage(place: Unit, on: date, known_at: datetime | None = None) -> Coverage:
    inside = Q(unit__level="commune", unit__path__startswith=place.path + "/", unit__valid_from__lte=on)
    inside &= Q(unit__valid_to=None) | Q(unit__valid_to__gte=on)
    n, last = 0, None
    for rows in _standing(known_at):
        told = rows.filter(inside).aggregate(n=Count("unit"), at=Max("recorded_at"))
        n += told["n"]
        last = max(filter(None, (last, told["at"])), default=None)
    return Coverage(n, f"{n}-{last:%y%m%d%H%M%S}" if last else "")


def enough(found: Coverage, communes: int) -> bool:
    """Half of the communes: fewer outlines are no map."""
    return found.communes > 0 and 2 * found.communes >= communes


def shapes(place: Unit, communes: Collection[Unit], on: date, known_at: datetime | None = None) -> Shapes:
    found = outlines([unit.pk for unit in communes], known_at)
    bare = [unit for unit in communes if unit.code not in found and unit.lat is not None]
    at_centre = {unit.code: [tuple(corners((unit.lon, unit.lat), _HEXAGON))] for unit in bare}
    return Shapes(found | at_centre, borders(place, on, known_at), len(bare))


def borders(place: Unit, on: date, known_at: datetime | None = None) -> list[list[Ring]]:
    """Outlines of the districts of a place."""
    districts = valid_on(on).filter(level="district", path__startswith=place.path + "/")
    found = outlines(list(districts.values_list("id", flat=True)), known_at)
    return [rings for _code, rings in sorted(found.items())]


def units_of(codes: Collection[str], on: date) -> dict[str, int]:
    """The units that bear these codes on a day."""
    return dict(valid_on(on).filter(code__in=codes).values_list("code", "id"))
