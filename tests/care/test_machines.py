"""Hospitals and shelves in any order of acts: no bed and no pack is given twice, and tiers are their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from giaoban.care.dispensing import actions as dispensing
from giaoban.care.dispensing.models import Prescription
from giaoban.care.models import Episode
from giaoban.care.referrals import actions as referring
from giaoban.care.referrals.models import OPEN, Referral, ReferralAsk, Stay
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility, Unit
from giaoban.registry.models import Case, CaseState
from giaoban.resources.actions import beds, stock
from giaoban.resources.models import BedGroup, Movement
from giaoban.resources.queries import stock as shelves
from tests.care.referrals.conftest import patient
from tests.clock import FakeClock
from tests.directives.tree import FROM, plant

EACH = settings(
    max_examples=15, stateful_step_count=20, deadline=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
FREE, PACKS = (2, 1), 3  # beds of each hospital; packs of the shelf
WHICH = st.integers(0, 3)
ANSWERS = ("accept", "accept", "accept", "arrive", "arrive", "refuse", "take_back", "set_off", "cancel")


class Machine(RuleBasedStateMachine):
    """Every example on the same empty register: what it wrote is rolled back at its end."""

    tree: dict[str, Unit]
    tick: Callable[..., Any]

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.made = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def tried(self, act: Callable[..., Any], **given: Any) -> Any:
        """Done, or refused in words and nothing written."""
        self.tick(minutes=7)
        try:
            with transaction.atomic():
                return act(by=None, **given)
        except UserError:
            return None

    def patient(self) -> Case:
        self.made += 1
        return patient(self.tree["06778"], self.made)


class Hospitals(Machine):
    def __init__(self) -> None:
        super().__init__()
        self.cases: list[Case] = []
        self.hospitals = []
        for n, free in enumerate(FREE):
            site = Facility.objects.create(
                code=f"BV-{n}", name=f"BV {n}", kind="hospital", unit=self.tree["195"], valid_from=FROM
            )
            numbers = {"planned": 5, "set_up": 5, "staffed": free, "oxygen": 5, "free": free}
            for tier in "23":
                beds.state_beds(by=None, facility=site, tier=tier, capability="oxygen", numbers=numbers)
            self.hospitals.append(site)

    @rule(which=WHICH, tier=st.sampled_from("23"), both=st.booleans())
    def ask(self, which: int, tier: str, both: bool) -> None:
        if which >= len(self.cases):
            self.cases.append(self.patient())
        case = self.cases[which % len(self.cases)]
        asked = self.hospitals if both else self.hospitals[:1]
        self.tried(
            referring.ask, case=case, unit=case.unit, tier=tier, capability="oxygen", rank="urgent",
            reason="signs", summary="", facilities=asked,
        )  # fmt: skip

    @precondition(lambda self: Referral.objects.exists())
    @rule(which=WHICH, hospital=st.integers(0, 1), what=st.sampled_from(ANSWERS))
    def answer(self, which: int, hospital: int, what: str) -> None:
        rows = list(Referral.objects.order_by("id"))
        row, site = rows[which % len(rows)], self.hospitals[hospital]
        more: dict[str, dict[str, Any]] = {
            "accept": {"facility": site}, "refuse": {"facility": site, "refusal": "no_bed"},
            "take_back": {"facility": site, "reason": "máy hỏng"}, "cancel": {"reason": "đỡ"},
        }  # fmt: skip
        self.tried(getattr(referring, what), referral=row, **more.get(what, {}))

    @precondition(lambda self: Stay.objects.filter(until=None).exists())
    @rule(how=st.sampled_from(("home", "recovered", "dead")))
    def leave(self, how: str) -> None:
        stay = Stay.objects.filter(until=None).order_by("id").first()
        self.tried(referring.leave_hospital, stay=stay, left=how)

    @invariant()
    def no_bed_is_given_twice(self) -> None:
        for group in BedGroup.objects.all():
            promised = Referral.objects.filter(beds=group, state__in=["accepted", "on_the_way"]).count()
            lying = Stay.objects.filter(beds=group, until=None).count()
            assert group.held == promised
            assert group.free + lying == group.staffed
            assert promised + lying <= group.staffed

    @invariant()
    def nobody_is_taken_twice_or_lost(self) -> None:
        lying = Counter(Stay.objects.filter(until=None).values_list("person", flat=True))
        asked = Counter(Referral.objects.filter(closed_at=None).values_list("person", flat=True))
        assert not lying or max(lying.values()) == 1
        assert not asked or max(asked.values()) == 1
        accepted = ReferralAsk.objects.filter(
            answer="accepted", referral__state__in=["accepted", "on_the_way"]
        )
        taken = Counter(accepted.values_list("referral", flat=True))
        assert not taken or max(taken.values()) == 1
        assert not Referral.objects.filter(closed_at=None).exclude(state__in=OPEN).exists()

    @invariant()
    def tiers_and_places_are_their_rows(self) -> None:
        for kind in ("tier", "care"):
            newest: dict[int, str] = {}
            rows = CaseState.objects.filter(kind=kind).order_by("happened_on", "id")
            newest.update(rows.values_list("case", "value"))
            stated = dict(Case.objects.filter(pk__in=newest).values_list("pk", kind))
            assert Counter(stated.values()) == Counter(newest.values())


class Shelf(Machine):
    """One item at a station, in lots of which some end on the way."""

    def __init__(self) -> None:
        super().__init__()
        self.site = Facility.objects.create(
            code="TYT", name="Trạm", kind="station", unit=self.tree["06778"], valid_from=FROM
        )
        self.other = Facility.objects.create(
            code="TYT2", name="Trạm hai", kind="station", unit=self.tree["06781"], valid_from=FROM
        )
        self.episodes: list[Episode] = []

    @rule(n=st.integers(1, PACKS), days=st.sampled_from((None, 0, 1, 30)))
    def receive(self, n: int, days: int | None) -> None:
        ends = None if days is None else clock.today() + timedelta(days=days)
        self.tried(stock.receive, facility=self.site, item="pack_a", quantity=n, expires_on=ends)

    @rule(which=WHICH)
    def hand_out(self, which: int) -> None:
        if which >= len(self.episodes):
            case, now = self.patient(), clock.now()
            self.episodes.append(
                Episode.objects.create(
                    case=case, person=case.person, unit=case.unit, station=self.site, opened_at=now,
                    day0=now.date(), risk="other", birth=date(1970, 1, 1),
                )
            )  # fmt: skip
        for _ in range(2):  # pressed twice
            self.tried(
                dispensing.hand_out, facility=self.site, episode=self.episodes[which % len(self.episodes)],
                item="pack_a",
            )  # fmt: skip

    @precondition(lambda self: Prescription.objects.exists())
    @rule(which=WHICH, back=st.booleans())
    def withdraw(self, which: int, back: bool) -> None:
        rows = list(Prescription.objects.order_by("id"))
        self.tried(dispensing.withdraw, course=rows[which % len(rows)], reason="nhầm", came_back=back)

    @rule(n=st.integers(1, PACKS))
    def send(self, n: int) -> None:
        self.tried(stock.send, sender=self.site, receiver=self.other, item="pack_a", quantity=n)

    @rule()
    def a_day_goes_by(self) -> None:
        self.tick(hours=24)
        self.tried(stock.discard, facility=self.site, item="pack_a")

    @invariant()
    def no_pack_is_given_twice(self) -> None:
        given = Prescription.objects.filter(dispensed_at__isnull=False)
        assert given.count() == given.values("movement").distinct().count()
        held = Counter(given.filter(withdrawn_at=None).values_list("episode", flat=True))
        assert not held or max(held.values()) == 1
        handed = Movement.objects.filter(cause="dispense").aggregate(n=Sum("quantity"))["n"] or 0
        assert handed == given.count()

    @invariant()
    def no_shelf_is_below_nothing_and_nothing_is_given_past_its_day(self) -> None:
        assert all(lot.quantity > 0 for lot in shelves.lots())
        for moved in Movement.objects.filter(cause__in=["dispense", "transfer"], expires_on__isnull=False):
            assert moved.expires_on is not None and moved.at.date() <= moved.expires_on


@pytest.mark.slow
@pytest.mark.parametrize("machine", [Hospitals, Shelf])
def test_whatever_is_done_in_whatever_order(
    machine: type[Machine], db: None, fake_clock: FakeClock, settings: Any
) -> None:
    settings.GIAOBAN_ROOT_PLACE = "22"
    machine.tree, machine.tick = plant(), fake_clock.advance
    run_state_machine_as_test(machine, settings=EACH)
