"""A province with three communes, two of them with a station, and people ill at home."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from pytest_django import Settings

from giaoban.accounts import actions as accounts
from giaoban.accounts.models import User
from giaoban.accounts.queries import scope_of
from giaoban.accounts.scope import Scope
from giaoban.care import actions
from giaoban.care.models import Episode
from giaoban.care.rules.checking import Answers
from giaoban.intake.models import Batch
from giaoban.kernel.sealing import keyed_hash, seal
from giaoban.kernel.text import fold
from giaoban.places.models import Facility, Unit
from giaoban.registry.models import Case, Household, Identity, Person
from tests.clock import FakeClock
from tests.registry import small_tree

_serial = itertools.count(1)
MakeCase = Callable[..., Case]
MakeEpisode = Callable[..., Episode]


@pytest.fixture
def places(db: None, settings: Settings, tmp_path: Any) -> Iterator[dict[str, Unit]]:
    settings.STATE = tmp_path / "state"
    settings.GIAOBAN_ROOT_PLACE = small_tree.QUANG_NINH
    units = small_tree.load()
    for code in (small_tree.CAM_TRUNG, small_tree.HONG_GAI):
        Facility.objects.create(
            code=f"TYT-{code}", name=f"Trạm Y tế {units[code].name}", kind="station", unit=units[code],
            valid_from=date(2021, 1, 1), phone="02033000111",
        )  # fmt: skip
    yield units


@pytest.fixture
def make_case(places: dict[str, Unit], fake_clock: FakeClock) -> MakeCase:
    """`make_case(birth=…, underlying=True, unit="06778", announced=…, household=…, name=…, phone=…)`."""
    at = datetime(2022, 3, 6, 18)
    batch = Batch.objects.create(
        kind="linelist", filename="", sha256="", source="test", received_at=at, finished_at=at, rows=0
    )

    def made(
        *,
        birth: date | None = date(1980, 1, 1),
        underlying: bool = False,
        pregnant: bool = False,
        unit: str = small_tree.CAM_TRUNG,
        announced: date = date(2022, 3, 6),
        onset: date | None = None,
        care: str = "home",
        household: Household | None = None,
        name: str = "Nguyễn Thị Thử",
        phone: str = "",
    ) -> Case:
        n = next(_serial)
        person = Person.objects.create(
            ref=n, unit=places[unit], household=household, birth=birth, sex="f", underlying=underlying,
            pregnant=pregnant, recorded_at=at,
        )  # fmt: skip
        Identity.objects.create(
            person=person, sealed=seal({"name": name, "cid": "", "phone": phone, "address": "Tổ 1"}),
            name_hash=keyed_hash("name", fold(name)), cid_hash=None,
            phone_hash=keyed_hash("phone", phone) if phone else None,
        )  # fmt: skip
        return Case.objects.create(
            ref=n, person=person, unit=places[unit], announced=announced, onset=onset, batch=batch, row=n,
            recorded_at=at, first_recorded_at=at, source="test", key=uuid.uuid4().bytes, age=40,
            fingerprint=b"x" * 16, severity="mild", care=care, tier="1",
        )  # fmt: skip

    return made


@pytest.fixture
def make_episode(make_case: MakeCase) -> MakeEpisode:
    """As `make_case`, with care opened for it by the station's run."""

    def made(**facts: Any) -> Episode:
        case = make_case(**facts)
        actions.open_episodes(by=None)
        return Episode.objects.get(case=case)

    return made


@pytest.fixture
def household(places: dict[str, Unit]) -> Household:
    return Household.objects.create(unit=places[small_tree.CAM_TRUNG], key=b"h" * 16)


def posted(role: str, place: Unit, name: str = "") -> User:
    user = accounts.create_user(by=None, username=name or f"{role}{place.code}", password="mat-khau-thu-2022")
    accounts.post(by=None, user=user, role=role, place=place, valid_from=date(2021, 1, 1))
    return user


@pytest.fixture
def station(places: dict[str, Unit], fake_clock: FakeClock) -> User:
    return posted("station", places[small_tree.CAM_TRUNG])


@pytest.fixture
def station_scope(station: User) -> Scope:
    scope = scope_of(station, date(2022, 3, 7))
    assert scope is not None
    return scope


Answer = Callable[..., actions.Recorded]


@pytest.fixture
def answer() -> Answer:
    """`answer(episode, "breathless", spo2=95)`: one self-check on the page."""

    def answered(episode: Episode, *symptoms: str, **given: Any) -> actions.Recorded:
        more = {k: given.pop(k) for k in ("second_of", "answered", "sent") if k in given}
        client = given.pop("client_id", str(uuid.uuid4()))
        confirmed = frozenset(given.pop("confirmed", ()))
        answers = Answers(frozenset(symptoms), given.pop("asked", True), given, confirmed=confirmed)
        return actions.record_check(
            by=None, episode_id=episode.pk, answers=answers, client_id=client,
            answered_by="patient", channel="page", **more,
        )  # fmt: skip

    return answered
