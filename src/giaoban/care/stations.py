"""Which station answers for a unit: its own, else one of the same district, else the nearest up the tree."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Q

from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility, Unit
from giaoban.resources.models.staff import StationKind


class Answering(NamedTuple):
    station_id: int
    lent: bool
    """The commune has no station of its own."""


class Stations:
    """Read once for many units."""

    def __init__(self, on: date) -> None:
        standing = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))
        found = Facility.objects.filter(standing, kind__in=StationKind.values).select_related("unit")
        self._own: dict[str, int] = {}
        self._near: dict[str, int] = {}
        # a fixed station before a mobile one, a mobile one before a team
        order = {StationKind.STATION: 0, StationKind.MOBILE: 1, StationKind.CARE_TEAM: 2}
        for facility in sorted(found, key=lambda f: (order[StationKind(f.kind)], f.code)):
            codes = facility.unit.path.split("/")
            self._own.setdefault(facility.unit.path, facility.id)
            for n in range(1, len(codes)):
                self._near.setdefault("/".join(codes[:n]), facility.id)

    def of(self, path: str) -> Answering:
        """The station that answers for the unit of this path. Nobody is left without one (law 3)."""
        if path in self._own:
            return Answering(self._own[path], False)
        codes = path.split("/")
        for n in range(len(codes), 0, -1):
            near = self._near.get("/".join(codes[:n]))
            if near is not None:
                return Answering(near, True)
        raise UserError(
            "no_station",
            "Chưa có trạm y tế nào trong danh mục cơ sở.",
            "Nạp danh mục trạm y tế rồi mở lại danh sách chăm sóc.",
        )


def station_of(unit: Unit, on: date) -> Answering:
    return Stations(on).of(unit.path)
