"""A request from asking to arriving: one open a patient, one winner, a bed held, nobody lost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from giaoban.accounts.scope import Scope
from giaoban.care.models import Episode
from giaoban.care.referrals import actions, queries
from giaoban.care.referrals.models import Referral, Stay
from giaoban.care.referrals.rules import standing
from giaoban.kernel.errors import UserError
from giaoban.kernel.models import AuditEvent
from giaoban.places.models import Facility, Unit
from giaoban.registry.models import Case, CaseState
from giaoban.resources.actions import beds, vehicles
from giaoban.resources.models import BedCount, Trip
from tests.care.referrals.conftest import NOW, Ask, group
from tests.clock import FakeClock

Hospitals = dict[str, Facility]


def commune(unit: Unit) -> Scope:
    return Scope(None, "station", unit.pk, unit.path, False, frozenset({"refer"}))


def at_hospital(facility: Facility) -> Scope:
    unit = facility.unit
    return Scope(None, "hospital", unit.pk, unit.path, False, frozenset({"receive"}), facility.pk)


class TestAsk:
    def test_a_second_open_request_for_one_patient_is_refused(self, ask: Ask) -> None:
        first = ask("BV-1")
        with pytest.raises(UserError) as refused:
            ask("BV-2", case=first.case)
        assert refused.value.code == "referral_open"

    def test_after_a_cancelled_one_another_may_be_asked(self, ask: Ask) -> None:
        first = ask("BV-1")
        actions.cancel(by=None, referral=first, reason="đỡ hơn")
        assert ask("BV-2", case=first.case).state == "asked"

    def test_what_the_doctor_wrote_is_sealed_and_not_in_the_audit(self, ask: Ask) -> None:
        referral = ask("BV-1")
        assert b"SpO2" not in bytes(referral.sealed)
        assert "SpO2" not in str(list(AuditEvent.objects.values_list("data", flat=True)))

    @pytest.mark.parametrize(("minutes", "owner"), [(29, "hospital"), (30, "desk"), (31, "desk")])
    def test_it_climbs_to_the_desk_when_the_answer_is_due(self, ask: Ask, minutes: int, owner: str) -> None:
        row = ask("BV-1")
        at = NOW + timedelta(minutes=minutes)
        assert standing(row.state, at, row.answer_by, 1, None).owner == owner

    def test_put_to_nobody_it_stands_with_the_desk_at_once(self, ask: Ask) -> None:
        row = ask()
        assert standing(row.state, NOW, row.answer_by, 0, None).owner == "desk"


class TestAccept:
    def test_it_holds_a_bed_and_sets_the_hour_to_leave(self, ask: Ask, hospitals: Hospitals) -> None:
        row = actions.accept(by=None, referral=ask("BV-1"), facility=hospitals["BV-1"])
        assert (row.state, row.leave_by) == ("accepted", NOW + timedelta(minutes=60))
        assert (group(hospitals["BV-1"]).held, group(hospitals["BV-1"]).open) == (1, 1)

    def test_the_second_hospital_is_told_who_took_the_patient(self, ask: Ask, hospitals: Hospitals) -> None:
        row = ask("BV-1", "BV-2")
        actions.accept(by=None, referral=row, facility=hospitals["BV-1"])
        with pytest.raises(UserError) as late:
            actions.accept(by=None, referral=row, facility=hospitals["BV-2"])
        assert late.value.code == "referral_taken" and "Bệnh viện BV-1" in late.value.message
        assert group(hospitals["BV-2"]).held == 0
        assert [a.answer for a in queries.taken_by_others(at_hospital(hospitals["BV-2"]), NOW)] == ["taken"]
        assert queries.asked_of(at_hospital(hospitals["BV-2"])) == []

    def test_a_hospital_that_was_not_asked_cannot_take_anybody(self, ask: Ask, hospitals: Hospitals) -> None:
        with pytest.raises(UserError) as refused:
            actions.accept(by=None, referral=ask("BV-1"), facility=hospitals["BV-2"])
        assert refused.value.code == "not_asked"

    def test_without_a_free_bed_nothing_is_promised(self, ask: Ask, hospitals: Hospitals) -> None:
        actions.accept(by=None, referral=ask("BV-2", n=1), facility=hospitals["BV-2"])
        second = ask("BV-2", n=2)
        with pytest.raises(UserError) as refused:
            actions.accept(by=None, referral=second, facility=hospitals["BV-2"])
        assert refused.value.code == "no_free_bed"
        assert Referral.objects.get(pk=second.pk).state == "asked"

    def test_fewer_free_beds_than_promised_cannot_be_stated(self, ask: Ask, hospitals: Hospitals) -> None:
        actions.accept(by=None, referral=ask("BV-2"), facility=hospitals["BV-2"])
        with pytest.raises(UserError) as refused:
            beds.state_beds(
                by=None, facility=hospitals["BV-2"], tier="2", capability="oxygen", numbers={"free": 0}
            )
        assert refused.value.code == "beds_promised"


class TestRefuse:
    def test_when_all_have_refused_the_desk_owns_it_before_the_time_is_up(
        self, ask: Ask, hospitals: Hospitals, tree: dict[str, Unit]
    ) -> None:
        row = ask("BV-1", "BV-2")
        for code in ("BV-1", "BV-2"):
            actions.refuse(by=None, referral=row, facility=hospitals[code], refusal="no_bed")
        (seen,) = queries.outgoing(commune(tree["06778"]))
        assert standing(seen.state, NOW, seen.answer_by, seen.open_asks, None).owner == "desk"

    def test_another_reason_must_be_written(self, ask: Ask, hospitals: Hospitals) -> None:
        with pytest.raises(UserError):
            actions.refuse(by=None, referral=ask("BV-1"), facility=hospitals["BV-1"], refusal="other")

    def test_refused_by_the_desk_the_patient_stays_on_the_communes_list(
        self, ask: Ask, tree: dict[str, Unit]
    ) -> None:
        actions.refuse_at_desk(by=None, referral=ask(), reason="cả tỉnh hết giường")
        assert [r.state for r in queries.outgoing(commune(tree["06778"]))] == ["refused"]

    def test_a_refused_request_can_be_put_to_others(self, ask: Ask, hospitals: Hospitals) -> None:
        row = ask()
        actions.refuse_at_desk(by=None, referral=row, reason="hết giường")
        actions.ask_again(by=None, referral=row, facilities=[hospitals["BV-2"]])
        assert actions.accept(by=None, referral=row, facility=hospitals["BV-2"]).state == "accepted"


class TestTakeBack:
    def test_the_bed_is_free_and_the_desk_owns_it_at_once(self, ask: Ask, hospitals: Hospitals) -> None:
        row = ask("BV-1")
        actions.accept(by=None, referral=row, facility=hospitals["BV-1"])
        back = actions.take_back(by=None, referral=row, facility=hospitals["BV-1"], reason="hỏng ô xy")
        assert (back.state, group(hospitals["BV-1"]).held) == ("asked", 0)
        assert standing(back.state, NOW, back.answer_by, 0, None).owner == "desk"


class TestOnTheWay:
    def test_vehicle_called_departed_arrived_and_free_again(
        self, ask: Ask, hospitals: Hospitals, fake_clock: FakeClock
    ) -> None:
        car = vehicles.add_vehicle(
            by=None, call_sign="115-01", kind="ambulance", base=hospitals["BV-1"], since=NOW.date()
        )
        row = actions.accept(by=None, referral=ask("BV-1"), facility=hospitals["BV-1"])
        actions.call_vehicle(by=None, referral=row, vehicle=car)
        fake_clock.set(datetime(2022, 3, 7, 7, 10))
        actions.set_off(by=None, referral=row)
        fake_clock.set(datetime(2022, 3, 7, 7, 40))
        actions.arrive(by=None, referral=row)
        trip = Trip.objects.get()
        assert trip.departed_at == datetime(2022, 3, 7, 7, 10)
        assert trip.arrived_at == trip.ended_at == datetime(2022, 3, 7, 7, 40)

    def test_one_vehicle_is_not_called_twice(self, ask: Ask, hospitals: Hospitals) -> None:
        car = vehicles.add_vehicle(
            by=None, call_sign="115-01", kind="ambulance", base=hospitals["BV-1"], since=NOW.date()
        )
        one, two = ask("BV-1", n=1), ask("BV-1", n=2)
        for row in (one, two):
            actions.accept(by=None, referral=row, facility=hospitals["BV-1"])
        actions.call_vehicle(by=None, referral=one, vehicle=car)
        with pytest.raises(UserError) as refused:
            actions.call_vehicle(by=None, referral=two, vehicle=car)
        assert refused.value.code == "vehicle_taken"

    def test_cancelled_on_the_way_the_bed_and_the_vehicle_are_free(
        self, ask: Ask, hospitals: Hospitals
    ) -> None:
        car = vehicles.add_vehicle(
            by=None, call_sign="115-01", kind="ambulance", base=hospitals["BV-1"], since=NOW.date()
        )
        row = actions.accept(by=None, referral=ask("BV-1"), facility=hospitals["BV-1"])
        actions.call_vehicle(by=None, referral=row, vehicle=car)
        actions.set_off(by=None, referral=row)
        actions.cancel(by=None, referral=row, reason="gia đình đổi ý")
        assert group(hospitals["BV-1"]).held == 0
        assert not Trip.objects.filter(ended_at=None).exists()


class TestArrive:
    def test_bed_filled_state_rows_written_home_care_ended_list_empty(
        self, ask: Ask, hospitals: Hospitals, tree: dict[str, Unit]
    ) -> None:
        row = ask("BV-1")
        Episode.objects.create(
            case=row.case, person=row.case.person, unit=row.unit, station=hospitals["BV-1"], opened_at=NOW,
            day0=NOW.date(), risk="high",
        )  # fmt: skip
        actions.accept(by=None, referral=row, facility=hospitals["BV-1"])
        assert queries.outgoing(commune(tree["06778"])).count() == 1
        actions.arrive(by=None, referral=row)
        beds_now = group(hospitals["BV-1"])
        assert (beds_now.free, beds_now.held) == (1, 0)
        states = CaseState.objects.filter(case=row.case).values_list("kind", "value", "happened_on")
        assert set(states) == {("care", "hospital", NOW.date()), ("tier", "2", NOW.date())}
        case = Case.objects.get(pk=row.case_id)
        assert (case.care, case.tier) == ("hospital", "2")
        assert Episode.objects.get().closed_reason == "hospital"
        assert not queries.outgoing(commune(tree["06778"])).exists()
        assert [s.case_id for s in queries.stays(at_hospital(hospitals["BV-1"]))] == [row.case_id]

    def test_moved_on_to_another_hospital_the_first_bed_is_empty_again(
        self, ask: Ask, hospitals: Hospitals
    ) -> None:
        row = ask("BV-1")
        actions.accept(by=None, referral=row, facility=hospitals["BV-1"])
        actions.arrive(by=None, referral=row)
        onward = ask("BV-2", case=row.case)
        actions.accept(by=None, referral=onward, facility=hospitals["BV-2"])
        actions.arrive(by=None, referral=onward)
        assert group(hospitals["BV-1"]).free == 2
        assert Stay.objects.filter(until=None).get().facility == hospitals["BV-2"]

    def test_leaving_for_home_empties_the_bed_and_says_where_they_are(
        self, ask: Ask, hospitals: Hospitals
    ) -> None:
        row = ask("BV-1")
        actions.accept(by=None, referral=row, facility=hospitals["BV-1"])
        stay = actions.arrive(by=None, referral=row)
        actions.leave_hospital(by=None, stay=stay, left="home")
        assert group(hospitals["BV-1"]).free == 2
        assert Case.objects.get(pk=row.case_id).care == "home"
        causes = BedCount.objects.order_by("id").values_list("cause", flat=True)
        assert list(causes)[-2:] == ["arrived", "left"]


class TestSight:
    def test_a_hospital_sees_what_it_was_asked_and_nothing_else(self, ask: Ask, hospitals: Hospitals) -> None:
        row = ask("BV-1")
        assert queries.referral(at_hospital(hospitals["BV-1"]), row.ref) == row
        assert queries.referral(at_hospital(hospitals["BV-2"]), row.ref) is None

    def test_another_commune_does_not_see_it(self, ask: Ask, tree: dict[str, Unit]) -> None:
        row = ask("BV-1")
        assert queries.referral(commune(tree["06781"]), row.ref) is None
        assert not queries.outgoing(commune(tree["06781"])).exists()

    def test_a_hospital_without_its_facility_sees_nobody(self, ask: Ask, hospitals: Hospitals) -> None:
        ask("BV-1")
        unit = hospitals["BV-1"].unit
        loose = Scope(None, "hospital", unit.pk, unit.path, False, frozenset({"receive"}))
        assert queries.asked_of(loose) == [] and not queries.stays(loose).exists()

    def test_only_hospitals_with_an_open_bed_of_the_kind_are_offered(
        self, ask: Ask, hospitals: Hospitals, tree: dict[str, Unit]
    ) -> None:
        offered = queries.could_take(commune(tree["06778"]), "2", "oxygen")
        assert [f.code for f in offered] == ["BV-1", "BV-2"]
        actions.accept(by=None, referral=ask("BV-2"), facility=hospitals["BV-2"])
        assert [f.code for f in queries.could_take(commune(tree["06778"]), "2", "oxygen")] == ["BV-1"]
