"""Nobody enters without signing in, and nobody sees figures without a posting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from giaoban.accounts import actions
from giaoban.accounts.middleware import WITHOUT_POSTING
from giaoban.accounts.models import User
from tests.accounts.totp import PASSWORD
from tests.accounts.walk import addresses

# Every page that is open without signing in, each with its reason. A new one is a decision.
OPEN = {
    "account_login",  # the door
    "mfa_authenticate",  # its second step; turns back who has not passed the first
    "account_logout",  # leaving is free, also half-way through signing in
    "set_language",  # a preference
    "patient",  # a household's page: its unguessable address and its code are the key
    "patient_worker",  # the script that keeps it on the phone
    "healthz",  # the watchdog; says "ok" and nothing else
    "public_entrance",  # citizens: the way to the declaration of their commune
    "public_declare",  # citizens declare without an account
    "public_receipt",  # opened by a number and its code
    "public_look",  # by number and code or year of birth; wrong tries are counted
    "public_poster",  # the QR code at the station's door
    "parts",  # the style guide of demo installations: made-up data
}
Person = Callable[..., User]


class TestAnonymous:
    def test_every_page_but_the_open_ones_asks_to_sign_in(self, db: None, client: Client) -> None:
        let_in = {}
        for name, path, _ in addresses():
            response = client.get(path)
            if name not in OPEN and not response.headers.get("Location", "").startswith("/login/?next="):
                let_in[path] = response.status_code
        assert let_in == {}

    def test_the_open_pages_are_the_ones_listed(self) -> None:
        marked = {name for name, _, view in addresses() if not getattr(view, "login_required", True)}
        assert marked == OPEN

    def test_a_post_is_turned_away_as_well(self, db: None, client: Client) -> None:
        assert client.post("/account/password/").headers["Location"].startswith("/login/")

    def test_a_fragment_sends_the_whole_page_to_sign_in(self, db: None, client: Client) -> None:
        response = client.get("/account/", headers={"HX-Request": "true"})
        assert response.status_code == 204
        assert response.headers["HX-Redirect"] == "/login/?next=/account/"

    def test_the_address_asked_for_is_kept(self, person: Person, client: Client) -> None:
        person("commune", "06778", second_factor=False)
        response = client.post(
            "/login/?next=/account/", {"login": "commune-06778", "password": PASSWORD, "next": "/account/"}
        )
        assert response.headers["Location"] == "/account/"

    @pytest.mark.parametrize(
        "name",
        ["account_signup", "account_email", "account_reset_password", "socialaccount_signup", "mfa_index"],
    )
    def test_nobody_signs_up_or_manages_mail(self, name: str) -> None:
        with pytest.raises(NoReverseMatch):
            reverse(name)


@pytest.mark.slow
class TestWithoutPosting:
    @pytest.fixture
    def stray(self, db: None, client: Client) -> Client:
        client.force_login(actions.create_user(by=None, username="stray", password=PASSWORD))
        return client

    def test_every_page_says_that_there_is_no_posting(self, stray: Client) -> None:
        shown = {
            path: response.status_code
            for name, path, _ in addresses()
            if name not in OPEN | WITHOUT_POSTING
            and ((response := stray.get(path)).status_code != 403 or "phân công" not in response.text)
        }
        assert shown == {}

    def test_the_own_account_stays_reachable(self, stray: Client) -> None:
        assert "Gọi người quản trị" in stray.get("/account/").text

    def test_a_posting_ended_yesterday_is_no_posting(
        self, person: Person, client: Client, fake_clock: Any
    ) -> None:
        client.force_login(person("commune", "06778", until=date(2022, 3, 7)))
        assert client.get("/users/").status_code == 403
        assert "Phường Một" in client.get("/account/").text
        fake_clock.advance(days=1)
        assert "Phường Một" not in client.get("/account/").text


class TestScopeOnTheRequest:
    def test_it_costs_three_queries_whatever_the_role(
        self, person: Person, client: Client, django_assert_num_queries: Any
    ) -> None:
        for role, code in (("admin", "22"), ("commune", "06778")):
            client.force_login(person(role, code))
            with django_assert_num_queries(3):  # session, user, posting with its place
                assert client.get("/khong-co/").status_code == 404

    def test_an_anonymous_page_asks_the_database_nothing(
        self, db: None, client: Client, django_assert_num_queries: Any
    ) -> None:
        with django_assert_num_queries(0):
            client.get("/login/")

    def test_an_act_the_role_lacks_is_refused_in_words(self, person: Person, client: Client) -> None:
        client.force_login(person("commune", "06778"))
        response = client.get("/users/")
        assert response.status_code == 403
        assert "Vai trò của bạn không có việc này" in response.text

    def test_an_administrator_without_second_factor_manages_nobody(
        self, person: Person, client: Client
    ) -> None:
        client.force_login(person("admin", "22", second_factor=False))
        assert client.get("/users/").status_code == 403
        assert "Còn thiếu lớp bảo vệ thứ hai" in client.get("/account/").text


class TestUsers:
    def test_it_names_who_has_never_signed_in_by_unit(self, person: Person, client: Client) -> None:
        admin = person("admin", "22")
        person("commune", "06778")
        person("station", "06778")
        person("commune", "06790")
        client.force_login(admin)
        page = client.get("/users/").text
        assert "4 tài khoản đang có phân công; 3 tài khoản chưa từng đăng nhập" in page
        by_unit = client.get("/users/?view=units").text
        assert "commune-06778, station-06778" in by_unit
        assert "admin-22" not in client.get("/users/?view=never").text.split("<tbody>")[1]

    def test_it_ends_at_the_border_of_the_scope(self, person: Person, client: Client, settings: Any) -> None:
        settings.GIAOBAN_ROOT_PLACE = "VN"
        person("leader", "24")
        client.force_login(person("admin", "22"))
        assert "leader-24" not in client.get("/users/").text

    def test_it_asks_the_same_number_of_queries_for_more_users(
        self, person: Person, client: Client, settings: Any, django_assert_num_queries: Any
    ) -> None:
        settings.GIAOBAN_ROOT_PLACE = "22"
        client.force_login(person("admin", "22"))
        for code in ("06778", "06781", "06790"):
            person("commune", code)
        client.get("/users/")
        with django_assert_num_queries(4):  # the frame's three and the postings
            client.get("/users/")

    def test_yesterdays_posting_is_not_counted(self, person: Person, client: Client, fake_clock: Any) -> None:
        person("commune", "06778", until=date(2022, 3, 7) - timedelta(days=1))
        client.force_login(person("admin", "22"))
        assert "commune-06778" not in client.get("/users/").text
