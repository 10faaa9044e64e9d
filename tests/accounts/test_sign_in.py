"""Signing in, the lock, the second factor, the way out."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from giaoban.accounts import actions
from giaoban.accounts.models import User
from tests.accounts.totp import PASSWORD, code

Person = Callable[..., User]
WRONG = {"login": "commune-06778", "password": "sai-mat-khau"}
RIGHT = {"login": "commune-06778", "password": PASSWORD}


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def officer(person: Person) -> User:
    return person("commune", "06778", second_factor=False)


@pytest.fixture
def analyst(person: Person) -> tuple[User, str]:
    user = person("analyst", "22", second_factor=False)
    return user, actions.enrol_second_factor(by=None, user=user)


def _signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


class TestSignIn:
    def test_the_right_password_opens_the_first_page(self, officer: User, client: Client) -> None:
        response = client.post("/login/", RIGHT)
        assert (response.status_code, response.headers["Location"]) == (302, "/")
        assert _signed_in(client)

    def test_a_phones_capital_letter_does_no_harm(self, officer: User, client: Client) -> None:
        client.post("/login/", {**RIGHT, "login": "Commune-06778 "})
        assert _signed_in(client)

    def test_a_wrong_password_says_what_to_do_and_keeps_the_name(self, officer: User, client: Client) -> None:
        page = client.post("/login/", WRONG).text
        assert "mật khẩu không đúng. Gõ lại" in page
        assert 'value="commune-06778"' in page
        assert not _signed_in(client)

    def test_the_way_out_closes_the_session(self, officer: User, client: Client) -> None:
        client.post("/login/", RIGHT)
        client.post("/logout/")
        assert not _signed_in(client)


class TestLock:
    def test_five_wrong_passwords_lock_the_name_and_say_what_to_do(
        self, officer: User, client: Client
    ) -> None:
        answers = [client.post("/login/", WRONG) for _ in range(5)]
        assert [a.status_code for a in answers] == [200, 200, 200, 200, 429]
        assert "Chờ 15 phút rồi đăng nhập lại" in answers[-1].text
        assert "gọi người quản trị" in answers[-1].text

    def test_then_the_right_password_does_not_open_either(self, officer: User, client: Client) -> None:
        for _ in range(5):
            client.post("/login/", WRONG)
        assert client.post("/login/", RIGHT).status_code == 429
        assert not _signed_in(client)

    def test_a_capital_letter_is_no_way_round(self, officer: User, client: Client) -> None:
        for name in ("commune-06778", "COMMUNE-06778", "Commune-06778", "cOMMUNE-06778"):
            client.post("/login/", {**WRONG, "login": name})
        assert client.post("/login/", WRONG).status_code == 429

    def test_colleagues_behind_the_same_address_go_on_working(
        self, officer: User, person: Person, client: Client
    ) -> None:
        person("station", "06778", second_factor=False)
        for _ in range(5):
            client.post("/login/", WRONG)
        client.post("/login/", {"login": "station-06778", "password": PASSWORD})
        assert _signed_in(client)

    def test_it_opens_by_itself_after_the_pause(self, officer: User, client: Client) -> None:
        for minutes, opened in ((14, False), (16, True)):
            for _ in range(5):
                client.post("/login/", WRONG)
            AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=minutes))
            client.post("/login/", RIGHT)
            assert _signed_in(client) is opened


class TestSecondFactor:
    def test_the_password_alone_opens_nothing(self, analyst: tuple[User, str], client: Client) -> None:
        response = client.post("/login/", {"login": "analyst-22", "password": PASSWORD})
        assert response.headers["Location"] == "/login/code/"
        assert "Mã 6 số trên điện thoại" in client.get("/login/code/").text
        assert not _signed_in(client)

    def test_the_code_of_the_phone_opens(self, analyst: tuple[User, str], client: Client) -> None:
        client.post("/login/", {"login": "analyst-22", "password": PASSWORD})
        response = client.post("/login/code/", {"code": code(analyst[1])})
        assert response.headers["Location"] == "/"
        assert _signed_in(client)

    def test_a_wrong_code_says_what_to_do(self, analyst: tuple[User, str], client: Client) -> None:
        client.post("/login/", {"login": "analyst-22", "password": PASSWORD})
        an_hour_old = code(analyst[1], time.time() - 3600)
        assert "Chờ mã mới trên điện thoại" in client.post("/login/code/", {"code": an_hour_old}).text
        assert not _signed_in(client)

    def test_a_code_read_over_the_shoulder_does_not_open_twice(
        self, analyst: tuple[User, str], client: Client
    ) -> None:
        shown = code(analyst[1])
        for visitor, opened in ((client, True), (Client(), False)):
            visitor.post("/login/", {"login": "analyst-22", "password": PASSWORD})
            visitor.post("/login/code/", {"code": shown})
            assert _signed_in(visitor) is opened

    def test_codes_cannot_be_tried_without_end(self, analyst: tuple[User, str], client: Client) -> None:
        client.post("/login/", {"login": "analyst-22", "password": PASSWORD})
        for _ in range(20):
            client.post("/login/code/", {"code": "000000"})
        assert "quá nhiều lần" in client.post("/login/code/", {"code": code(analyst[1])}).text
        assert not _signed_in(client)

    def test_the_secret_is_sealed_at_rest(self, analyst: tuple[User, str]) -> None:
        stored = Authenticator.objects.get(user=analyst[0])
        assert analyst[1] not in json.dumps(stored.data)

    def test_a_phone_is_enrolled_on_the_own_page(self, officer: User, client: Client) -> None:
        client.post("/login/", RIGHT)
        asked = client.get("/account/second-factor/")
        client.post(asked.headers["Location"], {"password": PASSWORD})  # who holds the phone is who signed in
        page = client.get("/account/second-factor/")
        secret: Any = page.context["form"].secret
        response = client.post("/account/second-factor/", {"code": code(secret)})
        assert response.headers["Location"] == "/account/"
        assert "đã gắn điện thoại" in client.get("/account/").text
        assert client.get("/account/second-factor/").headers["Location"] == "/account/"


class TestPassword:
    NEW = "mot-mat-khau-moi-2023"

    def test_it_is_changed_and_other_devices_are_out(self, officer: User, client: Client) -> None:
        other = Client()
        for visitor in (client, other):
            visitor.post("/login/", RIGHT)
        form = {"oldpassword": PASSWORD, "password1": self.NEW, "password2": self.NEW}
        response = client.post("/account/password/", form)
        assert "Đã đổi mật khẩu" in client.get(response.headers["Location"]).text
        assert not _signed_in(other)

    def test_a_short_one_is_refused_beside_its_field(self, officer: User, client: Client) -> None:
        client.post("/login/", RIGHT)
        form = {"oldpassword": PASSWORD, "password1": "ngan", "password2": "ngan"}
        page = client.post("/account/password/", form).text
        assert 'class="error" id="id_password1_error"' in page
