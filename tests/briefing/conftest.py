"""A small registry, two weeks frozen: one province, two districts, three communes, cases by the importer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from giaoban.accounts import actions as accounts
from giaoban.accounts.models import User
from giaoban.briefing import actions
from giaoban.briefing.models import Briefing
from giaoban.kernel.weeks import iso_week
from giaoban.places.models import AnnouncedLevel, Population, Unit
from tests.briefing.linelist import later, sooner, write
from tests.clock import FakeClock

FROM = date(2021, 1, 1)
SUNDAY = datetime(2022, 2, 27, 18)
NEXT_SUNDAY = datetime(2022, 3, 6, 18)
UNITS = (
    ("VN", "country", "Nước", "Việt Nam", "Việt Nam", "", 0),
    ("22", "province", "Tỉnh", "Mẫu", "Tỉnh Mẫu", "VN", 0),
    ("195", "district", "Thành phố", "Biển", "Thành phố Biển", "22", 0),
    ("196", "district", "Huyện", "Núi", "Huyện Núi", "22", 0),
    ("06778", "commune", "Phường", "Một", "Phường Một", "195", 10_000),
    ("06781", "commune", "Phường", "Hai", "Phường Hai", "195", 8_000),
    ("06790", "commune", "Xã", "Ba", "Xã Ba", "196", 5_000),
)
# commune: (level before, level now)
ANNOUNCED = {"06778": (3, 2), "06781": (2, 2), "06790": (4, 3)}


@dataclass(frozen=True)
class World:
    units: dict[str, Unit]
    before: Briefing  # the province, week 8, as stated on its Sunday
    now: Briefing  # the province, week 9
    district: Briefing  # the city, week 9
    ministry: Briefing  # the province, week 9, the ministry's count


@pytest.fixture(scope="module")
def clock() -> Iterator[FakeClock]:
    with pytest.MonkeyPatch.context() as patch:
        yield FakeClock(patch, SUNDAY)


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any, clock: FakeClock
) -> Iterator[World]:
    """Made once a module; each test's own changes are rolled back, and all of it at the end."""
    with django_db_blocker.unblock(), override_settings(GIAOBAN_ROOT_PLACE="22"), transaction.atomic():
        yield _make(tmp_path_factory.mktemp("lists"), clock)
        transaction.set_rollback(True)


def _make(folder: Path, clock: FakeClock) -> World:
    from giaoban.registry.linelist.run import import_linelist

    units = _units()
    first = import_linelist(write(folder / "w8.csv", sooner()), by=None, at=SUNDAY)
    assert first.exit_code == 0, first.refused + first.held
    before = actions.draft(by=None, place=units["22"], window=iso_week("2022-W08"))
    clock.set(NEXT_SUNDAY)
    second = import_linelist(write(folder / "w9.csv", later()), by=None, at=NEXT_SUNDAY)
    assert second.exit_code == 0, second.refused + second.held
    week = iso_week("2022-W09")
    now = actions.draft(by=None, place=units["22"], window=week)
    return World(
        units,
        before,
        now,
        actions.draft(by=None, place=units["195"], window=week),
        actions.draft(by=None, place=units["22"], window=week, count="ministry"),
    )


def _units() -> dict[str, Unit]:
    made: dict[str, Unit] = {}
    for code, level, kind, name, full_name, parent, persons in UNITS:
        above = made.get(parent)
        made[code] = Unit.objects.create(
            code=code, valid_from=FROM, level=level, kind=kind, name=name, full_name=full_name,
            parent=above, path=f"{above.path}/{code}" if above else code,
            lat=21.0, lon=107.0 + len(made) / 10,
        )  # fmt: skip
        if persons:
            Population.objects.create(unit=made[code], year=2019, persons=persons, source="test")
            for level, moment in zip(ANNOUNCED[code], (SUNDAY, NEXT_SUNDAY), strict=True):
                AnnouncedLevel.objects.create(
                    unit=made[code], level=level, number="1/QĐ", issuer="UBND",
                    effective_at=moment.replace(hour=8), recorded_at=moment.replace(hour=9),
                )  # fmt: skip
    return made


@pytest.fixture
def person(db: None, world: World, clock: FakeClock) -> Any:
    """`person("commune", "06778")`: a signed-in user posted there."""
    clock.set(datetime(2022, 3, 7, 7))

    def make(role: str, code: str) -> User:
        user = accounts.create_user(by=None, username=f"{role}-{code}", password="mot-mat-khau-dai-2022")
        accounts.post(by=None, user=user, role=role, place=world.units[code], valid_from=FROM)
        accounts.enrol_second_factor(by=None, user=user)
        return user

    return make


@pytest.fixture
def reader(client: Any, person: Any) -> Any:
    """`reader("commune", "06778")`: a client signed in as such a person."""

    def make(role: str, code: str) -> Any:
        client.force_login(person(role, code))
        return client

    return make


def value(briefing: Briefing, name: str) -> float | None:
    held: float | None = next(f["value"] for f in briefing.figures if f["id"] == name)
    return held
