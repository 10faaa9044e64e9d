"""Resources of a demo province: staff, rosters, shelves, vehicles and beds, made up from a fixed seed.

Nobody in it exists; every number not taken from the returns is a guess.
"""

from __future__ import annotations

from datetime import date, datetime
from random import Random
from typing import Any

from django.db import transaction

from giaoban.kernel import audit
from giaoban.places.models import Facility, Unit
from giaoban.resources.actions.demo import beds, people, shelves

_SEED = 22


@transaction.atomic
def furnish(*, by: Any, province: Unit, at: datetime, weekly: dict[int, int]) -> dict[str, int]:
    """`weekly`: new cases of the week before by commune (unit id): what shelves and load go by."""
    rng, on = Random(_SEED), at.date()
    sites = _sites(province, on)
    written = {
        "staff": people.staff(sites, rng, at, weekly),
        "shifts": people.rosters(sites, at),
        "areas": people.areas(sites, on, weekly),
        "vehicles": people.vehicles(sites, on),
        "movements": shelves.stock(sites, rng, at, weekly),
        "beds": beds.groups(sites, rng, at),
        "quotas": beds.quotas(province, on),
    }
    audit.record(by, "resources.furnish", f"unit:{province.pk}", **written)
    return written


def _sites(province: Unit, on: date) -> list[Facility]:
    """Every facility of the province, with a store and a coordination team for it."""
    for code, name, kind in (
        (f"KHO-{province.code}", "Kho thuốc, vật tư của tỉnh (dữ liệu minh họa)", "warehouse"),
        (f"DP-{province.code}", "Tổ điều phối điều trị của tỉnh (dữ liệu minh họa)", "coordination"),
    ):
        Facility.objects.get_or_create(
            code=code, defaults={"name": name, "kind": kind, "unit": province, "valid_from": date(2021, 8, 1)}
        )
    found = Facility.objects.filter(unit__path__startswith=province.path).select_related("unit")
    return list(found.order_by("code"))
