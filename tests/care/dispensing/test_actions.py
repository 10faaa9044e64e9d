"""Medicine at home: who may order, what forbids it, and that the ledger moves with it or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from giaoban.care.dispensing import actions
from giaoban.care.dispensing.grounds import questions
from giaoban.care.dispensing.models import Prescription
from giaoban.care.models import Episode
from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility
from giaoban.resources.actions import people
from giaoban.resources.models import Staff
from giaoban.resources.queries import stock
from tests.care.dispensing.conftest import NOW
from tests.clock import FakeClock

AtHome = Callable[..., Episode]
ASKED = {"pregnant": False, "breastfeeding": False, "liver_failure": False, "kidney_failure": False}


def code_of(refused: pytest.ExceptionInfo[UserError]) -> str:
    return refused.value.code


@pytest.mark.slow
class TestPackA:
    def test_it_needs_no_order_and_leaves_the_shelf_with_it(self, at_home: AtHome, station: Facility) -> None:
        course = actions.hand_out(by=None, facility=station, episode=at_home(), item="pack_a")
        assert course.movement is not None and course.movement.key == f"course:{course.ref}"
        assert stock.balance(station, "pack_a") == 2

    def test_one_patient_gets_it_once(self, at_home: AtHome, station: Facility) -> None:
        episode = at_home()
        actions.hand_out(by=None, facility=station, episode=episode, item="pack_a")
        with pytest.raises(UserError) as refused:
            actions.hand_out(by=None, facility=station, episode=episode, item="pack_a")
        assert code_of(refused) == "course_once" and stock.balance(station, "pack_a") == 2

    def test_handing_the_same_course_out_twice_moves_one_pack(
        self, at_home: AtHome, station: Facility
    ) -> None:
        course = actions.order(by=None, episode=at_home(), item="pack_a")
        for _ in range(2):
            actions.dispense(by=None, course=course, facility=station)
        assert stock.balance(station, "pack_a") == 2

    def test_an_empty_shelf_leaves_no_order_behind(self, at_home: AtHome, station: Facility) -> None:
        for n in range(3):
            actions.hand_out(by=None, facility=station, episode=at_home(n=n), item="pack_a")
        with pytest.raises(UserError) as refused:
            actions.hand_out(by=None, facility=station, episode=at_home(n=3), item="pack_a")
        assert code_of(refused) == "stock_short" and Prescription.objects.count() == 3

    @pytest.mark.parametrize(("age", "weight", "code"), [(17, None, "child_without_weight"), (18, None, "")])
    def test_no_child_gets_a_dose_without_a_weight(
        self, at_home: AtHome, station: Facility, age: int, weight: float | None, code: str
    ) -> None:
        episode = at_home(age=age)
        if not code:
            assert actions.order(by=None, episode=episode, item="pack_a", weight=weight)
            return
        with pytest.raises(UserError) as refused:
            actions.order(by=None, episode=episode, item="pack_a", weight=weight)
        assert code_of(refused) == code
        assert actions.order(by=None, episode=episode, item="pack_a", weight=41.5).weight == 41.5


class TestPackB:
    def test_without_a_named_prescriber_it_is_refused(self, at_home: AtHome, station: Facility) -> None:
        with pytest.raises(UserError) as refused:
            actions.order(by=None, episode=at_home(), item="pack_b")
        assert code_of(refused) == "no_prescriber"

    def test_the_prescriber_is_named_and_the_longest_self_use_is_the_rules(
        self, at_home: AtHome, doctor: Staff
    ) -> None:
        course = actions.order(by=None, episode=at_home(), item="pack_b", prescriber=doctor)
        assert (course.prescriber, course.days) == (doctor, 1)
        assert "packs/261-qd-byt" in course.rules

    def test_a_nurse_is_no_prescriber(self, at_home: AtHome, station: Facility) -> None:
        nurse = people.enlist(by=None, name="Điều dưỡng", phone="", profession="nurse")
        people.post_staff(by=None, staff=nurse, facility=station, since=date(2022, 1, 1))
        with pytest.raises(UserError) as refused:
            actions.order(by=None, episode=at_home(), item="pack_b", prescriber=nurse)
        assert code_of(refused) == "not_a_prescriber"

    def test_the_database_refuses_it_as_well(self, at_home: AtHome, station: Facility) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Prescription.objects.create(
                ref=1, episode=at_home(), item="pack_b", ordered_at=NOW, status="confirmed"
            )

    def test_where_no_rule_is_in_force_the_prescriber_says_what_was_gone_through(
        self, at_home: AtHome, doctor: Staff, fake_clock: FakeClock
    ) -> None:
        fake_clock.set(datetime(2022, 3, 14, 8))  # 604 replaced 261 and lists no packs
        with pytest.raises(UserError) as refused:
            actions.order(by=None, episode=at_home(), item="pack_b", prescriber=doctor)
        assert code_of(refused) == "contraindication_unasked"
        course = actions.order(
            by=None, episode=at_home(n=1), item="pack_b", prescriber=doctor,
            asked={"contraindications_checked": True},
        )  # fmt: skip
        assert course.status == "unverified"


class TestAntivirals:
    def test_it_needs_the_patients_consent(self, at_home: AtHome, doctor: Staff) -> None:
        with pytest.raises(UserError) as refused:
            actions.order(by=None, episode=at_home(), item="molnupiravir", prescriber=doctor, asked=ASKED)
        assert code_of(refused) == "no_consent"

    @pytest.mark.parametrize("fact", ["pregnant", "breastfeeding"])
    def test_a_contraindication_forbids_it(self, at_home: AtHome, doctor: Staff, fact: str) -> None:
        with pytest.raises(UserError) as refused:
            actions.order(
                by=None, episode=at_home(), item="molnupiravir", prescriber=doctor, consent=True,
                asked={**ASKED, fact: True},
            )  # fmt: skip
        assert code_of(refused) == "contraindicated"

    def test_what_the_registry_knows_is_not_answered_away(self, at_home: AtHome, doctor: Staff) -> None:
        with pytest.raises(UserError) as refused:
            actions.order(
                by=None, episode=at_home(pregnant=True), item="molnupiravir", prescriber=doctor,
                consent=True, asked=ASKED,
            )  # fmt: skip
        assert code_of(refused) == "contraindicated"

    def test_a_contraindication_not_asked_is_asked_first(self, at_home: AtHome, doctor: Staff) -> None:
        with pytest.raises(UserError) as refused:
            actions.order(
                by=None, episode=at_home(), item="molnupiravir", prescriber=doctor, consent=True, asked={}
            )
        assert code_of(refused) == "contraindication_unasked"

    @pytest.mark.parametrize(("onset", "allowed"), [(date(2022, 3, 2), True), (date(2022, 3, 1), False)])
    def test_it_begins_within_five_days_of_onset(
        self, at_home: AtHome, doctor: Staff, onset: date, allowed: bool
    ) -> None:
        def order() -> Prescription:
            return actions.order(
                by=None, episode=at_home(onset=onset), item="molnupiravir", prescriber=doctor, consent=True,
                asked=ASKED,
            )  # fmt: skip

        if allowed:
            assert order().days == 5
            return
        with pytest.raises(UserError) as refused:
            order()
        assert code_of(refused) == "contraindicated"

    def test_the_page_asks_what_the_rule_lists(self) -> None:
        assert [fact for fact, _ in questions("favipiravir", date(2022, 3, 6), "VN/22")] == [
            "pregnant", "breastfeeding", "liver_failure", "kidney_failure",
        ]  # fmt: skip


class TestWithdraw:
    def test_what_came_back_is_on_the_shelf_and_may_be_ordered_again(
        self, at_home: AtHome, station: Facility
    ) -> None:
        episode = at_home()
        course = actions.hand_out(by=None, facility=station, episode=episode, item="pack_a")
        actions.withdraw(by=None, course=course, reason="ghi nhầm", came_back=True)
        assert stock.balance(station, "pack_a") == 3
        assert actions.hand_out(by=None, facility=station, episode=episode, item="pack_a")

    def test_kept_by_the_patient_it_stays_gone(self, at_home: AtHome, station: Facility) -> None:
        course = actions.hand_out(by=None, facility=station, episode=at_home(), item="pack_a")
        actions.withdraw(by=None, course=course, reason="đã uống dở")
        assert stock.balance(station, "pack_a") == 2
