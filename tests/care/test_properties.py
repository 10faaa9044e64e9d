"""Whatever happens in whatever order: nobody without somebody who answers, no alarm without an owner."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from giaoban.accounts.models import User
from giaoban.accounts.scope import Scope
from giaoban.care import actions
from giaoban.care.actions.opening import unanswered
from giaoban.care.models import Alarm, Check, Episode, Responsibility
from giaoban.care.rules.checking import Answers
from giaoban.places.models import Unit
from giaoban.registry.models import Case
from tests.care.conftest import MakeCase
from tests.clock import FakeClock
from tests.registry import small_tree

START = datetime(2022, 3, 7, 7)
PLACES = (small_tree.CAM_TRUNG, small_tree.HONG_GAI, small_tree.CAM_THACH)  # the last has no station
SIGNS = ((), ("chest_pain",), ("cyanosis",), ("breathless", "cyanosis"))
# what happens, to which of the persons, with which choice, and the hours that pass before it
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("case", "check", "move", "answer", "close", "pass")), st.integers(0, 3),
        st.integers(0, 3), st.integers(0, 30),
    ),
    min_size=1, max_size=8,
)  # fmt: skip
EACH = settings(
    max_examples=20, deadline=None, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip


class _Undo(Exception):
    """Ends an example: the next starts from an empty register."""


class Province:
    """What a province does to its cases at home."""

    def __init__(self, make_case: MakeCase, places: dict[str, Unit], by: User, scope: Scope) -> None:
        self.make_case, self.places, self.by = make_case, places, by
        self.scope = Scope(None, scope.role, by.pk, "", True, scope.may)
        self.cases: list[Case] = []

    def step(self, what: str, which: int, choice: int) -> None:
        if what == "case" or not self.cases:
            self.cases.append(self.make_case(unit=PLACES[which % 3], underlying=bool(choice % 2)))
            actions.open_episodes(by=None)
        elif what == "pass":
            actions.run_pass(by=None)
        else:
            getattr(self, f"_{what}")(self.cases[which % len(self.cases)], choice)

    def _check(self, case: Case, choice: int) -> None:
        if episode := Episode.objects.filter(case=case, closed_at=None).first():
            answers = Answers(frozenset(SIGNS[choice]), True, {"spo2": 90.0 + 3 * choice})
            sent = {"client_id": str(uuid.uuid4()), "answered_by": "patient", "channel": "page"}
            for _ in range(5):  # the line is bad: the same answer arrives five times
                actions.record_check(by=None, episode_id=episode.pk, answers=answers, **sent)
            assert Check.objects.filter(client_id=sent["client_id"]).count() == 1

    def _move(self, case: Case, choice: int) -> None:
        Case.objects.filter(pk=case.pk).update(unit=self.places[PLACES[choice % 3]])

    def _answer(self, case: Case, choice: int) -> None:
        if alarm := Alarm.objects.filter(episode__case=case, answered_at=None).first():
            answer = ("confirmed", "false", "referred", "unreached")[choice]
            actions.answer_alarm(by=self.by, scope=self.scope, alarm_id=alarm.pk, answer=answer)

    def _close(self, case: Case, choice: int) -> None:
        ended = date(2022, 3, 7) if choice % 2 else None
        Case.objects.filter(pk=case.pk).update(outcome="recovered" if ended else "", outcome_date=ended)

    def assert_nobody_is_alone(self, now: datetime) -> None:
        """At every instant since it was opened a commune and a station answer, the newest as it stands."""
        for episode in Episode.objects.filter(closed_at=None):
            rows = list(Responsibility.objects.filter(episode=episode).order_by("since"))
            assert rows and rows[0].since <= episode.opened_at <= now
            assert len({row.since for row in rows}) == len(rows)
            assert (rows[-1].unit_id, rows[-1].station_id) == (episode.unit_id, episode.station_id)

    def assert_every_alarm_has_an_owner(self) -> None:
        for alarm in Alarm.objects.all():
            steps = list(alarm.steps.order_by("step"))
            assert alarm.owner_role and alarm.owner_unit_id
            assert steps and steps[0].at == alarm.raised_at  # from the first moment
            assert (steps[-1].step, steps[-1].role) == (alarm.step, alarm.owner_role)


@pytest.mark.slow
@EACH
@given(steps=STEPS)
def test_whatever_happens_somebody_answers(
    steps: list[tuple[str, int, int, int]], make_case: MakeCase, places: dict[str, Unit], station: User,
    station_scope: Scope, fake_clock: FakeClock,
) -> None:  # fmt: skip
    fake_clock.set(START)
    province = Province(make_case, places, station, station_scope)
    try:
        with transaction.atomic():
            now = START
            for what, which, choice, hours in steps:
                now = fake_clock.advance(hours=hours, seconds=1)
                province.step(what, which, choice)
                province.assert_nobody_is_alone(now)
                province.assert_every_alarm_has_an_owner()
            actions.run_pass(by=None)
            assert not unanswered().exists()  # after a pass no active case at home is left
            assert not Episode.objects.filter(closed_at=None).exclude(case__outcome="").exists()
            raise _Undo
    except _Undo:
        return


@given(waited=st.integers(0, 72 * 60), off=st.integers(-72 * 60, 72 * 60), allowed=st.integers(1, 120))
def test_a_phones_clock_never_moves_an_answer_out_of_order(waited: int, off: int, allowed: int) -> None:
    from giaoban.care.rules.checking import when_sent

    there = START + timedelta(minutes=off)
    sent: Any = when_sent(there - timedelta(minutes=waited), there, START, timedelta(minutes=allowed))
    assert sent.happened_at == START - timedelta(minutes=waited)  # whatever the phone thinks the time is
    assert ("clock" in sent.flags) == (abs(off) > allowed)


@given(spo2=st.integers(50, 100), age=st.integers(0, 1200), shown=st.sampled_from(SIGNS))
def test_answering_more_never_lowers_the_rank(spo2: int, age: int, shown: tuple[str, ...]) -> None:
    from giaoban.care.law import law
    from giaoban.care.rules import checking

    rules = law(date(2022, 3, 7), "VN/22")
    less = checking.assess(rules.danger, rules.plausible, rules.on, Answers(frozenset(shown)), age)
    more = Answers(frozenset(shown), values={"spo2": float(spo2), "pulse": 97.0})
    assert not checking.graver(
        less.rank, checking.assess(rules.danger, rules.plausible, rules.on, more, age).rank
    )
