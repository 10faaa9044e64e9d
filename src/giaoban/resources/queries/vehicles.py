"""Which vehicle is free, and where the others are."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.resources.models import Trip, Vehicle
from giaoban.resources.queries.roster import standing


def vehicles(scope: Scope, on: date) -> QuerySet[Vehicle]:
    """Vehicles of the scope with `busy`; the free ones first."""
    under_way = Trip.objects.filter(vehicle=OuterRef("pk"), ended_at=None)
    found = scope.within(Vehicle.objects.filter(standing(on)), "base__unit")
    found = found.select_related("base__unit").annotate(busy=Exists(under_way))
    return found.order_by("busy", "base__unit__path", "call_sign")


def under_way(scope: Scope) -> QuerySet[Trip]:
    """Trips not yet ended, the longest under way first."""
    found = scope.within(Trip.objects.filter(ended_at=None), "vehicle__base__unit")
    return found.select_related("vehicle", "start", "goal").order_by("called_at")
