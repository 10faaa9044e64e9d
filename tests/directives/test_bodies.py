"""Bodies own tasks; who answers for what is dated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from giaoban.accounts import queries as accounts
from giaoban.accounts.models import User
from giaoban.directives import actions, queries
from giaoban.directives.models import Body, Charge, Task
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit
from tests.directives.conftest import line
from tests.directives.tree import FROM

Person = Callable[[str, str], User]


@pytest.fixture
def health(tree: dict[str, Unit]) -> Body:
    return actions.add_body(by=None, place=tree["22"], name="Sở Y tế", kind="department", valid_from=FROM)


@pytest.fixture
def owned(tree: dict[str, Unit], health: Body) -> Task:
    made = actions.conclude(
        by=None,
        text="Sở Y tế cấp thuốc.",
        place=tree["22"],
        theme="điều trị",
        lines=[line("body", agency=health)],
    )
    return made.tasks.get()


class TestABodysTask:
    def test_it_bears_the_bodys_name_and_stands_at_its_place(self, owned: Task, health: Body) -> None:
        assert (owned.body, owned.role, owned.agency, owned.unit.code) == ("Sở Y tế", "agency", health, "22")

    def test_only_its_officer_answers_it(self, owned: Task, health: Body, person: Person) -> None:
        officer = person("agency", "22")
        with pytest.raises(UserError):
            actions.answer(by=officer, task=owned, note="Đã cấp.")
        actions.appoint(by=None, body=health, user=officer)
        actions.answer(by=officer, task=owned, note="Đã cấp.")
        owned.refresh_from_db()
        assert owned.state == "done"

    def test_the_office_speaks_for_it_but_does_not_sign_off_its_own_words(
        self, owned: Task, person: Person
    ) -> None:
        office = person("office", "22")
        actions.answer(by=office, task=owned, note="Sở báo đã cấp.")
        with pytest.raises(UserError, match="không tự xác nhận"):
            actions.sign_off(by=office, task=owned)
        assert actions.sign_off_all(by=office, conclusion=owned.conclusion) == 0
        actions.sign_off(by=person("leader", "22"), task=owned)

    def test_its_officer_sees_it_on_the_list_and_another_bodys_officer_does_not(
        self, owned: Task, health: Body, tree: dict[str, Unit], person: Person, client: Client
    ) -> None:
        officer = person("agency", "22")
        client.force_login(officer)
        assert client.get(f"/nhiem-vu/{owned.pk}/").status_code == 404
        police = actions.add_body(by=None, place=tree["22"], name="Công an tỉnh", kind="force")
        actions.appoint(by=None, body=police, user=officer)
        assert client.get(f"/nhiem-vu/{owned.pk}/").status_code == 404
        actions.appoint(by=None, body=health, user=officer)
        assert client.get(f"/nhiem-vu/{owned.pk}/").status_code == 200
        assert "Sở Y tế" in client.get("/nhiem-vu/").text

    def test_a_post_needs_the_role_of_a_body_at_its_place(self, health: Body, person: Person) -> None:
        with pytest.raises(UserError):
            actions.appoint(by=None, body=health, user=person("commune", "06778"))


class TestCharges:
    def test_a_new_leader_ends_the_one_before_and_the_map_is_read_by_date(
        self, tree: dict[str, Unit], person: Person
    ) -> None:
        for day, holder in ((date(2022, 1, 1), "PCT A"), (date(2022, 3, 1), "PCT B")):
            actions.put_in_charge(
                by=None,
                place=tree["22"],
                part=Charge.Part.LEADS,
                holder=holder,
                theme="điều trị",
                valid_from=day,
            )
        scope = accounts.scope_of(person("office", "22"), date(2022, 3, 7))
        assert scope is not None
        assert [c.holder for c in queries.charges(scope, date(2022, 2, 1))] == ["PCT A"]
        assert [c.holder for c in queries.charges(scope, date(2022, 3, 7))] == ["PCT B"]

    def test_tasks_are_told_by_leader_body_and_area(
        self, owned: Task, tree: dict[str, Unit], sign_in: Any
    ) -> None:
        actions.put_in_charge(by=None, place=tree["22"], part="leads", holder="PCT B", theme="Điều trị")
        client = sign_in("office", "22")
        assert "PCT B" in client.get("/nhiem-vu/theo-doi/").text
        assert "Sở Y tế" in client.get("/nhiem-vu/theo-doi/?by=body").text
        assert "Tỉnh Mẫu" in client.get("/nhiem-vu/theo-doi/?by=area").text
        assert client.get("/nhiem-vu/theo-doi/?by=name").status_code == 404

    def test_a_district_charges_nobody_at_the_province(self, tree: dict[str, Unit], person: Person) -> None:
        with pytest.raises(UserError):
            actions.put_in_charge(by=person("district", "195"), place=tree["22"], part="leads", holder="A")

    def test_they_are_typed_on_their_page(self, tree: dict[str, Unit], sign_in: Any) -> None:
        client = sign_in("office", "22")
        typed = {"place": "195", "part": "executes", "holder": "Chủ tịch UBND thành phố", "theme": ""}
        assert "Chủ tịch UBND thành phố" in client.post("/nhiem-vu/phan-cong/", typed, follow=True).text
        named = {"name": "Mặt trận Tổ quốc", "kind": "front"}
        assert "Mặt trận Tổ quốc" in client.post("/nhiem-vu/co-quan/", named, follow=True).text
