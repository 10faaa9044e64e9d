"""A hamlet of two households, and two officers who walk it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from giaoban.intake.declarations.rules import Declared
from giaoban.places.models import Unit
from giaoban.registry.admission.actions import Where, new_person
from giaoban.registry.models import Dose, Household, Person, SweepRound
from giaoban.registry.sweeps import actions
from tests.registry import small_tree
from tests.registry.officers import officer, scope

AT = datetime(2022, 3, 7, 9, 0)
HAMLET = "Tổ 1, khu 5"
FOLK = (
    ("An", "1960-01-01", 3),
    ("Bình", "1980-01-01", 2),
    ("Chi", "2015-01-01", 0),
    ("Dung", "1970-01-01", 0),
)


class Hamlet:
    def __init__(self, units: dict[str, Unit]) -> None:
        self.units, self.unit = units, units[small_tree.CAM_TRUNG]
        self.first, self.second = officer("station", self.unit), officer("commune", self.unit)
        self.scope = scope(self.first)
        self.homes = [
            Household.objects.create(unit=self.unit, hamlet=HAMLET, key=bytes([n]) * 16) for n in (1, 2)
        ]
        self.people = {name: self._resident(name, born, n) for name, born, n in FOLK}
        self.round: SweepRound = actions.open_round(
            by=self.first, scope=self.scope, unit=self.unit, hamlet=HAMLET, on=AT.date()
        )

    def _resident(self, name: str, born: str, doses: int) -> Person:
        home = self.homes[name == "Dung"]
        declared = Declared(f"Người Thử {name}", born, "day", "f")
        where = Where(self.unit.pk, HAMLET, "Số nhà 3")
        person = new_person(by=None, declared=declared, phone="", where=where, at=AT, household=home)
        person.resident = True
        person.save()
        for number in range(1, doses + 1):
            Dose.objects.create(
                person=person, number=number, kind="primary", vaccine="x", date=date(2021, 6 + number, 1),
                recorded_at=AT,
            )  # fmt: skip
        return person


@pytest.fixture
def hamlet(places: dict[str, Unit], fake_clock: Any) -> Hamlet:
    return Hamlet(places)


Enter = Callable[..., Any]
