"""Demo accounts: one sign-in per role, never under production settings."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client

from giaoban.accounts.demo import create_demo_accounts
from giaoban.accounts.models import Posting, User
from giaoban.kernel.errors import UserError
from giaoban.kernel.models import AuditEvent
from giaoban.places.models import Unit
from tests.accounts.totp import code


@pytest.fixture
def places(tree: dict[str, Unit]) -> dict[str, Unit]:
    return {"province": tree["22"], "district": tree["195"], "commune": tree["06778"]}


@pytest.mark.slow
class TestDemoAccounts:
    def test_each_role_gets_one_at_its_place(self, places: dict[str, Unit]) -> None:
        made = {a["role"]: a for a in create_demo_accounts(places=places)}
        assert {role: a["place"] for role, a in made.items()} == {
            "leader": "22", "analyst": "22", "office": "22", "partner": "22", "hospital": "22",
            "agency": "22", "coordinator": "22", "admin": "22",
            "district": "195", "commune": "06778", "station": "06778",
            "companion": "06778", "hotline": "195",
        }  # fmt: skip
        assert {r for r, a in made.items() if a["totp_secret"]} == {"analyst", "admin"}

    def test_every_one_of_them_signs_in(self, places: dict[str, Unit]) -> None:
        for account in create_demo_accounts(places=places):
            client = Client()
            form = {"login": account["user"], "password": account["password"]}
            response = client.post("/login/", form)
            if account["totp_secret"]:
                assert response.headers["Location"] == "/login/code/"
                client.post("/login/code/", {"code": code(account["totp_secret"])})
            assert client.get("/account/").status_code == 200, account["role"]

    def test_a_second_run_gives_new_passwords_to_the_same_people(self, places: dict[str, Unit]) -> None:
        first, second = (create_demo_accounts(places=places) for _ in range(2))
        assert not {a["password"] for a in first} & {a["password"] for a in second}
        assert User.objects.count() == Posting.objects.count() == len(second)

    def test_a_scene_without_districts_leaves_their_officer_out(self, places: dict[str, Unit]) -> None:
        del places["district"]
        assert "district" not in {a["role"] for a in create_demo_accounts(places=places)}

    def test_each_account_leaves_an_audit_row_without_its_password(self, places: dict[str, Unit]) -> None:
        made = create_demo_accounts(places=places)
        rows = AuditEvent.objects.filter(action="accounts.create_user")
        assert rows.count() == len(made)
        written = str(list(AuditEvent.objects.values_list("data", flat=True)))
        assert not [a for a in made if a["password"] in written or (a["totp_secret"] or "-") in written]

    def test_it_is_refused_where_the_settings_say_so(self, places: dict[str, Unit], settings: Any) -> None:
        settings.GIAOBAN_DEMO_ACCOUNTS = False
        with pytest.raises(UserError, match="không cho tạo tài khoản mẫu"):
            create_demo_accounts(places=places)
        assert not User.objects.exists()


@pytest.mark.slow
class TestProduction:
    def test_its_settings_refuse_demo_accounts_and_have_no_style_guide(self) -> None:
        script = (
            "import django; django.setup()\n"
            "from giaoban.accounts.demo import create_demo_accounts\n"
            "from giaoban.kernel.errors import UserError\n"
            "from giaoban.accounts.urls import urlpatterns\n"
            "assert 'parts' not in {p.name for p in urlpatterns}\n"
            "try: create_demo_accounts(places={})\n"
            "except UserError as error: print(error.code)\n"
        )
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "giaoban.config.settings.production",
            "PYTHONPATH": "src",
        }
        environment.pop("GIAOBAN_CLOCK", None)
        ran = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        assert ran.stdout.strip() == "demo_refused"
