"""The demo's week of care: nothing heard outside a stay at home, and a sign before each hospital bed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import F

from giaoban.accounts.scope import Scope
from giaoban.care.actions.demo import fill_week
from giaoban.care.models import Alarm, Check, Contact, Episode, Paper, Review
from giaoban.care.queries import reviews
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


@pytest.fixture
def long_ago(make_case: MakeCase, places: dict[str, Unit], request: pytest.FixtureRequest) -> Any:
    """The dossier of one who was in hospital before the week began and died in it."""
    case = make_case(announced=date(2022, 2, 20), care="hospital", birth=date(1940, 1, 1))
    state(case, "care", "home", date(2022, 2, 20))
    state(case, "care", "hospital", date(2022, 2, 23))
    Case.objects.filter(pk=case.pk).update(outcome="dead", outcome_date=date(2022, 2, 28))
    request.getfixturevalue("week")
    scope = Scope(None, "district", 0, "", True, frozenset({"review"}))
    found = reviews.dossier(scope, Review.objects.get(case=case, kind="death").pk)
    assert found is not None
    return found


SIGNERS = (("isolation", "commune", "xa"), ("recovery", "station", "tram"), ("sick_leave", "station", "tram"))


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

    def test_of_who_died_before_the_week_the_whole_course_is_told(self, long_ago: Any) -> None:
        steps = {step.name: step for step in long_ago.steps}
        assert all(steps[name].at for name in ("declared", "first_contact", "first_sign", "answered", "bed"))
        known = [step.at for step in long_ago.steps[3:] if step.at]
        assert known == sorted(known) and steps["answered"].late is False

    def test_the_council_concluded_after_the_station_was_heard(self, long_ago: Any) -> None:
        assert [said["kind"] for said in long_ago.statements] == ["account", "conclusion"]
        assert long_ago.statements[0]["at"] < long_ago.statements[1]["at"]

    def test_old_drafts_are_signed_by_the_office_that_may_and_new_ones_wait(
        self, week: dict[str, int]
    ) -> None:
        signed = Paper.objects.filter(signed_at__isnull=False)
        assert signed and not signed.filter(signed_at__lte=F("drafted_at")).exists()
        offices = set(signed.values_list("kind", "role", "signed_by__username"))
        assert offices <= {(k, r, f"{who}-{small_tree.CAM_TRUNG}-mau") for k, r, who in SIGNERS}
        assert not signed.filter(drafted_at__gte=MORNING - timedelta(hours=26)).exists()

    def test_it_is_written_once(self, week: dict[str, int], places: dict[str, Unit]) -> None:
        district: Any = places[small_tree.CAM_TRUNG].parent
        assert fill_week(by=None, district=district, morning=MORNING) == {}
