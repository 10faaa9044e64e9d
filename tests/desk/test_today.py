"""Work is found, not remembered: today's worklist of each role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from giaoban.accounts import queries as accounts
from giaoban.accounts.models import User
from giaoban.accounts.scope import Scope
from giaoban.desk import today
from giaoban.directives import actions
from giaoban.directives.lines import TaskLine
from giaoban.intake.models import Batch, Return
from giaoban.kernel import clock
from giaoban.places.models import Unit
from giaoban.registry.models import Case, Person
from tests.clock import FakeClock
from tests.directives.tree import plant, posted

SATURDAY, MONDAY = datetime(2022, 3, 12, 9, 0), datetime(2022, 3, 7, 7, 0)
Post = Callable[..., User]
WARM_QUERIES = 36  # a commune's, which answers, gives work on, signs it off and has a station with nights


@pytest.fixture
def tree(db: None, fake_clock: FakeClock, settings: Any) -> dict[str, Unit]:
    settings.GIAOBAN_ROOT_PLACE = "22"
    return plant()


@pytest.fixture
def person(tree: dict[str, Unit]) -> Post:
    return lambda role, code: posted(tree, role, code)


def scope(user: User) -> Scope:
    found = accounts.scope_of(user, clock.today())
    assert found
    return found


def kinds(user: User) -> list[str]:
    return [d.kind for d in today.worklist(scope(user), clock.now())]


@pytest.fixture
def batch(tree: dict[str, Unit]) -> Batch:
    return Batch.objects.create(kind="returns", filename="f", sha256="0" * 64, source="s", received_at=MONDAY)


def reported(batch: Batch, unit: Unit, first: date, last: date) -> None:
    Return.objects.create(
        unit=unit, publisher=unit, from_date=first, to_date=last, indicator="new_cases", value=0, source="s",
        key=f"{unit.code}{first}".encode()[:16], batch=batch, recorded_at=MONDAY,
    )  # fmt: skip


def case(
    batch: Batch, unit: Unit, announced: date, ref: int, outcome: str = "", disease: str = "covid-19"
) -> None:
    who = Person.objects.create(ref=ref, unit=unit, recorded_at=MONDAY)
    Case.objects.create(
        ref=ref, person=who, unit=unit, announced=announced, outcome=outcome,
        outcome_date=announced if outcome else None, batch=batch, row=ref, source="s",
        key=bytes([ref]), fingerprint=b"", disease=disease, first_recorded_at=MONDAY, recorded_at=MONDAY,
    )  # fmt: skip


class TestReturns:
    def test_a_commune_is_asked_for_last_week_and_this_week(
        self, tree: dict[str, Unit], person: Post
    ) -> None:
        duties = today.worklist(scope(person("commune", "06778")), clock.now())
        assert [(d.kind, d.overdue(clock.now())) for d in duties] == [("return", True), ("return", False)]
        assert duties[0].due == datetime(2022, 3, 6, 16, 0)  # the province's cut-off on that Sunday

    def test_a_zero_is_a_report(self, tree: dict[str, Unit], person: Post, batch: Batch) -> None:
        reported(batch, tree["06778"], date(2022, 3, 6), date(2022, 3, 6))
        (duty,) = today.worklist(scope(person("commune", "06778")), clock.now())
        assert "07/3/2022" in duty.title

    def test_a_neighbours_report_is_not_ones_own(
        self, tree: dict[str, Unit], person: Post, batch: Batch
    ) -> None:
        reported(batch, tree["06781"], date(2022, 3, 6), date(2022, 3, 6))
        assert kinds(person("commune", "06778")) == ["return", "return"]

    def test_only_the_commune_sends_them(self, tree: dict[str, Unit], person: Post) -> None:
        assert kinds(person("station", "06778")) == kinds(person("district", "195")) == []


class TestCasesToClose:
    @pytest.mark.parametrize(
        ("announced", "n"),
        [(date(2022, 2, 27), 1), (date(2022, 2, 28), 1), (date(2022, 3, 1), 0)],
    )
    def test_they_are_counted_from_the_day_the_rule_allows(
        self, tree: dict[str, Unit], person: Post, batch: Batch, announced: date, n: int
    ) -> None:
        case(batch, tree["06778"], announced, 1)
        case(batch, tree["06778"], date(2022, 2, 1), 2, outcome="recovered")
        case(batch, tree["06781"], date(2022, 2, 1), 3)
        case(batch, tree["06778"], date(2022, 2, 1), 4, disease="dengue")  # another rule's days
        duties = today.worklist(scope(person("station", "06778")), clock.now())
        found = [d for d in duties if d.kind == "close_cases"]
        assert len(found) == n
        assert all(d.title.startswith("1 ca ") and d.link == "/ca-benh/qua-han/" for d in found)


class TestThePage:
    def test_it_has_one_action_a_row_and_says_what_is_late(
        self, tree: dict[str, Unit], person: Post, client: Client, fake_clock: FakeClock
    ) -> None:
        due = datetime(2022, 3, 9, 23, 59)
        line = TaskLine(text="Rà soát hộ", whom="communes", role="commune", due_at=due)
        actions.conclude(by=None, text="K.", place=tree["22"], lines=[line])
        client.force_login(person("commune", "06778"))
        page = client.get("/viec-hom-nay/").text
        assert "Rà soát hộ" in page and "Hạn hết ngày 09/3/2022" in page
        assert page.count('class="btn small main"') == page.count('<li class="work ')
        fake_clock.set(datetime(2022, 3, 10, 0, 0))
        assert "Quá hạn từ hết ngày 09/3/2022" in client.get("/viec-hom-nay/").text

    def test_without_work_it_says_what_would_fill_it(
        self, tree: dict[str, Unit], person: Post, client: Client
    ) -> None:
        client.force_login(person("hospital", "22"))
        assert "Không còn việc nào đến tay" in client.get("/viec-hom-nay/").text

    def test_who_has_no_duties_is_not_sent_here(
        self, tree: dict[str, Unit], person: Post, client: Client
    ) -> None:
        client.force_login(person("partner", "22"))
        assert client.get("/viec-hom-nay/").status_code == 403

    def test_the_number_of_queries_does_not_grow_with_the_tasks(
        self,
        tree: dict[str, Unit],
        person: Post,
        client: Client,
        django_assert_max_num_queries: Any,
    ) -> None:
        line = TaskLine(text="Việc", whom="communes", role="commune", due_at=SATURDAY)
        client.force_login(person("commune", "06778"))
        actions.conclude(by=None, text="Kết luận một.", place=tree["22"], lines=[line])
        client.get("/viec-hom-nay/")
        with CaptureQueriesContext(connection) as few:
            client.get("/viec-hom-nay/")
        for n in range(10):
            actions.conclude(by=None, text=f"Kết luận {n}.", place=tree["22"], lines=[line])
        # care 8, tasks 4, programmes 2, returns 6, movement 7, pairs 2, nights 1, the reader 4: a few each
        with django_assert_max_num_queries(min(len(few), WARM_QUERIES)):
            client.get("/viec-hom-nay/")
