"""An episode at home, its station with a few packs, a doctor who prescribes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from giaoban.care.models import Episode
from giaoban.places.models import Facility, Unit
from giaoban.registry.models import Case
from giaoban.resources.actions import people, stock
from giaoban.resources.models import Staff
from tests.care.referrals.conftest import patient
from tests.clock import FakeClock
from tests.directives.tree import FROM, plant

NOW = datetime(2022, 3, 7, 7)
STOCK = {"pack_a": 3, "pack_b": 2, "molnupiravir": 2, "favipiravir": 1}


@pytest.fixture
def tree(db: None, fake_clock: FakeClock, settings: Any) -> dict[str, Unit]:
    settings.GIAOBAN_ROOT_PLACE = "22"
    return plant()


@pytest.fixture
def station(tree: dict[str, Unit]) -> Facility:
    found = Facility.objects.create(
        code="TYT-1", name="Trạm Một", kind="station", unit=tree["06778"], valid_from=FROM
    )
    for item, n in STOCK.items():
        stock.receive(by=None, facility=found, item=item, quantity=n)
    return found


@pytest.fixture
def doctor(station: Facility) -> Staff:
    staff = people.enlist(by=None, name="Bác sĩ Thử", phone="", profession="doctor", prescribes=True)
    people.post_staff(by=None, staff=staff, facility=station, since=date(2022, 1, 1))
    return staff


@pytest.fixture
def at_home(tree: dict[str, Unit], station: Facility) -> Callable[..., Episode]:
    """`at_home(age=10)`: an episode of somebody of that age, ill since three days ago."""

    def make(age: int = 40, n: int = 0, onset: date = date(2022, 3, 4), **person: Any) -> Episode:
        case: Case = patient(tree["06778"], n)
        for name, value in person.items():
            setattr(case.person, name, value)
        case.person.save()
        return Episode.objects.create(
            case=case, person=case.person, unit=case.unit, station=station, opened_at=NOW, day0=NOW.date(),
            risk="other", onset=onset, birth=date(2022 - age, 3, 1),
        )  # fmt: skip

    return make
