"""Which vehicle is free, and where the others are."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.places.models import Facility, Unit
from giaoban.resources.models import Trip, Vehicle
from giaoban.resources.queries.roster import standing
from giaoban.resources.queries.stock import centre
from giaoban.resources.rules import kilometres


def vehicles(scope: Scope, on: date) -> QuerySet[Vehicle]:
    """Vehicles of the scope with `busy`; the free ones first."""
    under_way = Trip.objects.filter(vehicle=OuterRef("pk"), ended_at=None)
    found = scope.within(Vehicle.objects.filter(standing(on)), "base__unit")
    found = found.select_related("base__unit").annotate(busy=Exists(under_way))
    return found.order_by("busy", "base__unit__path", "call_sign")


def based_at(facility: Facility, on: date) -> list[Vehicle]:
    """A site's own vehicles, each with its open `trip` or None."""
    rows = list(Vehicle.objects.filter(standing(on), base=facility).order_by("kind", "call_sign"))
    trips = Trip.objects.filter(vehicle__in=rows, ended_at=None).select_related("goal", "start")
    by_vehicle = {trip.vehicle_id: trip for trip in trips}
    for row in rows:
        row.trip = by_vehicle.get(row.pk)
    return rows


def under_way(scope: Scope) -> QuerySet[Trip]:
    """Trips not yet ended, the longest under way first."""
    found = scope.within(Trip.objects.filter(ended_at=None), "vehicle__base__unit")
    return found.select_related("vehicle", "start", "goal").order_by("called_at")


def free_near(unit: Unit, on: date) -> list[Vehicle]:
    """Free vehicles of the unit's province, the nearest base first; `km` where both centres are known."""
    province = "/".join(unit.path.split("/")[:2])
    under = Trip.objects.filter(vehicle=OuterRef("pk"), ended_at=None)
    found = Vehicle.objects.filter(standing(on), base__unit__path__startswith=province).exclude(Exists(under))
    here = centre(unit)
    rows = list(found.select_related("base__unit"))
    for row in rows:
        row.km = kilometres(here, (row.base.unit.lat, row.base.unit.lon))
    return sorted(rows, key=lambda v: (v.km is None, v.km or 0.0, v.call_sign))
