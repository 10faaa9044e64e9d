"""Pages of transfers by role: who may open them, what they show, that a form does what it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from giaoban.accounts import actions as accounts
from giaoban.accounts.models import AccessLog, User
from giaoban.care.referrals import actions
from giaoban.care.referrals.models import Referral
from giaoban.kernel.sealing import keyed_hash, seal
from giaoban.places.models import Facility, Unit
from giaoban.registry.models import Identity, Person
from tests.care.referrals.conftest import Ask, group
from tests.directives.tree import FROM

Enter = Callable[..., Client]


@pytest.fixture
def enter(tree: dict[str, Unit], hospitals: dict[str, Facility], client: Client) -> Enter:
    """`enter("hospital", "BV-1")` or `enter("station", "06778")`."""

    def signed_in(role: str, at: str) -> Client:
        user = accounts.create_user(by=None, username=f"{role}-{at}", password="mot-mat-khau-dai")
        facility = hospitals.get(at)
        place = facility.unit if facility else tree[at]
        accounts.post(by=None, user=user, role=role, place=place, valid_from=FROM, facility=facility)
        client.force_login(User.objects.get(pk=user.pk))
        return client

    return signed_in


def named(person: Person) -> None:
    Identity.objects.create(
        person=person, sealed=seal({"name": "Trần Thị Thử", "phone": "0911"}),
        name_hash=keyed_hash("name", "x"),
    )  # fmt: skip


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


class TestHospitalDesk:
    def test_it_shows_the_name_of_whom_it_was_asked_for_and_logs_the_look(
        self, ask: Ask, enter: Enter
    ) -> None:
        named(ask("BV-1").person)
        assert "Trần Thị Thử" in text(enter("hospital", "BV-1").get("/benh-vien/"))
        assert AccessLog.objects.filter(subject="referral").exists()

    def test_another_hospitals_patients_are_not_on_it(self, ask: Ask, enter: Enter) -> None:
        named(ask("BV-1").person)
        assert "Trần Thị Thử" not in text(enter("hospital", "BV-2").get("/benh-vien/"))

    def test_accepting_holds_a_bed(self, ask: Ask, enter: Enter, hospitals: dict[str, Facility]) -> None:
        row, client = ask("BV-1"), enter("hospital", "BV-1")
        form = {"act": "accept", "ref": row.ref, "group": group(hospitals["BV-1"]).pk}
        assert client.post("/benh-vien/", form).status_code == 302
        assert Referral.objects.get(pk=row.pk).state == "accepted"

    def test_coming_second_it_is_told_by_whom_the_patient_was_taken(
        self, ask: Ask, enter: Enter, hospitals: dict[str, Facility]
    ) -> None:
        row, client = ask("BV-1", "BV-2"), enter("hospital", "BV-2")
        actions.accept(by=None, referral=row, facility=hospitals["BV-1"])
        said = client.post("/benh-vien/", {"act": "accept", "ref": row.ref})
        assert said.status_code == 422 and "Bệnh viện BV-1 đã nhận" in text(said)

    def test_beds_typed_over_are_stated(self, enter: Enter, hospitals: dict[str, Facility]) -> None:
        beds = group(hospitals["BV-1"])
        numbers = {"planned": 10, "set_up": 8, "staffed": 6, "oxygen": 4, "free": 5}
        form = {"act": "beds", **{f"{beds.pk}-{k}": v for k, v in numbers.items()}}
        assert enter("hospital", "BV-1").post("/benh-vien/", form).status_code == 302
        assert group(hospitals["BV-1"]).free == 5

    def test_a_hospital_account_without_its_facility_is_refused(self, enter: Enter) -> None:
        assert enter("hospital", "195").get("/benh-vien/").status_code == 403


class TestOutgoing:
    def test_from_the_form_to_the_hospitals_list(
        self, ask: Ask, enter: Enter, hospitals: dict[str, Facility]
    ) -> None:
        first = ask("BV-1")
        actions.cancel(by=None, referral=first, reason="thử")
        client = enter("station", "06778")
        form = {
            "ask": "1", "tier": "2", "capability": "oxygen", "rank": "emergency", "reason": "signs",
            "summary": "SpO2 90", "facility": [hospitals["BV-1"].pk],
        }  # fmt: skip
        assert client.post(f"/chuyen-vien/moi/{first.case.ref}/", form).status_code == 302
        assert Referral.objects.get(closed_at=None).asks.get().facility == hospitals["BV-1"]
        assert "72 tuổi" in text(client.get("/chuyen-vien/"))

    def test_a_request_of_another_commune_is_not_there(self, ask: Ask, enter: Enter) -> None:
        row = ask("BV-1", unit="06781")
        assert enter("station", "06778").get(f"/chuyen-vien/{row.ref}/").status_code == 404

    def test_a_case_of_another_commune_cannot_be_referred(self, ask: Ask, enter: Enter) -> None:
        row = ask("BV-1", unit="06781")
        assert enter("station", "06778").get(f"/chuyen-vien/moi/{row.case.ref}/").status_code == 404

    def test_a_hospital_cannot_cancel_what_a_commune_asked(self, ask: Ask, enter: Enter) -> None:
        row = ask("BV-1")
        said = enter("hospital", "BV-1").post(f"/chuyen-vien/{row.ref}/", {"act": "cancel", "note": "không"})
        assert said.status_code == 404 and Referral.objects.get(pk=row.pk).state == "asked"


class TestCoordination:
    def test_it_shows_every_open_request_without_a_name(self, ask: Ask, enter: Enter) -> None:
        named(ask("BV-1").person)
        ask(n=2, unit="06790")
        page = text(enter("coordinator", "22").get("/dieu-phoi/"))
        assert "Phường Một" in page and "Xã Ba" in page and "Trần Thị Thử" not in page

    def test_it_is_not_for_a_station(self, enter: Enter) -> None:
        assert enter("station", "06778").get("/dieu-phoi/").status_code == 403

    def test_an_empty_roster_is_said(self, enter: Enter) -> None:
        assert "Lịch trực lúc này đang trống" in text(enter("coordinator", "22").get("/dieu-phoi/"))
