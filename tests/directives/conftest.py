"""A province of two districts and their communes, people posted there, and figures frozen for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.conf import settings
from django.test import Client

from giaoban.accounts.models import User
from giaoban.briefing.models import Briefing
from giaoban.directives import actions
from giaoban.directives.lines import TaskLine
from giaoban.directives.models import Conclusion, Task
from giaoban.places.models import Unit
from giaoban.situation import parts
from giaoban.situation.models import Evaluation, Snapshot
from tests.clock import FakeClock
from tests.directives.tree import FROM, plant, posted

DUE = datetime(2022, 3, 9, 17, 0)
SUNDAY, NEXT_SUNDAY = date(2022, 3, 6), date(2022, 3, 13)


@pytest.fixture
def tree(db: None, fake_clock: FakeClock) -> dict[str, Unit]:
    return plant()


@pytest.fixture
def person(tree: dict[str, Unit]) -> Callable[..., User]:
    """`person("commune", "06778")`."""

    return lambda role, code: posted(tree, role, code)


def frozen(start: date, end: date, values: dict[str, dict[str, float]], known_at: datetime) -> Evaluation:
    """An evaluation whose counts are these: {unit: {indicator: value}}."""
    rows = [(i, "current", u, None, v) for u, counts in values.items() for i, v in counts.items()]
    columns = ("indicator", "window", "unit", "bucket", "value")
    kinds = (pa.string(), pa.string(), pa.string(), pa.int64(), pa.float64())
    arrays = [pa.array([r[n] for r in rows], kind) for n, kind in enumerate(kinds)]
    work = parts.work_file(".parquet")
    pq.write_table(pa.table(dict(zip(columns, arrays, strict=True))), work)
    snapshot = Snapshot.objects.create(
        known_at=known_at, tree_date=FROM, policy="p", code="c", sql="s", manifest={}
    )
    return Evaluation.objects.create(
        snapshot=snapshot, start=start, end=end, count="province", counts=parts.adopt(work),
        params={}, levels={},
    )  # fmt: skip


def active(**by_unit: float) -> dict[str, dict[str, float]]:
    """`active(u22=300, u06778=100)`: cases under management by unit."""
    return {name.removeprefix("u"): {"active": value} for name, value in by_unit.items()}


@pytest.fixture
def briefing(tree: dict[str, Unit]) -> Briefing:
    """The week to 6 March: 300 active cases, 100, 80 and 120 of them in the three communes."""
    values = active(u22=300, u195=180, u196=120, u06778=100, u06781=80, u06790=120)
    week = frozen(date(2022, 2, 28), SUNDAY, values, datetime(2022, 3, 6, 16, 0))
    return drafted(week, tree["22"], "22-2022W09-1")


def drafted(evaluation: Evaluation, place: Unit, slug: str) -> Briefing:
    return Briefing.objects.create(
        slug=slug, evaluation=evaluation, place=place, figures=[], levels=[], checks=[], tables={},
        created_at=datetime(2022, 3, 7, 6, 0),
    )  # fmt: skip


@pytest.fixture
def next_briefing(tree: dict[str, Unit]) -> Callable[..., Briefing]:
    """`next_briefing(u22=250, u06778=70)`: the week to 13 March."""

    def make(**by_unit: float) -> Briefing:
        week = frozen(date(2022, 3, 7), NEXT_SUNDAY, active(**by_unit), datetime(2022, 3, 13, 16, 0))
        return drafted(week, tree["22"], "22-2022W10-2")

    return make


def line(whom: str = "communes", role: str = "commune", **more: object) -> TaskLine:
    given = {"text": "Rà soát hộ có người chưa tiêm mũi 3", "due_at": DUE, "due_rule": "đúng giờ ghi"}
    return TaskLine(whom=whom, role=role, **{**given, **more})  # type: ignore[arg-type]


@pytest.fixture
def conclusion(tree: dict[str, Unit], briefing: Briefing) -> Conclusion:
    """One task for each of the province's three communes, measured by its active cases."""
    return actions.conclude(
        by=None, text="Các địa phương rà soát, tiêm vét.", place=tree["22"], briefing=briefing,
        chair="Chủ tịch", theme="Tiêm chủng", concluded_on=date(2022, 3, 7),
        lines=[line(measure="active", direction="down", target_change=-20.0)],
    )  # fmt: skip


@pytest.fixture
def task(conclusion: Conclusion) -> Task:
    """The task of Phường Một."""
    return conclusion.tasks.select_related("unit", "giver").get(unit__code="06778")


@pytest.fixture(autouse=True)
def root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GIAOBAN_ROOT_PLACE", "22")


@pytest.fixture
def sign_in(person: Callable[..., User], client: Client) -> Callable[[str, str], Client]:
    def enter(role: str, code: str) -> Client:
        client.force_login(person(role, code))
        return client

    return enter
