"""The operator's commands."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from giaoban.accounts import cli, queries
from giaoban.accounts.models import User
from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility, Unit
from tests.accounts.totp import code

pytestmark = pytest.mark.usefixtures("tree", "fake_clock")
ON = date(2022, 3, 7)


def _said(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


@pytest.mark.slow
class TestAdd:
    def test_the_printed_words_open_the_door(self, capsys: pytest.CaptureFixture[str]) -> None:
        cli.add("Quan-Tri", role="admin", place="22")
        said, client = _said(capsys), Client()
        client.post("/login/", {"login": said["user"], "password": said["password"]})
        client.post("/login/code/", {"code": code(said["totp_secret"])})
        assert client.get("/users/").status_code == 200

    def test_a_commune_needs_no_second_factor(self, capsys: pytest.CaptureFixture[str]) -> None:
        cli.add("cam-trung", role="commune", place="06778", agency="UBND phường")
        assert _said(capsys)["totp_secret"] is None

    def test_a_hospitals_account_opens_its_own_beds(
        self, capsys: pytest.CaptureFixture[str], tree: dict[str, Unit]
    ) -> None:
        site = Facility.objects.create(
            code="BV-T", name="BV", kind="hospital", unit=tree["195"], valid_from=date(2021, 1, 1)
        )
        cli.add("benh-vien", role="hospital", place="195", facility="BV-T")
        scope = queries.scope_of(User.objects.get(), ON)
        assert scope and scope.facility_id == site.pk

    def test_a_facility_nobody_knows_is_refused(self) -> None:
        with pytest.raises(UserError, match="BV-X"):
            cli.add("benh-vien", role="hospital", place="195", facility="BV-X")

    def test_nothing_stays_of_an_account_whose_posting_fails(self) -> None:
        with pytest.raises(UserError, match="vai trò"):
            cli.add("ai-do", role="king", place="06778")
        assert not User.objects.exists()

    def test_a_place_that_is_not_in_force_that_day_is_refused(self, tree: dict[str, Unit]) -> None:
        Unit.objects.filter(pk=tree["06778"].pk).update(valid_to=date(2021, 12, 31))
        with pytest.raises(UserError, match="không có hiệu lực vào ngày 07/3/2022"):
            cli.add("cam-trung", role="commune", place="06778")


class TestLater:
    @pytest.fixture
    def officer(self, capsys: pytest.CaptureFixture[str]) -> User:
        cli.add("can-bo", role="commune", place="06778")
        capsys.readouterr()
        return User.objects.get()

    def test_a_move_counts_from_its_day(self, officer: User) -> None:
        cli.post("can-bo", role="district", place="196", start=datetime(2022, 3, 10))
        today, then = queries.scope_of(officer, ON), queries.scope_of(officer, date(2022, 3, 10))
        assert today and then and (today.path, then.path) == ("VN/22/195/06778", "VN/22/196")

    def test_closing_ends_what_is_in_force(self, officer: User) -> None:
        cli.close("can-bo", last_day=datetime(2022, 3, 8))
        assert queries.scope_of(officer, date(2022, 3, 8))
        assert queries.scope_of(officer, date(2022, 3, 9)) is None

    def test_a_new_password_ends_the_old_one(self, officer: User, capsys: pytest.CaptureFixture[str]) -> None:
        old = officer.password
        cli.password("can-bo")
        officer.refresh_from_db()
        assert officer.password != old and officer.check_password(_said(capsys)["password"])

    def test_a_new_phone_gets_a_new_secret(self, officer: User, capsys: pytest.CaptureFixture[str]) -> None:
        secrets = []
        for _ in range(2):
            cli.second_factor("can-bo")
            secrets.append(_said(capsys)["totp_secret"])
        assert secrets[0] != secrets[1] and officer.authenticator_set.count() == 1

    def test_an_unknown_name_is_said(self) -> None:
        with pytest.raises(UserError, match="Không có tài khoản"):
            cli.password("khong-ai")
