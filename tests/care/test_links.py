"""The household's link by text message, and what an open alarm tells the registry."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from giaoban.accounts.models import User
from giaoban.accounts.scope import Scope
from giaoban.care import actions
from giaoban.care.models import Alarm, Episode, Link
from giaoban.gateways.actions import send_waiting
from giaoban.intake.models import OutboxMessage
from giaoban.kernel.errors import UserError
from giaoban.kernel.models import AuditEvent
from giaoban.kernel.sealing import unseal
from giaoban.registry.duplicates import alarms
from tests.care.conftest import Answer, MakeEpisode
from tests.registry import small_tree

PHONE = "0912000111"


class Kept:
    """A gateway that keeps what it was given."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def send(self, key: str, phone: str, text: str) -> None:
        self.sent.append((phone, text))


@pytest.fixture
def episode(make_episode: MakeEpisode) -> Episode:
    return make_episode(name="Trần Thị Bưởi", phone=PHONE)


@pytest.fixture
def signed_in(station: User, client: Client) -> Client:
    client.force_login(station)
    return client


class TestSent:
    def test_it_carries_address_and_code_and_names_nobody(
        self, episode: Episode, signed_in: Client, client: Client
    ) -> None:
        page = signed_in.post(f"/cham-soc/{episode.pk}/nhan-tin/", {}, follow=True)
        assert "Tin nhắn có liên kết và mã đang được gửi" in page.content.decode()
        gateway = Kept()
        send_waiting(by=None, transport=gateway)
        [(phone, text)] = gateway.sent
        assert phone == PHONE and "115" in text and text.isascii()
        assert not {"Tran", "Thi", "Buoi"} & set(text.split())
        words = text.split()
        address, code = next(w for w in words if "/s/" in w), words[words.index("ma") + 1].rstrip(".")
        client.logout()
        path = "/" + address.split("/", 3)[3]
        assert client.post(path, {"code": code}).status_code == 302  # it opens the page

    def test_address_and_code_lie_nowhere_in_clear_and_are_forgotten_once_sent(
        self, episode: Episode, station: User, station_scope: Scope
    ) -> None:
        addresses: list[str] = []

        def address(token: str) -> str:
            addresses.append(f"https://giaoban.test/s/{token}/")
            return addresses[0]

        actions.send_link(by=station, scope=station_scope, episode_id=episode.pk, address=address)
        message = OutboxMessage.objects.get()
        assert "{link}" in message.text and "{code}" in message.text
        assert addresses[0] not in str(list(AuditEvent.objects.values_list("data", "subject")))
        send_waiting(by=None, transport=Kept())
        assert unseal(OutboxMessage.objects.get().to) == {"phone": PHONE}

    def test_without_a_phone_nothing_is_issued(
        self, make_episode: MakeEpisode, station: User, station_scope: Scope
    ) -> None:
        silent = make_episode(phone="")
        with pytest.raises(UserError) as refused:
            actions.send_link(by=station, scope=station_scope, episode_id=silent.pk, address=str)
        assert refused.value.code == "no_phone"
        assert not Link.objects.exists() and not OutboxMessage.objects.exists()

    def test_another_communes_station_sends_none(self, make_episode: MakeEpisode, signed_in: Client) -> None:
        theirs = make_episode(unit=small_tree.HONG_GAI, phone=PHONE)
        assert signed_in.post(f"/cham-soc/{theirs.pk}/nhan-tin/").status_code == 404
        assert not OutboxMessage.objects.exists()


class TestOpenAlarms:
    def test_the_registry_hears_of_an_open_alarm_until_it_is_answered(
        self, episode: Episode, answer: Answer, station: User, station_scope: Scope
    ) -> None:
        other = episode.person_id + 1
        assert alarms.open_about([episode.person_id, other]) == set()
        answer(episode, "cyanosis")
        assert alarms.open_about([episode.person_id, other]) == {episode.person_id}
        actions.answer_alarm(
            by=station, scope=station_scope, alarm_id=Alarm.objects.get().pk, answer="confirmed"
        )
        assert alarms.open_about([episode.person_id]) == set()

    def test_one_that_waits_for_a_second_reading_counts(self, episode: Episode, answer: Answer) -> None:
        answer(episode, spo2=96)
        assert alarms.open_about([episode.person_id]) == {episode.person_id}


class TestSwapped:
    def test_it_alarms_first_and_is_asked_about_second(
        self, episode: Episode, signed_in: Client, station: User, station_scope: Scope, client: Client
    ) -> None:
        issued = actions.issue_link(by=station, scope=station_scope, episode_id=episode.pk)
        client.logout()
        client.post(f"/s/{issued.token}/", {"code": issued.code})
        given: dict[str, Any] = {"person": episode.pk, "none": "1", "spo2": "78", "pulse": "97"}
        page = client.post(f"/s/{issued.token}/", given, follow=True).content.decode()
        assert Alarm.objects.get().rank == "emergency"
        assert page.index("Gọi 115 ngay") < page.index("có bị đổi chỗ không")

    def test_staff_read_the_hint_in_words(self, episode: Episode, signed_in: Client) -> None:
        given = {"none": "1", "spo2": "98", "pulse": "880", "rr": "mười"}
        page = signed_in.post(f"/cham-soc/{episode.pk}/theo-doi/", given, follow=True).content.decode()
        assert "Mạch – Có phải thừa một chữ số?" in page and "Nhịp thở – không đọc được" in page


class TestSignsByAge:
    def test_each_list_speaks_of_its_own_age(self, places: object) -> None:
        from giaoban.care.law import law
        from giaoban.care.presenters import signs

        rules = law(date(2022, 3, 7))
        lists = {w: [row["text"] for row in rows] for w, rows in signs.lists(rules.danger, rules.on).items()}
        adult, child = "; ".join(lists["adult"]), "; ".join(lists["child"])
        assert "trẻ" not in adult and "bú" not in adult and "tiểu ít" not in adult
        assert "Khô môi, mắt trũng, tiểu ít (dưới 5 tuổi)" in lists["child"]
        assert "rút lõm ngực" in child and "bú kém" in child
