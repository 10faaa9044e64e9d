"""The demo's week of care: nothing heard outside a stay at home, and a sign before each hospital bed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import F

from giaoban.care.actions.demo import fill_week
from giaoban.care.models import Alarm, Check, Contact, Episode, Review
from giaoban.care.referrals.models import Referral
from giaoban.places.models import Facility, Unit
from giaoban.registry.models import Case, CaseState
from giaoban.resources.models import BedGroup
from tests.care.conftest import MakeCase
from tests.registry import small_tree

MORNING = datetime(2022, 3, 7, 7)


def state(case: Case, kind: str, value: str, on: date) -> None:
    CaseState.objects.create(
        case=case, kind=kind, value=value, happened_on=on, reported_at=MORNING, recorded_at=MORNING
    )  # fmt: skip


@pytest.fixture
def week(make_case: MakeCase, places: dict[str, Unit]) -> dict[str, int]:
    district = places[small_tree.CAM_TRUNG].parent
    hospital = Facility.objects.create(
        code="BV-1", name="Bệnh viện (mẫu)", kind="hospital", unit=district, valid_from=date(2021, 1, 1)
    )
    BedGroup.objects.create(facility=hospital, tier="2", capability="oxygen", set_up=9, staffed=9, free=5)
    for n in range(12):
        case = make_case(announced=date(2022, 3, 1) + timedelta(days=n % 4))
        state(case, "care", "home", case.announced)
        if n == 0:
            state(case, "care", "hospital", date(2022, 3, 4))
        if n == 1:
            Case.objects.filter(pk=case.pk).update(outcome="recovered", outcome_date=date(2022, 3, 5))
    dead = make_case(announced=date(2022, 3, 2), care="hospital")
    state(dead, "care", "hospital", date(2022, 3, 4))
    Case.objects.filter(pk=dead.pk).update(outcome="dead", outcome_date=date(2022, 3, 5))
    return fill_week(by=None, district=district, morning=MORNING)


@pytest.mark.slow
@pytest.mark.django_db
class TestTheWeek:
    def test_everybody_who_lay_at_home_has_one_stay(self, week: dict[str, int]) -> None:
        assert week["episodes"] == Episode.objects.count() == 13
        assert sorted(Episode.objects.exclude(closed_reason="").values_list("closed_reason", flat=True)) == [
            "hospital", "hospital", "recovered",
        ]  # fmt: skip

    def test_nothing_is_heard_outside_a_stay_or_of_the_future(self, week: dict[str, int]) -> None:
        assert week["checks"] == Check.objects.count() > 50
        assert not Check.objects.filter(happened_at__lt=F("episode__opened_at")).exists()
        assert not Check.objects.filter(happened_at__gt=F("episode__closed_at")).exists()
        assert not Check.objects.filter(received_at__gt=MORNING).exists()
        assert not Contact.objects.filter(at__lt=F("episode__opened_at")).exists()

    def test_who_came_to_hospital_had_shown_a_sign_and_lay_in_a_bed_after_it(
        self, week: dict[str, int]
    ) -> None:
        assert week["referrals"] == 2
        for referral in Referral.objects.all():
            alarm = Alarm.objects.get(episode=referral.episode, answer="referred")
            assert alarm.rank == "emergency" and alarm.check_made is not None
            assert alarm.raised_at < referral.asked_at < referral.closed_at
            assert referral.stay.since == referral.closed_at

    def test_a_death_and_each_deterioration_are_reviewed(self, week: dict[str, int]) -> None:
        kinds = sorted(Review.objects.values_list("kind", flat=True))
        assert kinds == ["death", "deterioration", "deterioration"]

    def test_it_is_written_once(self, week: dict[str, int], places: dict[str, Unit]) -> None:
        district: Any = places[small_tree.CAM_TRUNG].parent
        assert fill_week(by=None, district=district, morning=MORNING) == {}
