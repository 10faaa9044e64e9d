"""Staff, rosters, vehicles and quotas are entered where they are: scoped, audited, told what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from giaoban.accounts.models import AccessLog
from giaoban.accounts.queries import scope_of
from giaoban.kernel.models import AuditEvent
from giaoban.kernel.sealing import unseal
from giaoban.places.models import Facility, Unit
from giaoban.resources import rules
from giaoban.resources.models import BedQuota, Shift, Staff, StationArea, Vehicle
from giaoban.resources.queries import people
from tests.clock import FakeClock
from tests.directives.tree import posted

Sites = dict[str, Facility]
Enter = Callable[[str, str], Client]
NIGHT = (datetime(2022, 3, 7, 21), datetime(2022, 3, 8, 6))


@pytest.fixture
def enter(tree: dict[str, Unit], sites: Sites, client: Client, fake_clock: FakeClock) -> Enter:
    fake_clock.set(datetime(2022, 3, 7, 8))

    def signed_in(role: str, code: str) -> Client:
        client.force_login(posted(tree, role, code))
        return client

    return signed_in


def on_duty(client: Client, site: Facility, staff: Staff, **more: Any) -> Any:
    form = {"act": "add", "staff": staff.ref, "day": "2022-03-07", "starts": "17:00", "ends": "07:00",
            "days": "1", "rank": "1"} | more  # fmt: skip
    return client.post(f"/luc-luong/lich-truc/{site.pk}/", form)


class TestStaff:
    FORM = {"act": "add", "name": "Phạm Thị Mẫu", "phone": "0912", "profession": "nurse", "origin": "retired",
            "since": "2022-03-07"}  # fmt: skip

    def test_somebody_new_works_there_with_a_sealed_name(self, enter: Enter, sites: Sites) -> None:
        client = enter("station", "06778")
        assert client.post(f"/luc-luong/{sites['TYT-1'].pk}/", self.FORM).status_code == 302
        [member] = people.team(sites["TYT-1"], date(2022, 3, 7))
        assert (member.name, member.staff.origin) == ("Phạm Thị Mẫu", "retired")
        assert unseal(Staff.objects.get().sealed)["phone"] == "0912"
        told = " ".join(str(row) for row in AuditEvent.objects.values_list("data", flat=True))
        assert "Phạm" not in told and "0912" not in told

    def test_what_is_missing_is_said_and_kept(self, enter: Enter, sites: Sites) -> None:
        form = {**self.FORM, "name": ""}
        said = enter("station", "06778").post(f"/luc-luong/{sites['TYT-1'].pk}/", form)
        assert said.status_code == 422 and "0912" in said.content.decode()
        assert not Staff.objects.exists()

    def test_another_stations_team_is_not_there(self, enter: Enter, sites: Sites) -> None:
        assert enter("station", "06778").get(f"/luc-luong/{sites['TYT-2'].pk}/").status_code == 404

    def test_a_look_at_names_is_written_down(
        self, enter: Enter, sites: Sites, worker: Callable[..., Staff]
    ) -> None:
        worker("TYT-1")
        enter("station", "06778").get(f"/luc-luong/{sites['TYT-1'].pk}/")
        assert AccessLog.objects.get().rows == 1

    def test_a_district_moves_somebody_between_its_sites(
        self, enter: Enter, sites: Sites, worker: Callable[..., Staff]
    ) -> None:
        who = worker("TYT-1")
        form = {"act": "move", "staff": who.ref, "to": sites["TYT-2"].pk, "since": "2022-03-08"}
        assert enter("district", "195").post(f"/luc-luong/{sites['TYT-1'].pk}/", form).status_code == 302
        assert [m.staff for m in people.team(sites["TYT-2"], date(2022, 3, 7))] == [who]

    def test_nobody_is_moved_to_a_site_out_of_scope(
        self, enter: Enter, sites: Sites, worker: Callable[..., Staff]
    ) -> None:
        form = {"act": "move", "staff": worker("TYT-1").ref, "to": sites["TYT-3"].pk, "since": "2022-03-08"}
        assert enter("district", "195").post(f"/luc-luong/{sites['TYT-1'].pk}/", form).status_code == 422
        assert not people.team(sites["TYT-3"], date(2022, 3, 8))

    def test_a_mobile_station_is_given_a_commune_and_hands_it_back(
        self, enter: Enter, sites: Sites, tree: dict[str, Unit]
    ) -> None:
        client, where = enter("district", "195"), f"/luc-luong/{sites['LD-1'].pk}/"
        form = {"act": "area", "unit": tree["06778"].pk, "since": "2022-03-07"}
        assert client.post(where, form).status_code == 302
        area = StationArea.objects.get(valid_to=None)
        assert client.post(where, {"act": "hand_back", "area": area.pk}).status_code == 302
        assert StationArea.objects.get().valid_to == date(2022, 3, 7)

    def test_who_may_not_keep_rosters_is_turned_away(self, enter: Enter) -> None:
        assert enter("leader", "22").get("/luc-luong/").status_code == 403


class TestTheRoster:
    def test_a_line_past_midnight_ends_the_day_after(
        self, enter: Enter, sites: Sites, worker: Callable[..., Staff]
    ) -> None:
        said = on_duty(enter("station", "06778"), sites["TYT-1"], worker("TYT-1"), days="3")
        assert said.status_code == 302
        spans = list(Shift.objects.order_by("starts_at").values_list("starts_at", "ends_at"))
        assert spans[0] == (datetime(2022, 3, 7, 17), datetime(2022, 3, 8, 7)) and len(spans) == 3

    def test_of_several_days_all_or_none_are_written(
        self, enter: Enter, sites: Sites, worker: Callable[..., Staff]
    ) -> None:
        who, client = worker("TYT-1"), enter("station", "06778")
        on_duty(client, sites["TYT-1"], who, day="2022-03-09")
        assert on_duty(client, sites["TYT-1"], who, days="4").status_code == 422
        assert Shift.objects.count() == 1

    def test_a_cancelled_line_leaves_an_empty_night_that_is_told(
        self, enter: Enter, sites: Sites, worker: Callable[..., Staff]
    ) -> None:
        client = enter("station", "06778")
        on_duty(client, sites["TYT-1"], worker("TYT-1"))
        where = f"/luc-luong/lich-truc/{sites['TYT-1'].pk}/"
        assert client.get(where).context["days"][0]["gap"] is None
        client.post(where, {"act": "cancel", "shift": Shift.objects.get().pk})
        assert client.get(where).context["days"][0]["gap"] == NIGHT[0]

    def test_somebody_of_another_site_cannot_be_put_on_duty(
        self, enter: Enter, sites: Sites, worker: Callable[..., Staff]
    ) -> None:
        assert on_duty(enter("station", "06778"), sites["TYT-1"], worker("TYT-2")).status_code == 422

    def test_a_district_sees_which_stations_nobody_holds_tonight(self, enter: Enter, sites: Sites) -> None:
        page = enter("district", "195").get(f"/luc-luong/lich-truc/{sites['TYT-1'].pk}/")
        assert [site.code for site, _gap in page.context["empty"]] == ["TYT-1", "TYT-2"]


class TestAnEmptyNight:
    def test_is_work_of_today_before_it_comes(
        self, enter: Enter, sites: Sites, tree: dict[str, Unit], worker: Callable[..., Staff]
    ) -> None:
        client = enter("district", "195")
        scope = scope_of(posted(tree, "station", "06778"), date(2022, 3, 7))
        assert scope is not None
        [duty] = people.duties(scope, datetime(2022, 3, 7, 8))
        assert (duty.kind, duty.due) == ("empty_roster", NIGHT[0])
        on_duty(client, sites["TYT-1"], worker("TYT-1"))
        assert list(people.duties(scope, datetime(2022, 3, 7, 8))) == []

    def test_begins_where_the_last_line_ends(self) -> None:
        held = [(datetime(2022, 3, 7, 17), datetime(2022, 3, 8, 2)), (datetime(2022, 3, 8, 3), NIGHT[1])]
        assert rules.first_gap(held, *NIGHT) == datetime(2022, 3, 8, 2)
        assert rules.first_gap([*held, (datetime(2022, 3, 8, 1), datetime(2022, 3, 8, 4))], *NIGHT) is None
        assert rules.first_gap([], *NIGHT) == NIGHT[0]

    def test_before_dawn_is_still_that_of_the_day_before(self) -> None:
        hours = (time(21), time(6))
        assert people.tonight(datetime(2022, 3, 8, 5), hours) == NIGHT
        assert people.tonight(datetime(2022, 3, 8, 6), hours)[0] == NIGHT[0] + timedelta(days=1)


class TestVehicles:
    def test_one_is_added_and_taken_out(self, enter: Enter, sites: Sites, tree: dict[str, Unit]) -> None:
        client, where = enter("district", "195"), f"/luc-luong/xe/{sites['BV-1'].pk}/"
        form = {"act": "add", "call_sign": "14A-00001", "kind": "ambulance", "since": "2022-03-07"}
        assert client.post(where, form).status_code == 302
        assert client.post(where, form).status_code == 422  # the same number twice
        client.post(where, {"act": "retire", "vehicle": Vehicle.objects.get().pk})
        assert Vehicle.objects.get().valid_to == date(2022, 3, 7)


class TestQuotas:
    FORM = {"tier": "2", "beds": "100", "reserve": "20", "document": "12/QĐ-UBND", "since": "2022-03-07"}

    def test_a_document_asks_a_place_for_beds(self, enter: Enter, tree: dict[str, Unit]) -> None:
        assert enter("district", "195").post("/luc-luong/chi-tieu-giuong/", self.FORM).status_code == 302
        assert BedQuota.objects.values_list("unit__code", "beds", "reserve").get() == ("195", 100, 20)

    @pytest.mark.parametrize("wrong", [{"document": ""}, {"reserve": "101"}])
    def test_one_that_cannot_be_is_refused(self, enter: Enter, wrong: dict[str, str]) -> None:
        said = enter("district", "195").post("/luc-luong/chi-tieu-giuong/", {**self.FORM, **wrong})
        assert said.status_code == 422 and not BedQuota.objects.exists()

    def test_a_station_reads_and_does_not_write(self, enter: Enter) -> None:
        client = enter("station", "06778")
        assert client.get("/luc-luong/chi-tieu-giuong/").status_code == 200
        assert client.post("/luc-luong/chi-tieu-giuong/", self.FORM).status_code == 403
