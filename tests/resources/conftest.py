"""Two stations, a mobile one, a hospital and a warehouse in a small province, the clock at rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from giaoban.places.models import Facility, Unit
from giaoban.resources.actions import people
from giaoban.resources.models import Staff
from tests.clock import FakeClock
from tests.directives.tree import FROM, plant

SINCE = date(2022, 1, 1)
SITES = (
    ("TYT-1", "station", "06778"),
    ("TYT-2", "station", "06781"),
    ("TYT-3", "station", "06790"),
    ("LD-1", "mobile_station", "195"),
    ("BV-1", "hospital", "195"),
    ("BV-2", "hospital", "196"),
    ("KHO", "warehouse", "22"),
)


@pytest.fixture
def tree(db: None, fake_clock: FakeClock, settings: Any) -> dict[str, Unit]:
    settings.GIAOBAN_ROOT_PLACE = "22"
    return plant()


@pytest.fixture
def sites(tree: dict[str, Unit]) -> dict[str, Facility]:
    return {
        code: Facility.objects.create(
            code=code, name=f"Cơ sở {code}", kind=kind, unit=tree[unit], valid_from=FROM
        )
        for code, kind, unit in SITES
    }


@pytest.fixture
def worker(sites: dict[str, Facility]) -> Callable[..., Staff]:
    """`worker("TYT-1", "nurse")`: somebody of the pool, posted there."""

    def make(site: str, profession: str = "nurse", name: str = "Người Thử", **more: Any) -> Staff:
        staff = people.enlist(by=None, name=name, phone="0900000000", profession=profession, **more)
        people.post_staff(by=None, staff=staff, facility=sites[site], since=SINCE)
        return staff

    return make
