"""Patients of two communes, two hospitals with few beds, an ambulance, a sealed-off clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from giaoban.care.referrals import actions
from giaoban.care.referrals.models import Referral
from giaoban.intake.models import Batch
from giaoban.places.models import Facility, Unit
from giaoban.registry.models import Case, Person
from giaoban.resources.actions import beds
from giaoban.resources.models import BedGroup
from tests.clock import FakeClock
from tests.directives.tree import FROM, plant

NOW = datetime(2022, 3, 7, 7)
Ask = Callable[..., Referral]


@pytest.fixture
def tree(db: None, fake_clock: FakeClock, settings: Any) -> dict[str, Unit]:
    settings.GIAOBAN_ROOT_PLACE = "22"
    return plant()


@pytest.fixture
def hospitals(tree: dict[str, Unit]) -> dict[str, Facility]:
    """BV-1 has two beds of tier 2 with oxygen, BV-2 one."""
    found = {}
    for code, unit, free in (("BV-1", "195", 2), ("BV-2", "196", 1)):
        found[code] = Facility.objects.create(
            code=code, name=f"Bệnh viện {code}", kind="hospital", unit=tree[unit], valid_from=FROM
        )
        numbers = {"planned": 10, "set_up": 8, "staffed": 6, "oxygen": 4, "free": free}
        beds.state_beds(by=None, facility=found[code], tier="2", capability="oxygen", numbers=numbers)
    return found


def patient(unit: Unit, n: int = 0) -> Case:
    """An active case at home, with no identity at all."""
    person = Person.objects.create(ref=1000 + n, unit=unit, recorded_at=NOW, sex="f", birth=date(1950, 1, 1))
    batch = Batch.objects.get_or_create(
        kind="linelist", filename="t.csv", sha256="", source="t", received_at=NOW
    )
    return Case.objects.create(
        ref=2000 + n, person=person, unit=unit, announced=date(2022, 3, 5), key=b"k%d" % n, source="t",
        fingerprint=b"f", batch=batch[0], row=n, recorded_at=NOW, first_recorded_at=NOW, care="home", age=72,
    )  # fmt: skip


@pytest.fixture
def ask(tree: dict[str, Unit], hospitals: dict[str, Facility]) -> Ask:
    """`ask("BV-1", "BV-2", n=1, rank="emergency")`."""

    def make(
        *codes: str, n: int = 0, unit: str = "06778", rank: str = "urgent", case: Any = None
    ) -> Referral:
        return actions.ask(
            by=None, case=case or patient(tree[unit], n), unit=tree[unit], tier="2", capability="oxygen",
            rank=rank, reason="signs", summary="SpO2 92", facilities=[hospitals[c] for c in codes],
        )  # fmt: skip

    return make


def group(facility: Facility) -> BedGroup:
    return BedGroup.objects.get(facility=facility, tier="2", capability="oxygen")
