"""What waits for an answer, and what is late, climbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from giaoban.accounts import queries as accounts
from giaoban.accounts.models import User
from giaoban.directives import actions, queries, rules
from giaoban.directives.models import Conclusion, Obstacle, Task
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit
from tests.clock import FakeClock
from tests.directives.conftest import DUE, line

Person = Callable[[str, str], User]
LATER = timedelta(minutes=1)


def kinds(user: User, now: datetime) -> list[str]:
    scope = accounts.scope_of(user, now.date())
    assert scope is not None
    return [duty.kind for duty in queries.duties(scope, now)]


class TestClimbed:
    @pytest.mark.parametrize(
        ("late", "levels"), [(timedelta(0), 0), (LATER, 0), (rules.CLIMB, 1), (rules.CLIMB * 2 + LATER, 2)]
    )
    def test_it_is_one_level_for_every_term(self, late: timedelta, levels: int) -> None:
        assert rules.climbed(DUE, DUE + late) == levels


class TestAnObstacle:
    @pytest.fixture
    def raised(self, tree: dict[str, Unit], person: Person) -> Obstacle:
        return actions.raise_obstacle(
            by=person("commune", "06778"), unit=tree["06778"], text="Thiếu bộ xét nghiệm."
        )

    def test_the_level_above_owns_it_and_the_next_one_only_once_it_waited_too_long(
        self, raised: Obstacle, person: Person
    ) -> None:
        district, office = person("district", "195"), person("office", "22")
        assert kinds(district, raised.raised_at) == ["obstacle"]
        assert kinds(office, raised.due_at) == []
        assert kinds(office, raised.due_at + LATER) == ["obstacle"]

    def test_an_answer_closes_it(self, raised: Obstacle, person: Person) -> None:
        district = person("district", "195")
        answered = actions.answer_obstacle(by=district, obstacle=raised, answer="Cấp 500 bộ hôm nay.")
        assert (answered.state, answered.answered_by) == ("answered", district)
        with pytest.raises(UserError):
            actions.answer_obstacle(by=district, obstacle=raised, answer="Lần nữa.")

    def test_another_district_neither_sees_nor_answers_it(self, raised: Obstacle, sign_in: Any) -> None:
        client: Client = sign_in("district", "196")
        assert client.get(f"/nhiem-vu/vuong-mac/{raised.pk}/").status_code == 404

    def test_a_stuck_task_is_one_and_its_reply_answers_it(self, task: Task, person: Person) -> None:
        actions.stuck(by=person("commune", "06778"), task=task, note="Không đủ vắc xin.")
        one = Obstacle.objects.get()
        assert (one.task, one.owner.code, one.state) == (task, "22", "open")
        actions.answer_obstacle(by=person("office", "22"), obstacle=one, answer="Điều từ kho tỉnh.")
        assert task.statuses.order_by("-seq")[0].move == "reply"
        assert Obstacle.objects.get().answer == "Điều từ kho tỉnh."

    def test_who_goes_on_is_no_longer_held_up(self, task: Task, person: Person) -> None:
        officer = person("commune", "06778")
        actions.ask_help(by=officer, task=task, note="Cần 5 người tiêm.")
        task.refresh_from_db()
        assert task.state == "given"  # help is asked for while work goes on
        actions.report(by=officer, task=task, note="Đã mượn được người.")
        assert Obstacle.objects.get().state == "answered"


class TestALateTask:
    def test_the_country_hears_of_it_only_after_the_province_had_its_time(
        self, conclusion: Conclusion, person: Person
    ) -> None:
        office, country = person("office", "22"), person("leader", "VN")
        assert "task_overdue" in kinds(office, DUE + LATER)
        assert "task_overdue" not in kinds(country, DUE + LATER)
        assert "task_overdue" in kinds(country, DUE + rules.CLIMB + LATER)


class TestMakingConcrete:
    @pytest.fixture
    def given(self, tree: dict[str, Unit]) -> Task:
        made = actions.conclude(
            by=None, text="Huyện rà soát.", place=tree["22"], lines=[line("districts", "district")]
        )
        return Task.objects.get(conclusion=made, unit=tree["195"])

    def test_it_is_received_and_its_parts_are_linked_in_the_lower_bodys_own_document(
        self, given: Task, person: Person, fake_clock: FakeClock
    ) -> None:
        made = actions.make_concrete(
            by=person("district", "195"), task=given, text="Phường rà soát từng hộ.", lines=[line()]
        )
        given.refresh_from_db()
        assert (given.state, made.answers, made.place.code) == ("received", given, "195")
        assert {t.unit.code for t in given.parts.all()} == {"06778", "06781"}
        assert {t.giver.code for t in given.parts.all()} == {"195"}

    def test_no_part_may_be_due_after_it(self, given: Task, person: Person) -> None:
        late = line(due_at=DUE + LATER)
        with pytest.raises(UserError, match="muộn hơn"):
            actions.make_concrete(by=person("district", "195"), task=given, text="Rà soát.", lines=[late])
        given.refresh_from_db()
        assert given.state == "given"

    def test_another_district_cannot(self, given: Task, person: Person) -> None:
        with pytest.raises(UserError):
            actions.make_concrete(by=person("district", "196"), task=given, text="Rà soát.", lines=[line()])

    def test_by_page_the_officer_looks_and_the_level_above_sees_the_parts(
        self, given: Task, sign_in: Any, person: Person, client: Client
    ) -> None:
        district = sign_in("district", "195")
        address = f"/nhiem-vu/{given.pk}/cu-the-hoa/"
        assert "Cụ thể hóa" in district.get(address).text
        typed = {
            "text": "Phường rà soát từng hộ.", "concluded_on": "07/3/2022", "n_lines": "1", "line0-text": "",
            "line0-whom": "communes", "line0-role": "commune", "line0-due": "trước ngày 9/3",
        }  # fmt: skip
        look = district.post(address, {**typed, "do": "preview"})
        seen = look.text.split('name="seen" value="')[1].split('"')[0]
        saved = district.post(address, {**typed, "do": "save", "seen": seen}, follow=True)
        assert saved.status_code == 200 and "Phường rà soát từng hộ." in saved.text
        client.force_login(person("office", "22"))
        assert "Cấp dưới được giao tiếp" in client.get(f"/nhiem-vu/{given.pk}/").text
