"""What somebody sees of tasks, and what is asked of them today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from giaoban.accounts import queries as accounts
from giaoban.accounts.models import User
from giaoban.accounts.scope import Scope
from giaoban.directives import actions, queries
from giaoban.directives.models import Conclusion, Task
from giaoban.kernel import clock
from giaoban.places.models import Unit
from tests.clock import FakeClock
from tests.directives.conftest import DUE, line

Person = Callable[..., User]
Tree = dict[str, Unit]


def scope(user: User) -> Scope:
    found = accounts.scope_of(user, clock.today())
    assert found
    return found


def seen(user: User) -> list[str]:
    return sorted(t.unit.code for t in queries.visible(scope(user)).select_related("unit"))


class TestVisible:
    @pytest.mark.parametrize(
        ("role", "code", "codes"),
        [
            ("leader", "22", ["06778", "06781", "06790"]),
            ("office", "22", ["06778", "06781", "06790"]),
            ("district", "195", ["06778", "06781"]),
            ("district", "196", ["06790"]),
            ("commune", "06778", ["06778"]),
            ("station", "06778", ["06778"]),  # shares the commune's work, reads it
            ("hospital", "22", []),  # posted at the province, given nothing
            ("analyst", "22", []),
            ("partner", "22", []),
            ("office", "24", []),
            ("commune", "07000", []),
        ],
    )
    def test_it_is_the_subtree_of_who_oversees_and_the_own_unit_of_who_answers(
        self, conclusion: Conclusion, person: Person, role: str, code: str, codes: list[str]
    ) -> None:
        assert seen(person(role, code)) == codes

    def test_a_hospital_sees_its_own_task_and_not_the_communes(
        self, tree: Tree, conclusion: Conclusion, person: Person
    ) -> None:
        actions.cascade(by=None, conclusion=conclusion, line=line("unit", "hospital", unit=tree["22"]))
        assert seen(person("hospital", "22")) == ["22"]


class TestFilter:
    def counts(self, person: Person) -> dict[str, int]:
        return queries.counts(queries.visible(scope(person("office", "22"))), clock.now())

    def test_it_counts_by_state_and_by_the_clock(
        self, conclusion: Conclusion, person: Person, fake_clock: FakeClock
    ) -> None:
        one, two, _ = conclusion.tasks.order_by("unit__code")
        actions.stuck(by=None, task=one, note="Thiếu người")
        actions.answer(by=None, task=two, note="Xong")
        fake_clock.set(DUE + timedelta(minutes=1))
        counts = self.counts(person)
        wanted = {"all": 3, "open": 2, "overdue": 2, "week": 0, "stuck": 1, "waiting": 1, "accepted": 0}
        assert {k: counts[k] for k in wanted} == wanted
        assert counts["state_given"] == 1

    def test_due_this_week_ends_with_sunday(self, tree: Tree, conclusion: Conclusion, person: Person) -> None:
        for due in (datetime(2022, 3, 13, 23, 59), datetime(2022, 3, 14, 0, 0)):
            actions.cascade(
                by=None, conclusion=conclusion,
                line=line("unit", "commune", unit=tree["06790"], due_at=due),
            )  # fmt: skip
        assert self.counts(person)["week"] == 4

    def test_a_place_narrows_the_list_to_its_subtree(
        self, tree: Tree, conclusion: Conclusion, person: Person
    ) -> None:
        office = scope(person("office", "22"))
        found = queries.tasks(office, "open", clock.now(), place=tree["195"])
        assert [t.unit.code for t in found] == ["06778", "06781"]


class TestConclusions:
    def test_a_commune_sees_the_conclusion_behind_its_task_and_counts_its_own_only(
        self, conclusion: Conclusion, person: Person
    ) -> None:
        officer = scope(person("commune", "06778"))
        assert queries.conclusion(officer, conclusion.pk) == conclusion
        assert queries.counts_of(officer, [conclusion], clock.now())[conclusion.pk]["all"] == 1

    @pytest.mark.parametrize(("role", "code"), [("commune", "07000"), ("office", "24"), ("partner", "22")])
    def test_who_has_no_part_in_it_does_not_see_it(
        self, conclusion: Conclusion, person: Person, role: str, code: str
    ) -> None:
        assert queries.conclusion(scope(person(role, code)), conclusion.pk) is None


class TestDuties:
    def test_an_officer_has_a_row_for_each_open_task(
        self, task: Task, person: Person, fake_clock: FakeClock
    ) -> None:
        officer = scope(person("commune", "06778"))
        (duty,) = queries.duties(officer, clock.now())
        assert (duty.kind, duty.key, duty.due, duty.link) == (
            "task_new", str(task.pk), DUE, f"/nhiem-vu/{task.pk}/",
        )  # fmt: skip
        actions.receive(by=None, task=task)
        assert [d.kind for d in queries.duties(officer, clock.now())] == ["task"]
        actions.answer(by=None, task=task, note="Xong")
        assert queries.duties(officer, clock.now()) == []

    def test_a_task_sent_back_returns_to_the_list(self, task: Task, person: Person) -> None:
        actions.answer(by=None, task=task, note="Xong")
        actions.return_(by=None, task=task, note="Thiếu danh sách")
        (duty,) = queries.duties(scope(person("commune", "06778")), clock.now())
        assert "trả lại" in duty.detail

    def test_the_station_has_no_row_for_the_committees_task(self, task: Task, person: Person) -> None:
        assert queries.duties(scope(person("station", "06778")), clock.now()) == []

    def test_the_giver_has_one_row_a_conclusion_and_kind(
        self, conclusion: Conclusion, person: Person, fake_clock: FakeClock
    ) -> None:
        one, two, three = conclusion.tasks.order_by("unit__code")
        actions.answer(by=None, task=one, note="Xong")
        actions.stuck(by=None, task=two, note="Thiếu người")
        actions.ask_extension(by=None, task=three, due_at=DUE + timedelta(days=1), note="Mưa")
        fake_clock.set(DUE + timedelta(minutes=1))
        found = queries.duties(scope(person("office", "22")), clock.now())
        assert {d.kind: d.title.split()[0] for d in found} == {
            "task_sign_off": "1", "obstacle": "Thiếu", "task_extension": "1", "task_overdue": "2",
        }  # fmt: skip
        links = {d.kind: d.link for d in found}
        assert links["task_sign_off"] == f"/nhiem-vu/{one.pk}/"  # a single one opens at once
        assert links["task_overdue"] == f"/nhiem-vu/?state=overdue&conclusion={conclusion.pk}"

    def test_a_request_that_was_decided_asks_nothing_more(self, task: Task, person: Person) -> None:
        office = scope(person("office", "22"))
        actions.ask_extension(by=None, task=task, due_at=DUE + timedelta(days=1), note="Mưa")
        actions.refuse_extension(by=None, task=task, note="Không")
        assert queries.duties(office, clock.now()) == []
