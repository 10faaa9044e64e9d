"""A household declares in one page: nothing typed is lost or taken twice, and nobody else learns of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from giaoban.intake.declarations import queries
from giaoban.intake.declarations.actions import origin_of
from giaoban.intake.declarations.rules import number_said
from giaoban.intake.models import Declaration
from giaoban.places.models import Unit
from tests.registry import officers, small_tree

NAME = "Người Thử Không Có Thật"


@pytest.fixture
def commune(db: None, settings: Any, fake_clock: Any) -> Unit:
    settings.GIAOBAN_ROOT_PLACE = small_tree.QUANG_NINH
    return small_tree.load()[small_tree.CAM_TRUNG]


@pytest.fixture
def officer() -> Callable[..., Any]:
    return officers.officer


def page_of(commune: Unit) -> str:
    return f"/khai-bao/{commune.code}/"


def typed(persons: int = 1, **changes: Any) -> dict[str, Any]:
    """What a browser sends."""
    said: dict[str, Any] = {
        "once": "token", "phone": "0900 000 001", "hamlet": "Tổ 1, khu 5", "address": "Số nhà 3",
        "person": [str(n) for n in range(persons)],
    }  # fmt: skip
    for n in range(persons):
        said |= {
            f"p{n}-name": f"{NAME} {n}", f"p{n}-birth": "1985", f"p{n}-sex": "f", f"p{n}-test": "rapid",
            f"p{n}-tested_on": "06/03", f"p{n}-symptoms": "no",
        }  # fmt: skip
    return said | changes


class TestForm:
    def test_it_opens_without_account_cookie_or_script(self, commune: Unit, client: Client) -> None:
        response = client.get(page_of(commune))
        assert response.status_code == 200
        assert len(response.content) < 20_000
        assert "no-store" in response.headers["Cache-Control"]

    def test_a_station_has_its_own_link(self, commune: Unit, client: Client) -> None:
        commune.facilities.create(
            code="TYT-1", name="Trạm Y tế mẫu", kind="station", valid_from="2021-01-01", phone="0900000009"
        )
        assert "tel:0900000009" in client.get("/khai-bao/tyt-1/").text

    def test_a_mistyped_link_asks_for_the_code_and_takes_the_right_one(
        self, commune: Unit, client: Client
    ) -> None:
        page = client.get("/khai-bao/khong-co/")
        assert page.status_code == 404 and 'value="khong-co"' in page.text
        (asks,) = re.findall(r'<form class="stack" method="get" action="([^"]*)"', page.text)
        assert client.get(asks, {"ma": commune.code}).headers["Location"] == page_of(commune)

    def test_a_commune_of_another_province_takes_nothing_nobody_there_would_read(
        self, commune: Unit, client: Client
    ) -> None:
        page = client.post("/khai-bao/07210/", typed())
        assert page.status_code == 404 and "Không có xã, phường mang mã này" in page.text
        assert not Declaration.objects.exists()

    def test_each_wrong_field_says_so_beside_it_and_the_first_is_linked(
        self, commune: Unit, client: Client
    ) -> None:
        said = typed(phone="0900", **{"p0-birth": "2035", "p0-tested_on": "40/3", "p0-sex": ""})
        response = client.post(page_of(commune), said)
        assert response.status_code == 422
        assert 'id="id_p0-birth_error">Ngày sinh này ở tương lai' in response.text
        links = re.findall(r'<a href="#(id_\S+)">', response.text)
        assert links == ["id_phone", "id_p0-birth", "id_p0-sex", "id_p0-tested_on"]
        for kept in ("0900", "2035", "40/3", NAME):
            assert f'value="{kept}' in response.text
        assert not Declaration.objects.exists()

    def test_adding_and_dropping_a_person_keeps_what_was_typed_and_checks_nothing(
        self, commune: Unit, client: Client
    ) -> None:
        said = typed(phone="09", act="add5")
        page = client.post(page_of(commune), said).text
        assert page.count('name="person"') == 6
        assert NAME in page
        assert "error" not in page
        fewer = client.post(page_of(commune), typed(3, act="drop1")).text
        assert f"{NAME} 0" in fewer
        assert f"{NAME} 1" not in fewer
        assert f"{NAME} 2" in fewer

    def test_nothing_is_chosen_for_the_citizen(self, commune: Unit, client: Client) -> None:
        page = client.get(page_of(commune)).text
        assert " checked" not in page and " selected" not in page.replace('value="" selected', "")
        typed_in = re.findall(r'name="p0-tested_on"[^>]*value="([^"]*)"', page)
        assert typed_in == []
        unsaid = typed(**{"p0-test": "", "p0-tested_on": ""})
        assert client.post(page_of(commune), unsaid).status_code == 422

    def test_who_is_added_was_tested_alike_only_when_the_household_says_so(
        self, commune: Unit, client: Client
    ) -> None:
        alone = client.post(page_of(commune), typed(act="add")).text
        alike = client.post(page_of(commune), typed(act="add", alike="yes")).text
        for page, day, chosen in ((alone, 0, 0), (alike, 1, 1)):
            assert len(re.findall(r'name="p1-tested_on" value="06/03"', page)) == day
            assert len(re.findall(r'name="p1-test"[^>]* checked', page)) == chosen

    def test_a_household_of_thirty_is_one_declaration(self, commune: Unit, client: Client) -> None:
        client.post(page_of(commune), typed(30) | {"person": [str(n) for n in range(35)]})
        declaration = Declaration.objects.get()
        assert declaration.persons == 30
        assert len(queries.content(declaration).persons) == 30

    def test_sent_twice_it_is_one_declaration_with_one_answer(self, commune: Unit, client: Client) -> None:
        first, second = (client.post(page_of(commune), typed()).headers["Location"] for _ in range(2))
        assert first == second
        assert Declaration.objects.count() == 1

    def test_sent_again_with_somebody_more_nobody_is_lost(self, commune: Unit, client: Client) -> None:
        for persons in (1, 2, 2):
            client.post(page_of(commune), typed(persons))  # back, one person more, sent; and once again
        assert [d.persons for d in Declaration.objects.order_by("id")] == [1, 2]

    def test_a_robot_that_fills_the_trap_is_stopped_and_a_person_is_told(
        self, commune: Unit, client: Client
    ) -> None:
        response = client.post(page_of(commune), typed(website="x"))
        assert "trap shown" in response.text
        assert not Declaration.objects.exists()

    def test_a_man_is_not_pregnant(self, commune: Unit, client: Client) -> None:
        said = typed(**{"p0-sex": "m", "p0-pregnant": "on"})
        assert client.post(page_of(commune), said).status_code == 422

    def test_it_asks_the_same_few_questions_however_many_persons(
        self, commune: Unit, client: Client, django_assert_max_num_queries: Any
    ) -> None:
        client.post(page_of(commune), typed(once="warm"))
        with django_assert_max_num_queries(11):  # place, station, known?, two limits, two rows, savepoints
            client.post(page_of(commune), typed(20, once="many"))


class TestAnswer:
    def answer(self, commune: Unit, client: Client) -> Any:
        return client.get(client.post(page_of(commune), typed()).headers["Location"])

    def test_it_says_who_calls_by_when_and_what_to_do(self, commune: Unit, client: Client) -> None:
        page = self.answer(commune, client).text
        assert "trước 11 giờ 00 ngày 07/3/2022" in page
        assert "115" in page
        assert "528/QĐ-BYT" in page
        assert "7 ngày theo 250/QĐ-BYT" in page
        assert "nhịp thở từ 20 lần/phút" in page  # adults
        assert "sốt không đỡ từ 48 giờ" in page  # children

    def test_it_names_nobody(self, commune: Unit, client: Client) -> None:
        page = self.answer(commune, client).text
        assert NAME not in page
        assert "0900" not in page
        assert "Tổ 1" not in page

    def test_a_number_alone_opens_nothing(self, commune: Unit, client: Client) -> None:
        self.answer(commune, client)
        number = Declaration.objects.get().number
        assert client.get(f"/khai-bao/phieu/{number}/000000/").status_code == 404
        wrong = client.post("/khai-bao/tra-cuu/", {"number": number, "word": "1986"})
        unknown = client.post("/khai-bao/tra-cuu/", {"number": 1234567890, "word": "1985"})
        assert wrong.status_code == unknown.status_code == 422
        assert re.sub(r'value="\w*"|csrf\S+', "", wrong.text) == re.sub(
            r'value="\w*"|csrf\S+', "", unknown.text
        )

    def test_number_and_year_of_birth_open_the_state(self, commune: Unit, client: Client) -> None:
        self.answer(commune, client)
        number = Declaration.objects.get().number
        response = client.post("/khai-bao/tra-cuu/", {"number": number, "word": "1985"}, follow=True)
        assert "Trạm Y tế đang xem" in response.text

    def test_trying_out_words_ends_soon(self, commune: Unit, client: Client, fake_clock: Any) -> None:
        self.answer(commune, client)
        number = Declaration.objects.get().number
        answers = [
            client.post("/khai-bao/tra-cuu/", {"number": number, "word": str(1900 + n)}).status_code
            for n in range(21)
        ]
        assert answers == [422] * 20 + [429]
        assert client.post("/khai-bao/tra-cuu/", {"number": number, "word": "1985"}).status_code == 429
        fake_clock.advance(hours=1, minutes=1)
        assert client.post("/khai-bao/tra-cuu/", {"number": number, "word": "1985"}).status_code == 302


class TestPoster:
    def test_it_shows_a_code_that_leads_to_the_page(self, commune: Unit, client: Client) -> None:
        page = client.get(f"{page_of(commune)}to-ma-qr/").text
        assert "<svg" in page
        assert f"http://testserver/khai-bao/{commune.code}/" in page
        assert f"KB {commune.code} Nguyen Van A" in page


class TestHotline:
    def test_what_is_heard_is_kept_under_the_officers_name(
        self, commune: Unit, client: Client, officer: Any
    ) -> None:
        user = officer("station", commune)
        client.force_login(user)
        assert client.get("/khai-bao/ho/").status_code == 200
        client.post("/khai-bao/ho/", typed() | {"ma": commune.code})
        declaration = Declaration.objects.get()
        assert (declaration.channel, declaration.by) == ("hotline", user)

    @pytest.mark.parametrize("role", ["commune", "hotline"])
    def test_the_number_is_shown_to_be_read_out_and_the_next_caller_may_come(
        self, commune: Unit, client: Client, officer: Any, role: str
    ) -> None:
        client.force_login(officer(role, commune))
        answer = client.post("/khai-bao/ho/", typed() | {"ma": commune.code}, follow=True)
        assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, "/khai-bao/ho/")
        assert number_said(Declaration.objects.get().number) in answer.text

    def test_above_a_commune_its_code_is_asked_for_first(
        self, commune: Unit, client: Client, officer: Any
    ) -> None:
        client.force_login(officer("district", commune.parent))
        page = client.get("/khai-bao/ho/").text
        (asks,) = re.findall(r'<form class="stack" method="get" action="([^"]*)"', page)
        assert "Khai báo qua điện thoại" in client.get(asks, {"ma": commune.code}).text

    def test_who_calls_may_live_in_another_commune(self, commune: Unit, client: Client, officer: Any) -> None:
        client.force_login(officer("station", commune))
        client.post("/khai-bao/ho/", typed() | {"ma": small_tree.HONG_GAI})
        assert Declaration.objects.get().unit.code == small_tree.HONG_GAI


class TestBehindAProxy:
    def test_only_the_last_hop_is_believed_and_only_behind_a_proxy(
        self, commune: Unit, client: Client, settings: Any
    ) -> None:
        hops = {"HTTP_X_FORWARDED_FOR": "1.1.1.1, 2.2.2.2", "REMOTE_ADDR": "3.3.3.3"}
        client.post(page_of(commune), typed(once="a"), **hops)
        settings.GIAOBAN_BEHIND_PROXY = True
        client.post(page_of(commune), typed(once="b"), **hops)
        origins = [bytes(d.origin_hash) for d in Declaration.objects.order_by("id")]
        at = Declaration.objects.first().received_at
        assert origins == [origin_of("3.3.3.3", at), origin_of("2.2.2.2", at)]
