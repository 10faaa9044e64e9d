"""Who is on call: the roster of the stations that answer for a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from giaoban.kernel.sealing import unseal
from giaoban.places.models import Facility, Unit
from giaoban.resources.models import Shift
from giaoban.resources.models.staff import StationKind


@dataclass(frozen=True)
class OnCall:
    """Somebody who answers now. Name and phone are opened from the seal: show them, never log them."""

    staff_ref: int
    user_id: int | None
    name: str
    phone: str
    profession: str
    facility: Facility
    until: datetime
    rank: int


def standing(on: date) -> Q:
    """Facilities that exist on that day."""
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))


def stations_of(place: Unit, on: date) -> QuerySet[Facility]:
    """The stations, mobile stations and care teams that answer for a commune, the fixed one first."""
    area = Q(areas__unit=place, areas__valid_from__lte=on) & (
        Q(areas__valid_to=None) | Q(areas__valid_to__gte=on)
    )
    own = Q(unit=place)
    kinds = Q(kind__in=StationKind.values)
    found = Facility.objects.filter(standing(on), kinds & (own | area)).distinct()
    return found.select_related("unit").order_by("-kind", "code")


def on_call(place: Unit, at: datetime) -> list[OnCall]:
    """Who answers for the place at that moment, whom to call first at the head; empty if the roster is.

    A commune is answered for by its stations; a district or province by what stands at that level itself.
    """
    sites = [f.id for f in stations_of(place, at.date())]
    here = Q(facility__in=sites) | Q(facility__unit=place)
    shifts = (
        Shift.objects.filter(here, starts_at__lte=at, ends_at__gt=at, cancelled_at=None)
        .select_related("staff", "facility")
        .order_by("rank", "starts_at", "id")
    )
    return [_on_call(shift) for shift in shifts]


def _on_call(shift: Shift) -> OnCall:
    who = unseal(shift.staff.sealed)
    return OnCall(
        staff_ref=shift.staff.ref,
        user_id=shift.staff.user_id,
        name=str(who.get("name", "")),
        phone=str(who.get("phone", "")),
        profession=shift.staff.get_profession_display(),
        facility=shift.facility,
        until=shift.ends_at,
        rank=shift.rank,
    )
