"""A province of two districts and five communes, two weeks of cases, frozen and briefed once a module."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from giaoban.accounts import actions as accounts
from giaoban.briefing import actions as briefing
from giaoban.intake.place_files import import_announcements
from giaoban.intake.returns import import_returns
from giaoban.kernel.weeks import iso_week
from giaoban.places import matcher_store
from giaoban.places.models import Facility, Population, Unit
from giaoban.registry.linelist.run import import_linelist
from tests.accounts.totp import PASSWORD

FROM = date(2021, 1, 1)
TREE = (
    ("VN", "country", "Nước", "Việt Nam", "", None),
    ("22", "province", "Tỉnh", "Tỉnh Mẫu", "VN", None),
    ("195", "district", "Thành phố", "Thành phố Mẫu", "22", None),
    ("196", "district", "Huyện", "Huyện Xa", "22", None),
    ("06778", "commune", "Phường", "Phường Một", "195", (21.01, 107.3)),
    ("06781", "commune", "Phường", "Phường Hai", "195", (21.02, 107.4)),
    ("06784", "commune", "Phường", "Phường Ba", "195", (21.05, 107.35)),
    ("06790", "commune", "Xã", "Xã Bốn", "196", (21.3, 107.1)),
    ("06793", "commune", "Xã", "Xã Năm", "196", (21.4, 107.2)),
)
# commune: cases announced in the first week, in the second; whoever has some sends its weekly return
CASES = {"Phường Một": (5, 10), "Phường Hai": (3, 2), "Phường Ba": (2, 0), "Xã Bốn": (0, 4)}
LATE = 1  # cases of the first week that arrive with the second, at Phường Hai
LEVELS = {"06778": (3, 4), "06781": (3, 2), "06784": (2, 2), "06790": (1, 1)}
WEEKS = (("2022-W08", date(2022, 2, 21)), ("2022-W09", date(2022, 2, 28)))
NAME = "Người Thử Không Có Thật"
ROLES = {
    "leader": "22", "analyst": "22", "office": "22", "partner": "22", "admin": "22", "district": "195",
    "commune": "06778", "station": "06778", "hospital": "22",
}  # fmt: skip


def plant() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for code, level, kind, name, parent, centre in TREE:
        above = units.get(parent)
        units[code] = Unit.objects.create(
            code=code, valid_from=FROM, level=level, kind=kind, name=name.removeprefix(kind + " "),
            full_name=name, parent=above, path=f"{above.path}/{code}" if above else code,
            lat=centre[0] if centre else None, lon=centre[1] if centre else None,
        )  # fmt: skip
    for unit in units.values():
        if unit.level == "commune":
            Population.objects.create(unit=unit, year=2019, persons=10_000, source="Điều tra mẫu")
    return units


def people(units: dict[str, Unit]) -> None:
    for role, code in ROLES.items():
        user = accounts.create_user(by=None, username=role, password=PASSWORD)
        accounts.post(by=None, user=user, role=role, place=units[code], valid_from=FROM)


def rows(path: Path, header: list[str], lines: list[list[Any]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *lines])
    return path


def _district(place: str) -> str:
    above = next(parent for _, _, _, name, parent, _ in TREE if name == place)
    return next(name for code, _, _, name, _, _ in TREE if code == above)


def _case(place: str, day: date, number: str) -> list[str]:
    stamp = day.strftime("%d/%m/%Y")
    where = ["Tỉnh Mẫu", _district(place), place]
    return [number, f"{NAME} {number}", "01/05/1970", "Nữ", *where, stamp, stamp, "Nhẹ", "Tại nhà"]


def _line_list(folder: Path, week: int) -> Path:
    start = WEEKS[week][1]
    lines = [
        _case(place, start + timedelta(days=n % 7), f"M{week}-{place}-{n}")
        for place, counts in CASES.items()
        for n in range(counts[week])
    ]
    if week:
        lines += [_case("Phường Hai", WEEKS[0][1], f"M0-late-{n}") for n in range(LATE)]
    header = ["case_id", "name", "birth", "sex", "province", "district", "commune", "sampled", "announced",
              "severity", "care_place"]  # fmt: skip
    return rows(folder / f"week{week}.csv", header, lines)


def _take(folder: Path, week: int) -> datetime:
    end = WEEKS[week][1] + timedelta(days=6)
    at = datetime.combine(end, datetime.min.time()).replace(hour=17)
    paper = [f"{week + 1}/QĐ-UBND", "UBND Tỉnh Mẫu", end.isoformat()]
    orders = [[code, held[week], *paper] for code, held in LEVELS.items()]
    header = ["unit", "level", "number", "issuer", "effective_at"]
    import_announcements(rows(folder / f"levels{week}.csv", header, orders), by=None, at=at)
    import_linelist(_line_list(folder, week), by=None, at=at)
    header = ["province", "district", "commune", "from", "to", "indicator", "value", "source"]
    tests = [
        ["Tỉnh Mẫu", _district(place), place, WEEKS[week][1], end, "tests_done", 50, "trạm"]
        for place, counts in CASES.items()
        if counts[week]
    ]
    import_returns(rows(folder / f"returns{week}.csv", header, tests), by=None, at=at)
    return at.replace(hour=18)


@pytest.fixture(scope="module")
def province(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: Any
) -> Iterator[dict[str, Unit]]:
    """Committed for the module and emptied after it; Huyện Xa has no briefing of its own."""
    folder = tmp_path_factory.mktemp("desk")
    with django_db_blocker.unblock(), override_settings(GIAOBAN_ROOT_PLACE="22"):
        matcher_store.clear()
        try:
            yield _freeze_two_weeks(folder)
        finally:
            call_command("flush", verbosity=0, interactive=False)
            matcher_store.clear()


def _freeze_two_weeks(folder: Path) -> dict[str, Unit]:
    units = plant()
    people(units)
    Facility.objects.create(
        code="T1", name="Trạm Y tế phường Một", kind="station", unit=units["06778"], valid_from=FROM
    )
    for week, (label, _start) in enumerate(WEEKS):
        known = _take(folder, week)
        with transaction.atomic():  # only this connection sees a database in memory
            briefing.draft(by=None, place=units["22"], window=iso_week(label), known_at=known)
            briefing.draft(by=None, place=units["195"], window=iso_week(label))
    return units


@pytest.fixture
def as_role(settings: Any, fake_clock: Any, client: Client) -> Callable[[str], Client]:
    """The browser of somebody posted in that role."""
    settings.GIAOBAN_ROOT_PLACE = "22"

    def enter(role: str) -> Client:
        from giaoban.accounts.models import User

        client.force_login(User.objects.get(username=role))
        return client

    return enter
