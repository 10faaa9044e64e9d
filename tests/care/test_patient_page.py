"""The patient page: help on every page, nothing about others, one check for one answer."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from giaoban.accounts.models import User
from giaoban.accounts.scope import Scope
from giaoban.care import actions
from giaoban.care.actions import IssuedLink
from giaoban.care.models import Alarm, Check, Episode, Need
from giaoban.registry.models import Household
from tests.care.conftest import MakeEpisode
from tests.clock import FakeClock
from tests.registry import small_tree


@pytest.fixture
def episode(make_episode: MakeEpisode) -> Episode:
    return make_episode(name="Trần Thị Bưởi")


@pytest.fixture
def link(episode: Episode, station: User, station_scope: Scope) -> IssuedLink:
    return actions.issue_link(by=station, scope=station_scope, episode_id=episode.pk)


@pytest.fixture
def phone(link: IssuedLink, client: Client) -> Client:
    """A phone on which the code has been entered."""
    client.post(f"/s/{link.token}/", {"code": link.code})
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def sent(phone: Client, link: IssuedLink, episode: Episode, *symptoms: str, **given: str) -> Any:
    """The page that follows an answer."""
    body = {"person": episode.pk, "client_id": str(uuid.uuid4()), "symptom": list(symptoms), **given}
    return phone.post(f"/s/{link.token}/", body, follow=True)


class TestHelp:
    def assert_help(self, page: str) -> None:
        assert 'href="tel:115"' in page
        assert "Tím môi" in page  # adults
        assert "Trẻ em" in page

    def test_it_stands_on_the_page_of_a_wrong_address(self, places: object, client: Client) -> None:
        response = client.get("/s/khong-co/")
        assert response.status_code == 404
        self.assert_help(text(response))

    def test_it_stands_on_the_page_that_asks_for_the_code(self, link: IssuedLink, client: Client) -> None:
        page = text(client.get(f"/s/{link.token}/"))
        self.assert_help(page)
        assert "02033000111" in page

    def test_it_stands_on_an_expired_link_with_the_stations_number(
        self, link: IssuedLink, phone: Client, fake_clock: FakeClock
    ) -> None:
        fake_clock.advance(days=22)
        response = phone.get(f"/s/{link.token}/")
        assert response.status_code == 410
        self.assert_help(text(response))
        assert "02033000111" in text(response)

    def test_it_stands_on_the_page_itself(self, link: IssuedLink, phone: Client) -> None:
        self.assert_help(text(phone.get(f"/s/{link.token}/")))


class TestDoor:
    def test_without_the_code_nothing_is_told(self, link: IssuedLink, client: Client) -> None:
        assert "Bưởi" not in text(client.get(f"/s/{link.token}/"))

    def test_an_answer_without_the_code_is_not_taken(
        self, link: IssuedLink, client: Client, episode: Episode
    ) -> None:
        sent(client, link, episode, "cyanosis")
        assert not Check.objects.exists()

    def test_a_wrong_code_is_refused_and_too_many_lock_the_link(
        self, link: IssuedLink, client: Client
    ) -> None:
        wrong = "000000" if link.code != "000000" else "111111"
        for _ in range(10):
            assert client.post(f"/s/{link.token}/", {"code": wrong}).status_code == 403
        assert "khóa" in text(client.post(f"/s/{link.token}/", {"code": link.code}))

    def test_a_renewed_link_ends_the_old_one(
        self, link: IssuedLink, phone: Client, episode: Episode, station: User, station_scope: Scope
    ) -> None:
        new = actions.issue_link(by=station, scope=station_scope, episode_id=episode.pk)
        assert phone.get(f"/s/{link.token}/").status_code == 410
        assert "Mã 6 số" in text(phone.get(f"/s/{new.token}/"))

    def test_the_cookie_of_one_household_opens_no_other(
        self, link: IssuedLink, phone: Client, make_episode: MakeEpisode, station: User, station_scope: Scope
    ) -> None:
        other = actions.issue_link(
            by=station, scope=station_scope, episode_id=make_episode(name="Lê Văn Mít").pk
        )
        cookie = phone.cookies["gb_s"].value
        phone.cookies.load({"gb_s": cookie})
        assert "Mít" not in text(phone.get(f"/s/{other.token}/"))

    def test_address_and_code_are_kept_nowhere(self, link: IssuedLink) -> None:
        stored = [bytes(link.link.token_hash), bytes(link.link.code_hash)]
        assert link.token.encode() not in stored and link.code.encode() not in stored


class TestHousehold:
    def test_one_page_for_all_of_it_and_nobody_else(
        self, make_episode: MakeEpisode, household: Household, client: Client, station: User,
        station_scope: Scope,
    ) -> None:  # fmt: skip
        mother = make_episode(household=household, name="Vũ Thị Cam")
        make_episode(household=household, name="Vũ Văn Quýt")
        stranger = make_episode(name="Đỗ Thị Na")
        link = actions.issue_link(by=station, scope=station_scope, episode_id=mother.pk)
        client.post(f"/s/{link.token}/", {"code": link.code})
        page = text(client.get(f"/s/{link.token}/"))
        assert "Cam" in page and "Quýt" in page
        assert "Na<" not in page and "Vũ" not in page
        assert client.post(f"/s/{link.token}/", {"person": stranger.pk, "none": "1"}).status_code == 404
        assert not Check.objects.exists()


class TestAnswering:
    def test_without_a_sign_it_says_when_next_and_not_that_one_is_well(
        self, link: IssuedLink, phone: Client, episode: Episode
    ) -> None:
        page = text(sent(phone, link, episode, none="1", spo2="98", temperature="36,7"))
        assert "Đã nhận lúc 07:00" in page
        assert "trước 18:00" in page
        answer = page.split('id="call"')[0]
        assert not re.search(r"khỏe mạnh|ổn định|bình thường|an toàn", answer)
        assert Check.objects.get().temperature == 36.7

    def test_an_emergency_says_115_at_once(self, link: IssuedLink, phone: Client, episode: Episode) -> None:
        assert "Gọi 115 ngay bây giờ" in text(sent(phone, link, episode, "cyanosis"))

    def test_a_lesser_sign_says_the_station(self, link: IssuedLink, phone: Client, episode: Episode) -> None:
        page = text(sent(phone, link, episode, "chest_pain"))
        assert "Gọi trạm y tế ngay" in page and "Đau tức ngực" in page

    def test_an_abnormal_spo2_is_asked_a_second_time(
        self, link: IssuedLink, phone: Client, episode: Episode, fake_clock: FakeClock
    ) -> None:
        page = text(sent(phone, link, episode, none="1", spo2="96"))
        assert "Đo lại SpO2 sau 30 đến 60 giây" in page
        fake_clock.advance(seconds=40)
        first = Check.objects.get()
        sent(phone, link, episode, spo2="97", second_of=str(first.pk))
        assert Alarm.objects.get().answer == "settled"

    def test_an_odd_value_is_asked_again_with_a_hint(
        self, link: IssuedLink, phone: Client, episode: Episode
    ) -> None:
        page = text(sent(phone, link, episode, "cyanosis", spo2="118"))
        assert "Có phải đó là mạch?" in page
        assert "Gọi 115 ngay bây giờ" in page  # the other answer is not kept waiting

    def test_what_cannot_be_read_is_asked_again_and_the_rest_is_kept(
        self, link: IssuedLink, phone: Client, episode: Episode
    ) -> None:
        page = text(sent(phone, link, episode, "chest_pain", spo2="chín tám"))
        assert "Không đọc được số SpO2" in page
        assert Alarm.objects.exists()

    def test_nothing_ticked_is_not_taken_as_no_sign(
        self, link: IssuedLink, phone: Client, episode: Episode
    ) -> None:
        sent(phone, link, episode, spo2="98")
        assert Check.objects.get().asked is False

    def test_an_empty_form_is_not_taken_as_an_answer(
        self, link: IssuedLink, phone: Client, episode: Episode
    ) -> None:
        response = sent(phone, link, episode)
        assert response.status_code == 422 and "Chưa có câu trả lời nào" in text(response)
        assert f"?nguoi={episode.pk}" in text(response)
        assert not Check.objects.exists()

    def test_a_relative_may_answer(self, link: IssuedLink, phone: Client, episode: Episode) -> None:
        sent(phone, link, episode, none="1", answered_by="relative")
        assert Check.objects.get().answered_by == "relative"

    def test_a_need_becomes_a_duty_once(self, link: IssuedLink, phone: Client, episode: Episode) -> None:
        for _ in range(2):
            page = text(sent(phone, link, episode, none="1", need=["food", "child"]))  # type: ignore[arg-type]
        assert set(Need.objects.values_list("kind", flat=True)) == {"food", "child"}
        assert "Thực phẩm" in page

    def test_the_kept_answer_of_the_script_is_written_once(
        self, link: IssuedLink, phone: Client, episode: Episode
    ) -> None:
        body = {
            "person": episode.pk, "client_id": str(uuid.uuid4()), "symptom": ["cyanosis"],
            "answered_at": "2022-03-07T06:00:00", "sent_at": "2022-03-07T07:00:00",
        }  # fmt: skip
        answers = [phone.post(f"/s/{link.token}/", body, headers={"X-Kept": "1"}).json() for _ in range(5)]
        assert [a["repeated"] for a in answers] == [False, True, True, True, True]
        check = Check.objects.get()
        assert check.received_at - check.happened_at == timedelta(hours=1)

    def test_day_and_papers_are_shown(self, link: IssuedLink, phone: Client) -> None:
        page = text(phone.get(f"/s/{link.token}/"))
        assert "Ngày 2 / 7" in page
        assert re.search(r"Quyết định cách ly: <strong>đã soạn, chờ ký", page)

    def test_signs_of_a_child_are_asked_for_a_child(
        self, make_episode: MakeEpisode, client: Client, station: User, station_scope: Scope
    ) -> None:
        from datetime import date

        child = make_episode(birth=date(2019, 1, 1))
        link = actions.issue_link(by=station, scope=station_scope, episode_id=child.pk)
        client.post(f"/s/{link.token}/", {"code": link.code})
        page = text(client.get(f"/s/{link.token}/"))
        assert 'name="weight"' in page and 'name="fever_hours"' in page


class TestQueries:
    def test_an_answer_costs_a_fixed_number(
        self, link: IssuedLink, phone: Client, episode: Episode, django_assert_num_queries: Any
    ) -> None:
        body = {"person": episode.pk, "client_id": str(uuid.uuid4()), "none": "1"}
        with django_assert_num_queries(7):
            phone.post(f"/s/{link.token}/", body, headers={"X-Kept": "1"})


def test_the_station_of_another_commune_gives_no_link(
    make_episode: MakeEpisode, station: User, station_scope: Scope
) -> None:
    from giaoban.kernel.errors import UserError

    with pytest.raises(UserError, match="Không có người này"):
        actions.issue_link(
            by=station, scope=station_scope, episode_id=make_episode(unit=small_tree.HONG_GAI).pk
        )
