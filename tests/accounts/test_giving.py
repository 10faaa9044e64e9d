"""Giving accounts in the site, and reading the trail of what was done with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from giaoban.accounts import actions, queries
from giaoban.accounts.models import User
from giaoban.places.models import Facility, Unit

pytestmark = pytest.mark.usefixtures("tree", "fake_clock")
Person = Callable[..., User]


@pytest.fixture
def admin(person: Person) -> Client:
    client = Client()
    client.force_login(person("admin", "195"))
    return client


def _form(tree: dict[str, Unit], **changed: str) -> dict[str, str]:
    given = {"username": "Cam-Trung", "role": "commune", "place": str(tree["06778"].pk), "name": "Mẫu"}
    return given | {"valid_from": "2022-03-01", "agency": "UBND phường"} | changed


def _hospital(unit: Unit) -> Facility:
    return Facility.objects.create(
        code="BV-T", name="Bệnh viện (mẫu)", kind="hospital", unit=unit, valid_from=date(2021, 1, 1)
    )


class TestGiving:
    def test_the_words_shown_once_open_the_door(self, admin: Client, tree: dict[str, Unit]) -> None:
        answer = admin.post("/users/new/", _form(tree))
        assert answer.headers["Cache-Control"] == "no-store"
        password = answer.context["password"]
        client = Client()
        client.post("/login/", {"login": "cam-trung", "password": password})
        assert client.get("/account/").status_code == 200

    def test_a_place_outside_is_no_choice(self, admin: Client, tree: dict[str, Unit]) -> None:
        answer = admin.post("/users/new/", _form(tree, place=str(tree["06790"].pk)))
        assert answer.status_code == 422 and not User.objects.filter(username="cam-trung").exists()

    def test_a_name_that_is_taken_keeps_what_was_typed(self, admin: Client, tree: dict[str, Unit]) -> None:
        admin.post("/users/new/", _form(tree))
        again = admin.post("/users/new/", _form(tree, agency="Trạm y tế"))
        assert again.status_code == 422 and "Trạm y tế" in again.content.decode()

    def test_a_name_that_no_keyboard_makes_is_refused(self, admin: Client, tree: dict[str, Unit]) -> None:
        assert admin.post("/users/new/", _form(tree, username="cẩm trung")).status_code == 422

    def test_a_hospitals_account_stands_at_its_hospital(self, admin: Client, tree: dict[str, Unit]) -> None:
        site = _hospital(tree["195"])
        given = _form(tree, role="hospital", place=str(tree["195"].pk), facility=str(site.pk))
        assert admin.post("/users/new/", given).status_code == 200
        scope = queries.scope_of(User.objects.get(username="cam-trung"), date(2022, 3, 7))
        assert scope and scope.facility_id == site.pk

    def test_a_hospitals_account_without_a_hospital_is_not_given(
        self, admin: Client, tree: dict[str, Unit]
    ) -> None:
        given = _form(tree, role="hospital", place=str(tree["195"].pk))
        assert admin.post("/users/new/", given).status_code == 422

    def test_a_hospital_elsewhere_is_refused_in_words(self, admin: Client, tree: dict[str, Unit]) -> None:
        given = _form(tree, role="hospital", facility=str(_hospital(tree["195"]).pk))
        answer = admin.post("/users/new/", given)
        assert answer.status_code == 422 and "không thuộc" in answer.content.decode()

    def test_only_an_administrator_gives(self, person: Person) -> None:
        client = Client()
        client.force_login(person("leader", "22"))
        assert client.get("/users/new/").status_code == 403


class TestMending:
    def test_a_reset_password_ends_the_old_one(self, admin: Client, person: Person) -> None:
        person("commune", "06778")
        password = admin.post("/users/commune-06778/reset-password/").context["password"]
        user = User.objects.get(username="commune-06778")
        assert user.check_password(password)

    def test_nobody_mends_an_account_above_their_own(
        self, admin: Client, person: Person, tree: dict[str, Unit]
    ) -> None:
        above = person("leader", "22")
        actions.post(by=None, user=above, role="district", place=tree["195"], valid_from=date(2021, 1, 1))
        assert admin.get("/users/leader-22/").status_code == 404
        assert admin.post("/users/leader-22/reset-password/").status_code == 404

    def test_an_ended_posting_opens_nothing_the_day_after(self, admin: Client, person: Person) -> None:
        user = person("commune", "06778")
        admin.post("/users/commune-06778/close/", {"last_day": "2022-03-06"})
        assert queries.scope_of(user, date(2022, 3, 6)) is not None
        assert queries.scope_of(user, date(2022, 3, 7)) is None


class TestTrailPage:
    def test_it_tells_who_looked_and_why(self, admin: Client, person: Person) -> None:
        actions.log_access(by=person("commune", "06778"), subject="case:1", purpose="gọi hỏi thăm")
        assert "gọi hỏi thăm" in admin.get("/trail/").content.decode()

    def test_it_keeps_what_others_did_elsewhere(self, admin: Client, person: Person) -> None:
        actions.log_access(by=person("commune", "06790"), subject="case:1", purpose="nơi khác")
        assert "nơi khác" not in admin.get("/trail/").content.decode()

    def test_changes_are_found_by_user_and_day(self, admin: Client, tree: dict[str, Unit]) -> None:
        admin.post("/users/new/", _form(tree))
        found = admin.get("/trail/?view=acts&user=admin-195").content.decode()
        assert "accounts.create_user" in found
        assert (
            "accounts.create_user"
            not in admin.get("/trail/?view=acts&user=admin-195&day=1999-01-01").content.decode()
        )

    def test_a_day_that_is_none_finds_everything(self, admin: Client) -> None:
        assert admin.get("/trail/?day=2022-99-99").status_code == 200
