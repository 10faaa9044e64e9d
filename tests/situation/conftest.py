"""A province of three communes with cases in two weeks and returns, frozen and evaluated."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from giaoban.intake.models import Batch, Return
from giaoban.places.models import AnnouncedLevel, Unit
from giaoban.registry.models import Case, CaseState, Person
from giaoban.situation import actions
from giaoban.situation.models import Evaluation, Snapshot
from tests.clock import FakeClock
from tests.directives.tree import plant

START, END = date(2022, 2, 28), date(2022, 3, 6)
NOW = datetime(2022, 3, 7, 7, 0)
COMMUNES = ("06778", "06781", "06790")
COUNTED = {"new_cases": 3, "tests_done": 40, "beds_planned": 12, "beds_free": 5, "adults": 900, "deaths": 1}


@pytest.fixture
def frozen_week(db: None, fake_clock: FakeClock, settings: object) -> Snapshot:
    """Cases of three communes in two windows; returns of two of them, one without any case."""
    settings.GIAOBAN_ROOT_PLACE = "22"  # type: ignore[attr-defined]
    tree = plant()
    batch = Batch.objects.create(kind="linelist", filename="f", sha256="0", source="s", received_at=NOW)
    for number in range(24):
        add_case(tree[COMMUNES[number % 2]], number, batch)
    for code in ("06781", "06790"):
        for indicator, value in COUNTED.items():
            Return.objects.create(
                unit=tree[code], publisher=tree["22"], from_date=END, to_date=END, indicator=indicator,
                value=value, source="s", key=f"{code}{indicator}".encode()[:16], batch=batch, recorded_at=NOW,
            )  # fmt: skip
    for code in COMMUNES:
        at = datetime(2022, 3, 1)
        AnnouncedLevel.objects.create(
            unit=tree[code], level=3, number="1/TB", issuer="s", effective_at=at, recorded_at=at
        )
    return actions.freeze(by=None, known_at=NOW, on=END)


@pytest.fixture
def week(frozen_week: Snapshot) -> Evaluation:
    """The frozen week, evaluated."""
    return actions.evaluate(by=None, snapshot=frozen_week, start=START, end=END, count="province")


def add_case(unit: Unit, number: int, batch: Batch, announced: date | None = None) -> None:
    announced = announced or (date(2022, 3, 6 - number % 6) if number % 3 else date(2022, 2, 22))
    ended = number % 4 == 0
    person = Person.objects.create(ref=1000 + number, unit=unit, resident=True, recorded_at=NOW,
                                   birth=date(1930 + 2 * number, 1, 1))  # fmt: skip
    case = Case.objects.create(
        ref=2000 + number, person=person, source="s", key=bytes([number]) * 16, fingerprint=b"f" * 16,
        first_recorded_at=NOW, recorded_at=NOW, unit=unit, announced=announced, sampled=announced,
        age=92 - 2 * number, outcome="dead" if ended else "", outcome_date=END if ended else None,
        batch=batch, row=number,
    )  # fmt: skip
    for kind, value in (("severity", "mild"), ("care", "home" if number % 5 else "hospital")):
        CaseState.objects.create(
            case=case, kind=kind, value=value, happened_on=announced, reported_at=NOW, recorded_at=NOW
        )
