"""The sickest at the top, in the order of the rule, and everything done from the list."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from giaoban.accounts import actions as accounts
from giaoban.accounts.models import User
from giaoban.accounts.queries import scope_of
from giaoban.accounts.scope import Scope
from giaoban.care import actions
from giaoban.care.models import Alarm, Check, Contact, Episode, Need, Paper
from giaoban.care.queries import worklist as queries
from giaoban.care.queries.duties import duties
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit
from tests.care.conftest import Answer, MakeEpisode, posted
from tests.clock import FakeClock
from tests.registry import small_tree


@pytest.fixture
def signed_in(station: User, client: Client) -> Client:
    client.force_login(station)
    return client


def groups(scope: Scope, at: datetime) -> dict[int, str]:
    return {line.episode: line.group for line in queries.worklist(scope, at, "all").lines}


class TestOrder:
    def test_it_is_the_rules(
        self, make_episode: MakeEpisode, answer: Answer, station_scope: Scope, fake_clock: FakeClock
    ) -> None:
        new, high, sign, emergency = (
            make_episode(), make_episode(underlying=True), make_episode(), make_episode(),
        )  # fmt: skip
        answer(sign, "chest_pain")
        answer(emergency, "cyanosis")
        lines = queries.worklist(station_scope, fake_clock.advance()).lines
        assert [(line.episode, line.group) for line in lines] == [
            (emergency.pk, "emergency"), (sign.pk, "sign"), (high.pk, "high_unassessed"), (new.pk, "new_low"),
        ]  # fmt: skip

    def test_a_shorter_antiviral_window_stands_first_and_a_closed_one_last(
        self, make_episode: MakeEpisode, station_scope: Scope, fake_clock: FakeClock
    ) -> None:
        days = {day: make_episode(underlying=True, onset=date(2022, 3, day)) for day in (5, 1, 3)}
        lines = queries.worklist(station_scope, fake_clock.advance()).lines
        assert [line.episode for line in lines] == [days[3].pk, days[5].pk, days[1].pk]
        assert [line.antiviral_days for line in lines] == [1, 3, -1]

    def test_one_who_waits_for_a_second_reading_is_not_yet_an_alarm(
        self, make_episode: MakeEpisode, answer: Answer, station_scope: Scope, fake_clock: FakeClock
    ) -> None:
        episode = make_episode()
        answer(episode, spo2=96)
        assert groups(station_scope, fake_clock.advance())[episode.pk] == "new_low"
        assert groups(station_scope, fake_clock.advance(seconds=61))[episode.pk] == "sign"

    def test_high_risk_unheard_stands_before_others_unheard(
        self, make_episode: MakeEpisode, station: User, station_scope: Scope, fake_clock: FakeClock
    ) -> None:
        other, high = make_episode(), make_episode(underlying=True)
        actions.assess_risk(by=station, scope=station_scope, episode_id=high.pk, risk="high")
        found = groups(station_scope, fake_clock.advance(hours=30))
        assert (found[high.pk], found[other.pk]) == ("high_unheard", "unheard")

    def test_past_the_last_day_one_is_to_close(
        self, make_episode: MakeEpisode, answer: Answer, station: User, station_scope: Scope,
        fake_clock: FakeClock,
    ) -> None:  # fmt: skip
        episode = make_episode(announced=date(2022, 2, 28))
        actions.record_contact(
            by=station, scope=station_scope, episode_id=episode.pk, kind="phone", reached=True
        )
        assert groups(station_scope, fake_clock.advance())[episode.pk] == "to_close"

    def test_it_costs_three_queries_whatever_the_number(
        self, make_episode: MakeEpisode, station_scope: Scope, fake_clock: FakeClock,
        django_assert_num_queries: Any,
    ) -> None:  # fmt: skip
        for _ in range(5):
            make_episode()
        station_scope.within(Episode.objects.all()).count()
        with django_assert_num_queries(3):
            queries.worklist(station_scope, fake_clock.advance())


class TestScope:
    def test_another_commune_is_not_on_it(
        self, make_episode: MakeEpisode, signed_in: Client, station_scope: Scope, fake_clock: FakeClock
    ) -> None:
        other = make_episode(unit=small_tree.HONG_GAI)
        assert groups(station_scope, fake_clock.advance()) == {}
        assert signed_in.get(f"/cham-soc/?nguoi={other.pk}").status_code == 404
        assert signed_in.post(f"/cham-soc/{other.pk}/theo-doi/", {"none": "1"}).status_code == 404
        assert signed_in.get(f"/cham-soc/?xa={small_tree.HONG_GAI}").status_code == 404

    def test_who_may_not_care_is_turned_away(self, places: dict[str, Unit], client: Client) -> None:
        client.force_login(posted("leader", places[small_tree.QUANG_NINH]))
        assert client.get("/cham-soc/").status_code == 403

    def test_a_companion_doctor_sees_the_areas_paired_while_they_are(
        self, make_episode: MakeEpisode, places: dict[str, Unit], fake_clock: FakeClock
    ) -> None:
        here, there = make_episode(), make_episode(unit=small_tree.HONG_GAI)
        doctor = posted("companion", places[small_tree.CAM_TRUNG])
        accounts.post(
            by=None, user=doctor, role="companion", place=places[small_tree.HONG_GAI],
            valid_from=date(2022, 3, 1), valid_to=date(2022, 3, 8),
        )  # fmt: skip
        scope = scope_of(doctor, date(2022, 3, 7))
        assert scope is not None
        assert set(groups(scope, fake_clock.advance())) == {here.pk, there.pk}
        later = fake_clock.advance(days=2)
        scope = scope_of(doctor, later.date())
        assert scope is not None and set(groups(scope, later)) == {here.pk}


class TestDoing:
    def test_a_check_by_keyboard_is_a_contact_and_stays_on_the_page(
        self, make_episode: MakeEpisode, signed_in: Client
    ) -> None:
        episode = make_episode()
        body = {"spo2": "95", "client_id": str(uuid.uuid4()), "none": "1", "advice": "uống nước"}
        response = signed_in.post(f"/cham-soc/{episode.pk}/theo-doi/", body, follow=True)
        assert f"nguoi={episode.pk}" in response.redirect_chain[0][0]
        assert Check.objects.get().answered_by == "staff"
        assert Contact.objects.get().advice == "uống nước"
        assert "SpO2 95%" in response.content.decode()

    def test_an_alarm_is_answered_there(
        self, make_episode: MakeEpisode, answer: Answer, signed_in: Client
    ) -> None:
        episode = make_episode()
        alarm = answer(episode, "cyanosis").alarm
        assert alarm is not None
        signed_in.post(f"/cham-soc/{episode.pk}/bao-dong/", {"alarm": alarm.pk, "answer": "confirmed"})
        assert Alarm.objects.get().answer == "confirmed"

    def test_a_link_is_shown_once(self, make_episode: MakeEpisode, signed_in: Client) -> None:
        episode = make_episode()
        shown = signed_in.post(f"/cham-soc/{episode.pk}/lien-ket/", follow=True).content.decode()
        assert "/s/" in shown
        assert "/s/" not in signed_in.get(f"/cham-soc/?nguoi={episode.pk}").content.decode()

    def test_discharge_ends_the_case_and_drafts_the_confirmation(
        self, make_episode: MakeEpisode, signed_in: Client
    ) -> None:
        episode = make_episode(announced=date(2022, 2, 27))
        signed_in.post(f"/cham-soc/{episode.pk}/ket-thuc/", {"ended_on": "2022-03-07"})
        episode.refresh_from_db()
        episode.case.refresh_from_db()
        assert (episode.closed_reason, episode.case.outcome) == ("recovered", "recovered")
        assert Paper.objects.get(kind="recovery").signed_at is None

    def test_a_companion_doctor_ends_no_isolation(
        self, make_episode: MakeEpisode, places: dict[str, Unit], client: Client
    ) -> None:
        episode = make_episode(announced=date(2022, 2, 27))
        client.force_login(posted("companion", places[small_tree.CAM_TRUNG]))
        assert client.post(f"/cham-soc/{episode.pk}/ket-thuc/").status_code == 403

    def test_one_not_yet_due_is_not_discharged(
        self, make_episode: MakeEpisode, station: User, station_scope: Scope
    ) -> None:
        with pytest.raises(UserError, match="chưa đến hạn"):
            actions.discharge(
                by=station, scope=station_scope, episode_id=make_episode().pk, ended_on=date(2022, 3, 7)
            )


class TestPapersAndNeeds:
    def test_only_the_competent_role_signs(
        self, make_episode: MakeEpisode, places: dict[str, Unit], station: User, station_scope: Scope
    ) -> None:
        paper = Paper.objects.get(episode=make_episode())
        with pytest.raises(UserError, match="thẩm quyền"):
            actions.sign_papers(by=station, scope=station_scope, paper_ids=[paper.pk])
        commune = posted("commune", places[small_tree.CAM_TRUNG])
        scope = scope_of(commune, date(2022, 3, 7))
        assert scope is not None
        assert actions.sign_papers(by=commune, scope=scope, paper_ids=[paper.pk], number="12/QĐ-UBND") == 1
        paper.refresh_from_db()
        assert (paper.signed_by, paper.number) == (commune, "12/QĐ-UBND")

    def test_a_batch_is_signed_on_its_page_and_printed_as_what_it_is(
        self, make_episode: MakeEpisode, places: dict[str, Unit], station: User, client: Client
    ) -> None:
        papers = [Paper.objects.get(episode=make_episode()).pk for _ in range(3)]
        client.force_login(posted("commune", places[small_tree.CAM_TRUNG]))
        drafts = client.get("/cham-soc/giay-to/in/?loai=isolation").content.decode()
        assert drafts.count("DỰ THẢO") == drafts.count("Nguyễn Thị Thử</strong>") == 3
        client.post("/cham-soc/giay-to/?loai=isolation", {"paper": papers[:2], "number": "7/QĐ-UBND"})
        page = client.get("/cham-soc/giay-to/")
        assert [b["n"] for b in page.context["batches"]] == [2] and len(page.context["rows"]) == 1
        signed = client.get("/cham-soc/giay-to/in/?loai=isolation&so=7/QĐ-UBND").content.decode()
        assert signed.count("7/QĐ-UBND") == 2 and "DỰ THẢO" not in signed
        client.force_login(station)  # not the office that signs these
        assert client.get("/cham-soc/giay-to/in/?loai=isolation").status_code == 404

    def test_a_need_is_the_communes_duty_until_delivered(
        self, make_episode: MakeEpisode, places: dict[str, Unit], client: Client, fake_clock: FakeClock
    ) -> None:
        episode = make_episode()
        actions.state_needs(by=None, episode=episode, kinds=["food"])
        commune = posted("commune", places[small_tree.CAM_TRUNG])
        scope = scope_of(commune, date(2022, 3, 7))
        assert scope is not None
        assert "care_needs" in {d.kind for d in duties(scope, fake_clock.advance())}
        client.force_login(commune)
        client.post("/cham-soc/nhu-cau/", {"need": Need.objects.get().pk})
        assert "care_needs" not in {d.kind for d in duties(scope, fake_clock.advance())}

    def test_pages_open(self, make_episode: MakeEpisode, signed_in: Client) -> None:
        make_episode()
        for url in ("/cham-soc/", "/cham-soc/nhu-cau/", "/cham-soc/giay-to/", "/cham-soc/kiem-thao/"):
            assert signed_in.get(url).status_code == 200


class TestDuties:
    def test_an_emergency_stands_alone_and_the_rest_by_group(
        self, make_episode: MakeEpisode, answer: Answer, station_scope: Scope, fake_clock: FakeClock
    ) -> None:
        answer(make_episode(), "cyanosis")
        make_episode(underlying=True)
        make_episode(underlying=True)
        found = {d.kind: d.title for d in duties(station_scope, fake_clock.advance())}
        assert set(found) == {"care_alarm", "care_high_unassessed"}
        assert found["care_high_unassessed"].endswith(": 2")
