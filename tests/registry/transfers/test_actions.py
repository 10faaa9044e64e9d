"""An F0 never leaves its place unknown: two sides, one of whom answers for it at any instant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.accounts.scope import Scope
from giaoban.kernel.errors import UserError
from giaoban.kernel.models import AuditEvent
from giaoban.places.models import Unit
from giaoban.registry import queries as registry
from giaoban.registry.duplicates import alarms
from giaoban.registry.models import Absence, Case, CaseRevision, Transfer, TransferStep
from giaoban.registry.transfers import actions, queries
from giaoban.registry.transfers.duties import duties
from tests.clock import FakeClock
from tests.registry import small_tree
from tests.registry.conftest import AT
from tests.registry.duplicates.conftest import scope_of

pytestmark = pytest.mark.django_db
Places = dict[str, Unit]


def ask(f0: Case, scope: Scope, to: Unit, reason: str = "về nhà cha mẹ") -> Transfer:
    return actions.ask(by=None, scope=scope, case_ref=f0.ref, receiver=to, reason=reason, hamlet="Khu 2")


def refused(code: str, act: Callable[[], Any]) -> None:
    with pytest.raises(UserError) as caught:
        act()
    assert caught.value.code == code


class TestTwoSides:
    def test_the_sender_answers_until_the_receiver_has_taken_over(
        self, f0: Case, commune: Scope, receiver: Scope, places: Places
    ) -> None:
        asked = ask(f0, commune, places[small_tree.CAM_THACH])
        assert list(queries.outgoing(commune)) == list(queries.incoming(receiver)) == [asked]
        assert list(registry.cases(commune, {})) == [f0]
        assert not registry.cases(receiver, {})
        actions.take_over(by=None, scope=receiver, transfer_id=asked.id)
        assert not registry.cases(commune, {})
        moved = registry.cases(receiver, {}).get()
        assert (moved.unit.code, moved.hamlet) == (small_tree.CAM_THACH, "Khu 2")
        assert list(queries.ended(commune)) == [asked]

    def test_residence_and_detection_stay_and_the_old_stay_is_kept_as_a_correction(
        self, f0: Case, commune: Scope, receiver: Scope, places: Places
    ) -> None:
        home = places[small_tree.HONG_GAI]
        Case.objects.filter(id=f0.id).update(unit_residence=home, unit_detected=f0.unit)
        actions.take_over(
            by=None, scope=receiver, transfer_id=ask(f0, commune, places[small_tree.CAM_THACH]).id
        )
        f0.refresh_from_db()
        assert (f0.unit_residence.code, f0.unit_detected.code) == (small_tree.HONG_GAI, small_tree.CAM_TRUNG)
        assert CaseRevision.objects.get().unit.code == small_tree.CAM_TRUNG

    def test_refused_with_a_reason_it_stays_and_the_sender_reads_why(
        self, f0: Case, commune: Scope, receiver: Scope, places: Places
    ) -> None:
        asked = ask(f0, commune, places[small_tree.CAM_THACH])
        silent = lambda: actions.refuse(by=None, scope=receiver, transfer_id=asked.id, reason=" ")  # noqa: E731
        refused("reason_absent", silent)
        actions.refuse(by=None, scope=receiver, transfer_id=asked.id, reason="không có người này")
        assert registry.cases(commune, {}).get() == f0
        assert TransferStep.objects.get(state="refused").note == "không có người này"
        assert ask(f0, commune, places[small_tree.HONG_GAI]).state == "asked"

    def test_refused_it_is_the_sender_s_duty_until_read_or_moved_on(
        self, f0: Case, commune: Scope, receiver: Scope, places: Places
    ) -> None:
        asked = ask(f0, commune, places[small_tree.CAM_THACH])
        actions.refuse(by=None, scope=receiver, transfer_id=asked.id, reason="không có người này")
        kinds = lambda who: [d.kind for d in duties(who, AT)]  # noqa: E731
        assert (kinds(commune), kinds(receiver)) == (["refused_transfer"], [])
        other = lambda: actions.read_refusal(by=None, scope=receiver, transfer_id=asked.id)  # noqa: E731
        refused("refusal_unknown", other)
        actions.read_refusal(by=None, scope=commune, transfer_id=asked.id)
        assert kinds(commune) == []
        again = ask(f0, commune, places[small_tree.CAM_THACH])
        actions.refuse(by=None, scope=receiver, transfer_id=again.id, reason="vẫn không")
        ask(f0, commune, places[small_tree.HONG_GAI])
        assert "refused_transfer" not in kinds(commune)

    @pytest.mark.parametrize("how", ["refuse", "cancel"])
    def test_not_taken_over_who_was_absent_is_looked_for_again(
        self, f0: Case, commune: Scope, receiver: Scope, places: Places, how: str
    ) -> None:
        held = actions.report_absent(by=None, scope=commune, case_ref=f0.ref, note="nhà khóa cửa")
        asked = ask(f0, commune, places[small_tree.CAM_THACH])
        assert not queries.absences(commune)
        if how == "refuse":
            actions.refuse(by=None, scope=receiver, transfer_id=asked.id, reason="không có người này")
        else:
            actions.cancel(by=None, scope=commune, transfer_id=asked.id)
        assert queries.absences(commune).get().noticed_at == held.noticed_at

    def test_withdrawn_by_the_sender(self, f0: Case, commune: Scope, receiver: Scope, places: Places) -> None:
        asked = ask(f0, commune, places[small_tree.CAM_THACH])
        actions.cancel(by=None, scope=commune, transfer_id=asked.id)
        refused("transfer_ended", lambda: actions.take_over(by=None, scope=receiver, transfer_id=asked.id))

    def test_neither_side_acts_for_the_other(
        self, f0: Case, commune: Scope, receiver: Scope, places: Places
    ) -> None:
        asked = ask(f0, commune, places[small_tree.CAM_THACH])
        refused("not_your_side", lambda: actions.take_over(by=None, scope=commune, transfer_id=asked.id))
        refused("not_your_side", lambda: actions.cancel(by=None, scope=receiver, transfer_id=asked.id))
        stranger = scope_of(places[small_tree.HONG_GAI])
        refused("transfer_absent", lambda: actions.take_over(by=None, scope=stranger, transfer_id=asked.id))

    def test_one_transfer_at_a_time_to_another_commune(
        self, f0: Case, commune: Scope, places: Places
    ) -> None:
        refused("receiver_unfit", lambda: ask(f0, commune, f0.unit))
        refused("receiver_unfit", lambda: ask(f0, commune, places[small_tree.CAM_PHA]))
        ask(f0, commune, places[small_tree.CAM_THACH])
        refused("transfer_open", lambda: ask(f0, commune, places[small_tree.HONG_GAI]))

    def test_a_case_that_ended_or_is_elsewhere_is_not_moved(
        self, f0: Case, commune: Scope, receiver: Scope, places: Places
    ) -> None:
        refused("case_absent", lambda: ask(f0, receiver, places[small_tree.HONG_GAI]))
        Case.objects.filter(id=f0.id).update(outcome="recovered", outcome_date=date(2022, 3, 6))
        refused("case_ended", lambda: ask(f0, commune, places[small_tree.CAM_THACH]))

    def test_a_case_that_ended_on_the_way_stays_where_it_ended(
        self, f0: Case, commune: Scope, receiver: Scope, places: Places
    ) -> None:
        asked = ask(f0, commune, places[small_tree.CAM_THACH])
        Case.objects.filter(id=f0.id).update(outcome="dead", outcome_date=date(2022, 3, 6))
        refused("case_ended", lambda: actions.take_over(by=None, scope=receiver, transfer_id=asked.id))
        assert list(duties(receiver, AT)) == []
        f0.refresh_from_db()
        assert f0.unit.code == small_tree.CAM_TRUNG

    def test_every_step_is_audited_without_a_name(
        self, f0: Case, commune: Scope, receiver: Scope, places: Places
    ) -> None:
        asked = ask(f0, commune, places[small_tree.CAM_THACH])
        actions.take_over(by=None, scope=receiver, transfer_id=asked.id)
        told = [e.action for e in AuditEvent.objects.filter(subject=f"transfer:{asked.id}").order_by("id")]
        assert told == ["registry.ask_transfer", "registry.transfer_taken"]


class TestBeyondTheProvince:
    def test_a_letter_is_closed_by_its_acknowledgement_and_the_count_stays(
        self, f0: Case, commune: Scope, places: Places
    ) -> None:
        asked = ask(f0, commune, places["07210"])
        assert asked.outside
        unnamed = lambda: actions.acknowledge(by=None, scope=commune, transfer_id=asked.id, note="")  # noqa: E731
        refused("letter_unnamed", unnamed)
        assert queries.responsible(f0).code == small_tree.CAM_TRUNG
        actions.acknowledge(by=None, scope=commune, transfer_id=asked.id, note="12/TYT ngày 7/3/2022")
        assert queries.responsible(f0).code == "07210"
        assert registry.cases(commune, {}).get() == f0

    def test_who_comes_back_is_answered_for_where_he_is(
        self, f0: Case, commune: Scope, places: Places
    ) -> None:
        away = ask(f0, commune, places["07210"])
        actions.acknowledge(by=None, scope=commune, transfer_id=away.id, note="12/TYT ngày 7/3/2022")
        back = ask(f0, commune, places[small_tree.CAM_THACH])
        actions.take_over(by=None, scope=scope_of(places[small_tree.CAM_THACH]), transfer_id=back.id)
        f0.refresh_from_db()
        assert queries.responsible(f0).code == small_tree.CAM_THACH

    def test_nobody_takes_it_over_with_a_click(self, f0: Case, commune: Scope, places: Places) -> None:
        asked = ask(f0, commune, places["07210"])
        whole = scope_of(places["VN"])
        refused("letter_only", lambda: actions.take_over(by=None, scope=whole, transfer_id=asked.id))


class TestAbsence:
    def test_it_is_an_alarm_until_found(self, f0: Case, commune: Scope) -> None:
        actions.report_absent(by=None, scope=commune, case_ref=f0.ref, note="nhà khóa cửa")
        actions.report_absent(by=None, scope=commune, case_ref=f0.ref)  # two visitors, one alarm
        assert queries.absences(commune).count() == 1
        assert alarms.open_about([f0.person_id]) == {f0.person_id}
        actions.found_again(by=None, scope=commune, case_ref=f0.ref)
        assert not queries.absences(commune)
        assert Absence.objects.get().ended == "found"

    def test_a_transfer_explains_it(self, f0: Case, commune: Scope, places: Places) -> None:
        actions.report_absent(by=None, scope=commune, case_ref=f0.ref)
        ask(f0, commune, places[small_tree.CAM_THACH])
        assert Absence.objects.get().ended == "transferred"
        refused("transfer_open", lambda: actions.report_absent(by=None, scope=commune, case_ref=f0.ref))

    def test_a_case_that_ended_alarms_nobody(self, f0: Case, commune: Scope) -> None:
        actions.report_absent(by=None, scope=commune, case_ref=f0.ref)
        Case.objects.filter(id=f0.id).update(outcome="recovered", outcome_date=date(2022, 3, 6))
        assert not queries.absences(commune)


class TestClock:
    def test_it_climbs_when_overdue(
        self, f0: Case, commune: Scope, places: Places, fake_clock: FakeClock
    ) -> None:
        asked = ask(f0, commune, places[small_tree.CAM_THACH])
        rule = queries.rule(AT)
        steps = [
            queries.clock_of(asked, AT + timedelta(hours=hours), rule).step  # type: ignore[union-attr]
            for hours in (0, 23, 24, 47, 48)
        ]
        assert steps == [0, 0, 1, 1, 2]

    def test_without_a_rule_there_is_no_clock(self, f0: Case, commune: Scope, places: Places) -> None:
        asked = ask(f0, commune, places[small_tree.CAM_THACH])
        assert queries.clock_of(asked, AT, None) is None


MOVES = st.lists(
    st.tuples(st.sampled_from(["ask", "take", "refuse", "cancel", "letter", "absent"]), st.integers(0, 3)),
    max_size=8,
)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_at_any_instant_an_active_f0_has_one_responsible_commune(
    f0: Case, places: Places, moves: list[tuple[str, int]]
) -> None:
    codes = (small_tree.CAM_TRUNG, small_tree.CAM_THACH, small_tree.HONG_GAI, "07210")
    communes = [places[code] for code in codes]
    scopes = [scope_of(unit) for unit in communes]
    for act, place in moves:
        before = queries.responsible(Case.objects.get(id=f0.id))
        waiting = Transfer.objects.filter(case=f0, ended_at=None).exists()
        taken = _try(act, f0, communes[place], scopes[place])
        f0.refresh_from_db()
        after = queries.responsible(f0)
        assert after.level == "commune"
        holders = [s for s in scopes if registry.cases(s, {}).filter(id=f0.id).exists()]
        assert len(holders) == 1  # one commune counts it
        if taken is None or not waiting or act not in ("take", "letter"):
            assert after == before  # nothing but a first taking over moves an F0
        else:
            assert after == taken.receiver


def _try(act: str, f0: Case, unit: Unit, scope: Scope) -> Transfer | None:
    last = Transfer.objects.filter(case=f0).order_by("-id").first()
    number = last.id if last else 0
    tries: dict[str, Callable[[], Any]] = {
        "ask": lambda: actions.ask(
            by=None, scope=scope_of(f0.unit), case_ref=f0.ref, receiver=unit, reason="x"
        ),
        "take": lambda: actions.take_over(by=None, scope=scope, transfer_id=number),
        "refuse": lambda: actions.refuse(by=None, scope=scope, transfer_id=number, reason="x"),
        "cancel": lambda: actions.cancel(by=None, scope=scope, transfer_id=number),
        "letter": lambda: actions.acknowledge(by=None, scope=scope, transfer_id=number, note="1/TYT"),
        "absent": lambda: actions.report_absent(by=None, scope=scope, case_ref=f0.ref),
    }
    try:
        done = tries[act]()
    except UserError:
        return None
    return done if isinstance(done, Transfer) else None
