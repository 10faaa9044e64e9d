"""The tree since 1 July 2025: a province and its communes, no district between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from giaoban.accounts import queries as accounts
from giaoban.accounts.models import User
from giaoban.directives import actions, queries, rules
from giaoban.directives.models import Conclusion
from giaoban.directives.notices.whom import Addressed
from giaoban.places.models import Unit
from tests.clock import FakeClock
from tests.directives.conftest import line
from tests.directives.tree import posted, unit

TODAY = date(2025, 9, 8)
DUE = datetime(2025, 9, 12, 17, 0)
SignIn = Callable[[str, str], Client]


@pytest.fixture
def tree(db: None, fake_clock: FakeClock) -> dict[str, Unit]:
    fake_clock.set(datetime(2025, 9, 8, 7, 0))
    found: dict[str, Unit] = {}
    for code, level, name, above in (
        ("VN", "country", "Việt Nam", ""),
        ("22", "province", "Tỉnh Hai Cấp", "VN"),
        ("06778", "commune", "Phường Một", "22"),
        ("06790", "commune", "Xã Hai", "22"),
        ("06799", "commune", "Đặc khu Ba", "22"),
    ):
        found[code] = unit(code, level, name, found.get(above))
        found[code].save()
    return found


@pytest.fixture
def person(tree: dict[str, Unit]) -> Callable[..., User]:
    return lambda role, code: posted(tree, role, code)


@pytest.fixture
def conclusion(tree: dict[str, Unit]) -> Conclusion:
    return actions.conclude(
        by=None, text="Các địa phương rà soát.", place=tree["22"], lines=[line(due_at=DUE)]
    )


def kinds(user: User, now: datetime) -> list[str]:
    scope = accounts.scope_of(user, now.date())
    assert scope is not None
    return [duty.kind for duty in queries.duties(scope, now)]


class TestTheWayDown:
    def test_every_commune_gets_its_task_from_the_province(self, conclusion: Conclusion) -> None:
        given = [(t.unit.code, t.giver.code, t.body) for t in conclusion.tasks.order_by("unit__code")]
        assert given == [
            ("06778", "22", "UBND phường Một"),
            ("06790", "22", "UBND xã Hai"),
            ("06799", "22", "UBND đặc khu Ba"),
        ]

    @pytest.mark.parametrize(
        "words", ["các địa phương", "UBND các xã, phường, đặc khu", "Chủ tịch UBND cấp xã"]
    )
    def test_a_notice_that_names_no_level_means_the_communes(self, tree: dict[str, Unit], words: str) -> None:
        known = Addressed([u for u in tree.values() if u.level != "country"])
        assert (known.guess(words).whom, known.guess(words).role) == ("communes", "commune")

    def test_no_form_offers_a_district(self, tree: dict[str, Unit], sign_in: SignIn) -> None:
        page = sign_in("office", "22").get("/nhiem-vu/ket-luan/moi/").text
        assert 'value="communes"' in page and 'value="districts"' not in page

    def test_a_commune_makes_it_concrete_for_its_station(
        self, conclusion: Conclusion, tree: dict[str, Unit], person: Callable[..., User]
    ) -> None:
        parent = conclusion.tasks.get(unit=tree["06778"])
        own = actions.make_concrete(
            by=person("commune", "06778"), task=parent, text="Trạm Y tế rà soát từng khu phố.",
            lines=[line("unit", "station", unit=tree["06778"], due_at=DUE)],
        )  # fmt: skip
        (task,) = own.tasks.all()
        assert (task.parent_id, task.giver.code, task.body) == (parent.pk, "06778", "Trạm Y tế phường Một")
        parent.refresh_from_db()
        assert parent.state == "received"


class TestTheWayUp:
    def test_an_obstacle_of_a_commune_is_the_provinces(
        self, tree: dict[str, Unit], person: Callable[..., User]
    ) -> None:
        commune, office = person("commune", "06778"), person("office", "22")
        raised = actions.raise_obstacle(by=commune, unit=tree["06778"], text="Thiếu vắc xin.")
        assert raised.owner == tree["22"] and kinds(office, raised.raised_at) == ["obstacle"]

    def test_what_is_late_climbs_past_the_level_that_is_no_more(
        self, conclusion: Conclusion, tree: dict[str, Unit], person: Callable[..., User]
    ) -> None:
        parent = conclusion.tasks.get(unit=tree["06778"])
        actions.make_concrete(
            by=person("commune", "06778"), task=parent, text="Trạm Y tế rà soát.",
            lines=[line("unit", "station", unit=tree["06778"], due_at=datetime(2025, 9, 9, 17, 0))],
        )  # fmt: skip
        office = person("office", "22")
        soon, late = datetime(2025, 9, 10, 8, 0), datetime(2025, 9, 9, 17, 1) + rules.CLIMB * 2
        assert "task_overdue" not in kinds(office, soon)
        assert "task_overdue" in kinds(office, late)
