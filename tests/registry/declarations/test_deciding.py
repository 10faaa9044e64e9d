"""A declared person becomes a case once, found or new; whoever comes second is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from giaoban.accounts.scope import Scope
from giaoban.intake.declarations import actions as intake
from giaoban.intake.declarations import queries as received
from giaoban.intake.declarations.rules import Declared, Household
from giaoban.intake.models import Declaration
from giaoban.kernel.errors import UserError
from giaoban.kernel.models import AuditEvent
from giaoban.places.models import Unit
from giaoban.registry.admission import queries as admission
from giaoban.registry.admission.actions import Where, new_person
from giaoban.registry.declarations import actions, queries
from giaoban.registry.declarations.rules import NEW, Choice, Fate
from giaoban.registry.duplicates.actions import decide as merge
from giaoban.registry.models import Case, CaseState, DeclarationDecision, Pair, Person
from tests.registry import small_tree
from tests.registry.officers import officer, scope
from tests.registry.taking import Take

AT = datetime(2022, 3, 7, 8, 0)
PHONE = "0900000001"
AN = Declared("Trần Thử An", "1985-03-02", "day", "m", "rapid", "2022-03-06", True, doses=2)
BINH = Declared("Trần Thử Bình", "2019-05-12", "day", "f", "rapid", "2022-03-06", False)
YES = "confirmed"


class Desk:
    """A commune with two officers."""

    def __init__(self, units: dict[str, Unit]) -> None:
        self.units, self.unit = units, units[small_tree.CAM_TRUNG]
        self.first, self.second = officer("station", self.unit), officer("commune", self.unit)
        self.scope: Scope = scope(self.first)

    def declared(self, *persons: Declared, phone: str = PHONE, at: datetime = AT) -> Declaration:
        household = Household(phone, persons, "Tổ 1, khu 5", "Số nhà 3")
        token = f"{persons}{at}{phone}"
        return intake.receive(
            by=None, at=at, channel="page", unit=self.unit, household=household, token=token
        ).declaration

    def decide(self, declaration: Declaration, *choices: Choice, by: Any = None) -> list[DeclarationDecision]:
        return actions.decide(
            by=by or self.first, scope=self.scope, number=declaration.number, choices=choices, at=AT
        )

    def known(self, declared: Declared, phone: str = PHONE) -> Person:
        where = Where(self.unit.pk, "Tổ 1, khu 5")
        return new_person(by=None, declared=declared, phone=phone, where=where, at=AT)


@pytest.fixture
def desk(places: dict[str, Unit], fake_clock: Any) -> Desk:
    return Desk(places)


class TestConfirming:
    def test_a_new_person_and_a_case_at_the_current_stay(self, desk: Desk) -> None:
        declaration = desk.declared(AN)
        (made,) = desk.decide(declaration, Choice(0, YES, NEW))
        case = Case.objects.get()
        assert (made.case, made.new_person, made.new_case) == (case, True, True)
        assert (case.unit, case.found, case.announced, case.sampled) == (
            desk.unit, "declared", AT.date(), date(2022, 3, 6),
        )  # fmt: skip
        assert (case.age, case.hamlet, case.outcome, case.batch.kind) == (
            37,
            "Tổ 1, khu 5",
            "",
            "declaration",
        )
        assert not case.person.resident

    def test_who_has_no_symptoms_is_asymptomatic_and_nothing_is_made_up_of_others(self, desk: Desk) -> None:
        desk.decide(desk.declared(AN, BINH), Choice(0, YES, NEW), Choice(1, YES, NEW))
        assert [c.severity for c in Case.objects.order_by("id")] == ["", "asymptomatic"]
        assert CaseState.objects.get().happened_on == date(2022, 3, 6)

    def test_a_known_person_is_found_and_not_made_again(self, desk: Desk) -> None:
        known = desk.known(AN)
        declaration = desk.declared(AN)
        (match,) = admission.suggestions(AN, PHONE, desk.unit.pk)
        assert (match.person, match.rank) == (known.pk, "same")
        desk.decide(declaration, Choice(0, YES, known.pk))
        assert Person.objects.count() == 1

    def test_an_open_case_takes_the_declaration_and_stays_one(self, desk: Desk) -> None:
        desk.decide(desk.declared(AN), Choice(0, YES, NEW))
        again = desk.declared(AN, at=AT + timedelta(hours=1))
        (made,) = desk.decide(again, Choice(0, YES, Person.objects.get().pk))
        assert (Case.objects.count(), made.new_case) == (1, False)

    def test_a_line_list_that_comes_later_knows_the_case(self, desk: Desk, take: Take) -> None:
        desk.decide(desk.declared(AN), Choice(0, YES, NEW))
        result = take(
            "name,birth,sex,province,district,commune,sampled,announced",
            "Trần Thử An,02/03/1985,Nam,Quảng Ninh,Cẩm Phả,Cẩm Trung,06/03/2022,07/03/2022",
            at=AT + timedelta(days=1),
        )
        assert (Case.objects.count(), result.accepted) == (1, 0)

    def test_a_correction_is_kept_beside_what_was_declared(self, desk: Desk) -> None:
        right = replace(AN, name="Trần Thử Ân", birth="1986-03-02")
        declaration = desk.declared(AN)
        (made,) = desk.decide(declaration, Choice(0, YES, NEW, corrected=right))
        assert made.changed == ["name", "birth"]
        assert Case.objects.get().person.birth == date(1986, 3, 2)
        declaration.refresh_from_db()
        assert received.content(declaration).persons == (AN,)

    def test_a_person_outside_the_suggestions_cannot_be_chosen(self, desk: Desk) -> None:
        stranger = desk.known(BINH, phone="0900000099")
        with pytest.raises(UserError, match="gợi ý"):
            desk.decide(desk.declared(AN), Choice(0, YES, stranger.pk))
        assert not Case.objects.exists()

    def test_a_doubtful_person_must_be_chosen_by_somebody(self, desk: Desk) -> None:
        with pytest.raises(UserError, match="Chọn một người"):
            desk.decide(desk.declared(AN), Choice(0, YES, None))


class TestPeopleHardToTellApart:
    def test_twins_are_two_people_and_neither_is_chosen_beforehand(self, desk: Desk) -> None:
        twin = replace(BINH, name="Trần Thử Bảo")
        desk.known(BINH)
        (match,) = admission.suggestions(twin, PHONE, desk.unit.pk)
        assert (match.rank, "other_name" in match.reasons) == ("maybe", True)
        desk.decide(desk.declared(BINH, twin), Choice(0, YES, Person.objects.get().pk), Choice(1, YES, NEW))
        assert (Person.objects.count(), Case.objects.count()) == (2, 2)

    def test_the_same_child_under_two_names_can_be_one_case(self, desk: Desk) -> None:
        child = desk.known(BINH)
        at_home = replace(BINH, name="Bé Bông")
        desk.decide(desk.declared(BINH, at_home), Choice(0, YES, child.pk), Choice(1, YES, child.pk))
        assert (Person.objects.count(), Case.objects.count()) == (1, 1)
        assert [d.new_case for d in DeclarationDecision.objects.order_by("index")] == [True, False]

    def test_a_phone_shared_by_a_dormitory_makes_nobody_the_same(self, desk: Desk) -> None:
        for n in range(20):
            desk.known(Declared(f"Công Nhân {n}", f"{1980 + n}-01-01", "day", "m"))
        other = Declared("Công Nhân Khác", "1985-06-01", "day", "m", "rapid", "2022-03-06", True)
        assert admission.suggestions(other, PHONE, desk.unit.pk) == []

    def test_who_was_taken_for_another_is_met_as_that_other(self, desk: Desk) -> None:
        kept, gone = desk.known(replace(AN, name="Trần Thử Ân"), phone=""), desk.known(AN)
        pair = Pair.objects.create(first=kept, second=gone, score=1, levels={}, proposed_at=AT)
        merge(by=None, scope=desk.scope, pair_id=pair.pk, state="merged", seen="waiting")
        assert [m.person for m in admission.suggestions(AN, PHONE, desk.unit.pk)] == [kept.pk]

    def test_a_common_name_alone_is_no_match(self, desk: Desk) -> None:
        desk.known(replace(AN, birth="1960-01-01"), phone="0900000055")
        assert admission.suggestions(AN, PHONE, desk.unit.pk) == []

    def test_a_year_of_birth_is_likely_and_with_the_phone_the_same(self, desk: Desk) -> None:
        desk.known(AN)
        year = replace(AN, birth="1985-07-01", precision="year")
        assert [m.rank for m in admission.suggestions(year, "0900000077", desk.unit.pk)] == ["likely"]
        assert [m.rank for m in admission.suggestions(year, PHONE, desk.unit.pk)] == ["same"]

    def test_a_household_of_thirty_is_decided_in_one_act(self, desk: Desk) -> None:
        people = [
            replace(AN, name=f"Người Thử {n}", birth=f"{1990 + n % 30}-01-0{1 + n % 9}") for n in range(30)
        ]
        declaration = desk.declared(*people)
        desk.decide(declaration, *(Choice(n, YES, NEW) for n in range(30)))
        assert Case.objects.count() == 30
        assert not queries.queue(desk.scope).exists()


class TestTwoOfficers:
    def test_the_second_is_told_and_nothing_of_theirs_is_written(self, desk: Desk) -> None:
        declaration = desk.declared(AN, BINH)
        desk.decide(declaration, Choice(0, YES, NEW))
        both = [Choice(0, "rejected", reason="false"), Choice(1, YES, NEW)]
        with pytest.raises(UserError, match="Đồng nghiệp vừa xử lý"):
            desk.decide(declaration, *both, by=desk.second)
        assert queries.fates(declaration) == [Fate("confirmed"), Fate("waiting")]
        assert Case.objects.count() == 1


class TestRejecting:
    def test_a_rejection_needs_a_reason_and_makes_no_case(self, desk: Desk) -> None:
        declaration = desk.declared(AN)
        with pytest.raises(UserError, match="lý do"):
            desk.decide(declaration, Choice(0, "rejected"))
        desk.decide(declaration, Choice(0, "rejected", reason="not_positive"))
        assert not Case.objects.exists()
        assert queries.fates(declaration) == [Fate("rejected", "not_positive")]


class TestForwarding:
    def test_the_undecided_go_to_the_commune_of_the_stay_and_the_household_sees_what_became(
        self, desk: Desk
    ) -> None:
        declaration = desk.declared(AN, BINH)
        desk.decide(declaration, Choice(0, YES, NEW))
        there = desk.units[small_tree.HONG_GAI]
        onward = actions.forward(by=desk.first, scope=desk.scope, number=declaration.number, to=there, at=AT)
        assert (onward.unit, onward.persons, onward.channel) == (there, 1, "forwarded")
        assert queries.fates(declaration)[1] == Fate("forwarded", "elsewhere")
        theirs = scope(officer("station", there))
        actions.decide(by=None, scope=theirs, number=onward.number, choices=[Choice(0, YES, NEW)], at=AT)
        assert queries.fates(declaration) == [Fate("confirmed"), Fate("confirmed")]
        assert Case.objects.get(person__birth=date(2019, 5, 12)).unit == there

    def test_not_beyond_the_installation_where_nobody_would_read_it(self, desk: Desk) -> None:
        number, away = desk.declared(AN).number, desk.units["07210"]
        with pytest.raises(UserError, match="ngoài địa bàn"):
            actions.forward(by=None, scope=desk.scope, number=number, to=away, at=AT)

    def test_not_to_itself(self, desk: Desk) -> None:
        with pytest.raises(UserError, match="xã khác"):
            actions.forward(by=None, scope=desk.scope, number=desk.declared(AN).number, to=desk.unit, at=AT)


class TestQueue:
    def test_another_commune_neither_sees_nor_decides(self, desk: Desk) -> None:
        declaration = desk.declared(AN)
        elsewhere = scope(officer("station", desk.units[small_tree.CAM_THACH]))
        assert not queries.queue(elsewhere).exists()
        with pytest.raises(UserError, match="Không có phiếu"):
            actions.decide(by=None, scope=elsewhere, number=declaration.number, choices=[Choice(0, YES, NEW)])

    def test_its_clock_is_the_earliest_promise(self, desk: Desk) -> None:
        desk.declared(AN)
        desk.declared(BINH, at=AT - timedelta(days=1))
        (duty,) = queries.duties(desk.scope, AT)
        assert (duty.due, duty.overdue(AT)) == (datetime(2022, 3, 6, 12, 0), True)
        assert duty.title.startswith("2 phiếu")

    def test_a_message_that_names_no_commune_is_the_province_s_to_read(self, desk: Desk) -> None:
        intake.receive_sms(at=AT, sender=PHONE, text="alo tram oi nha toi bi duong tinh")
        desk.declared(AN)
        analyst = scope(officer("analyst", desk.units[small_tree.QUANG_NINH]))
        told = {duty.role: duty.title for s in (analyst, desk.scope) for duty in queries.duties(s, AT)}
        assert {role: title[:2] for role, title in told.items()} == {"analyst": "1 ", "station": "1 "}

    def test_declared_confirmed_and_rejected_are_counted(self, desk: Desk) -> None:
        desk.decide(desk.declared(AN, BINH), Choice(0, YES, NEW), Choice(1, "rejected", reason="repeated"))
        desk.declared(AN, at=AT + timedelta(minutes=1))
        counts = queries.counts(desk.scope, AT - timedelta(days=7), AT + timedelta(hours=5))
        assert (counts.declared, counts.confirmed, counts.rejected, counts.open_persons) == (3, 1, 1, 1)
        assert (counts.waiting, counts.overdue, counts.by_sweep) == (1, 1, 0)

    def test_a_person_sent_on_is_declared_once_to_whoever_sees_both_communes(self, desk: Desk) -> None:
        there = desk.units[small_tree.HONG_GAI]
        number = desk.declared(AN, BINH).number
        actions.forward(by=None, scope=desk.scope, number=number, to=there, at=AT)
        province = scope(officer("analyst", desk.units[small_tree.QUANG_NINH]))
        for reader, declared, sent_on in ((desk.scope, 2, 2), (province, 2, 0)):
            told = queries.counts(reader, AT - timedelta(days=7), AT)
            assert (told.declared, told.forwarded) == (declared, sent_on)

    def test_the_audit_names_rows_and_nobody(self, desk: Desk) -> None:
        desk.decide(desk.declared(AN), Choice(0, YES, NEW))
        told = " ".join(str(e.data) for e in AuditEvent.objects.all())
        assert "Trần" not in told
        assert PHONE not in told
