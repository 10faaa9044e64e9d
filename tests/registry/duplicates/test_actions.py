"""One person of two, and two of one again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps

from giaoban.accounts.scope import Scope
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import unseal
from giaoban.places.models import Unit
from giaoban.registry import queries as registry
from giaoban.registry.duplicates import actions, presenters, queries
from giaoban.registry.duplicates.actions.held import held as about
from giaoban.registry.models import (
    Case,
    Dose,
    Identity,
    Merge,
    Pair,
    Person,
    SameEpisode,
    SweepEntry,
    SweepRound,
)
from giaoban.registry.transfers import actions as moves
from tests.registry import small_tree
from tests.registry.conftest import AT
from tests.registry.duplicates.conftest import Make, scope_of
from tests.registry.taking import HEADER, ROW, Take

pytestmark = pytest.mark.django_db
MakeCase = Callable[..., Case]


def paired(first: Person, second: Person) -> Pair:
    return Pair.objects.create(
        first=first, second=second, score=20, levels={"name": "same", "birth": "same"}, proposed_at=AT
    )


def decide(pair: Pair, scope: Scope, state: str = "merged", seen: str = "waiting") -> Merge:
    merge = actions.decide(by=None, scope=scope, pair_id=pair.id, state=state, seen=seen)
    pair.refresh_from_db()
    return merge  # type: ignore[return-value]


def dose(who: Person, number: int, day: int) -> Dose:
    return Dose.objects.create(
        person=who, number=number, kind="primary", vaccine="X", date=date(2021, 9, day), recorded_at=AT
    )


def held() -> list[Any]:
    """Everything of the register that a merge may touch."""
    people = list(Person.objects.order_by("id").values())
    rows = [list(model.objects.order_by("id").values()) for model in (Case, Dose)]
    identities = Identity.objects.order_by("person_id")
    told = [(i.person_id, unseal(i.sealed), bytes(i.name_hash)) for i in identities]
    return [people, *rows, told]


class TestMerge:
    def test_cases_and_doses_go_over_and_both_persons_stay(
        self, person: Make, case: MakeCase, commune: Scope
    ) -> None:
        kept, gone = person(), person()
        moved, given = case(gone), dose(gone, 1, 3)
        merge = decide(paired(kept, gone), commune)
        assert (merge.kept, merge.absorbed) == (kept, gone)
        for row in (moved, given):
            row.refresh_from_db()
            assert row.person_id == kept.id
        assert Person.objects.count() == 2

    def test_what_a_sweep_said_of_the_absorbed_goes_over_and_comes_back(
        self, person: Make, commune: Scope, places: dict[str, Unit]
    ) -> None:
        kept, gone = person(), person()
        sweep = SweepRound.objects.create(unit=kept.unit, opened_on=AT.date(), recorded_at=AT)
        entry = SweepEntry.objects.create(
            round=sweep, person=gone, presence="met", source="door", recorded_at=AT
        )
        merge = decide(paired(kept, gone), commune)
        entry.refresh_from_db()
        assert entry.person_id == kept.id
        actions.undo(by=None, scope=commune, merge_id=merge.id)
        entry.refresh_from_db()
        assert entry.person_id == gone.id

    def test_no_table_that_names_a_person_is_left_out_or_without_a_word(self, person: Make) -> None:
        """Whatever app it is of, and whether or not a person has a name for its rows."""
        found = {model._meta.label_lower for model, _ in about([person().id]).rows}
        named = {
            model._meta.label_lower
            for model in apps.get_models()
            for field in model._meta.get_fields()
            if field.many_to_one and field.related_model is Person
        }
        assert found == named - {"registry.pair", "registry.merge"} and found <= presenters._TABLES.keys()

    def test_a_resident_is_kept_and_counted_once(self, person: Make, commune: Scope) -> None:
        listed, resident = person(), person(resident=True)
        decide(paired(listed, resident), commune)
        assert Merge.objects.get().kept == resident
        other, third = person(resident=True), person(resident=True)
        decide(paired(other, third), commune)
        assert Person.objects.filter(resident=True).count() == 2

    def test_the_kept_person_gains_what_was_missing_and_loses_nothing(
        self, person: Make, commune: Scope
    ) -> None:
        kept = person(birth=date(1988, 7, 1), birth_precision="year", phone="0100000001")
        gone = person(cid="000188000001", phone="0100000002", pregnant=True)
        decide(paired(kept, gone), commune)
        kept.refresh_from_db()
        assert (kept.birth, kept.birth_precision, kept.pregnant) == (date(1988, 3, 11), "day", True)
        told = unseal(kept.identity.sealed)
        assert (told["cid"], told["phone"]) == ("000188000001", "0100000001")
        assert registry.cases(commune, {"q": "000188000001"}).count() == 0  # found by number, has no case

    def test_a_dose_both_have_stays_and_is_told(self, person: Make, commune: Scope) -> None:
        kept, gone = person(), person()
        dose(kept, 1, 3), dose(gone, 1, 4), dose(gone, 2, 30)
        merge = decide(paired(kept, gone), commune)
        assert Dose.objects.filter(person=kept).count() == 2
        assert [c.kept_back for c in queries.changes(merge) if c.table == "registry.dose"] == [True, False]

    def test_two_cases_of_one_episode_are_counted_once_and_the_line_list_agrees(
        self, person: Make, case: MakeCase, commune: Scope
    ) -> None:
        kept, gone = person(), person()
        first, second = case(gone, date(2022, 3, 2)), case(kept, date(2022, 3, 5))
        decide(paired(kept, gone), commune)
        episode = SameEpisode.objects.get()
        assert (episode.case, episode.counted_as) == (second, first)
        assert list(registry.cases(commune, {})) == [first]
        assert list(registry.overdue(commune, date(2022, 3, 31))) == [first]

    def test_a_later_row_of_the_absorbed_person_comes_to_the_kept_one(
        self, take: Take, province: Scope
    ) -> None:
        take(HEADER, ROW, ROW.replace("QN1", "QN8").replace("000175000001", "000075000002"))
        kept, gone = Person.objects.order_by("id")
        decide(paired(kept, gone), province)
        later = ROW.replace("QN1", "QN9").replace("03/03", "01/03")
        take(HEADER, later.replace("000175000001", "000075000002"))
        assert Case.objects.get(number="QN9").person == kept


class TestUndo:
    def test_undoing_gives_back_exactly_what_was(self, person: Make, case: MakeCase, commune: Scope) -> None:
        kept = person(birth=None, phone="0100000001")
        gone = person(cid="000188000001", resident=False, underlying=True)
        case(kept), case(gone, date(2022, 3, 6)), dose(kept, 1, 3), dose(gone, 1, 3), dose(gone, 2, 30)
        before = held()
        merge = decide(paired(kept, gone), commune)
        assert held() != before
        actions.undo(by=None, scope=commune, merge_id=merge.id)
        assert held() == before
        assert registry.cases(commune, {}).count() == 2
        assert Pair.objects.get().state == "waiting"

    def test_what_was_changed_by_hand_since_stays(self, person: Make, case: MakeCase, commune: Scope) -> None:
        kept, gone = person(birth=None), person()
        moved = case(gone)
        merge = decide(paired(kept, gone), commune)
        Person.objects.filter(id=kept.id).update(birth=date(1990, 1, 1))
        Case.objects.filter(id=moved.id).update(severity="severe")
        late = case(kept, date(2022, 3, 6))
        actions.undo(by=None, scope=commune, merge_id=merge.id)
        kept.refresh_from_db(), moved.refresh_from_db(), late.refresh_from_db()
        assert kept.birth == date(1990, 1, 1)
        assert (moved.person_id, moved.severity) == (gone.id, "severe")
        assert late.person_id == kept.id

    def test_a_birth_mended_since_keeps_the_precision_it_was_mended_to(
        self, person: Make, commune: Scope
    ) -> None:
        kept, gone = person(birth=date(1988, 7, 1), birth_precision="year"), person()
        merge = decide(paired(kept, gone), commune)
        Person.objects.filter(id=kept.id).update(birth=date(1990, 1, 1))
        actions.undo(by=None, scope=commune, merge_id=merge.id)
        kept.refresh_from_db()
        assert (kept.birth, kept.birth_precision) == (date(1990, 1, 1), "day")

    def test_who_moved_since_stays_where_the_case_does_and_the_other_where_theirs_is(
        self, person: Make, case: MakeCase, province: Scope, places: dict[str, Unit]
    ) -> None:
        kept, gone = person(), person()
        own, moved = case(kept, date(2021, 12, 1)), case(gone)
        merge = decide(paired(kept, gone), province)
        asked = moves.ask(
            by=None, scope=province, case_ref=moved.ref, receiver=places[small_tree.HONG_GAI], reason="về nhà"
        )
        moves.take_over(by=None, scope=province, transfer_id=asked.id)
        actions.undo(by=None, scope=province, merge_id=merge.id)
        stays = {who.id: Person.objects.get(id=who.id).unit_id for who in (kept, gone)}
        assert stays == {kept.id: own.unit_id, gone.id: places[small_tree.HONG_GAI].id}

    def test_a_merge_built_upon_is_undone_after_the_later_one(self, person: Make, commune: Scope) -> None:
        last, middle, first = person(), person(), person()
        early = decide(paired(middle, first), commune)
        late = decide(paired(last, middle), commune)
        with pytest.raises(UserError) as caught:
            actions.undo(by=None, scope=commune, merge_id=early.id)
        assert caught.value.code == "merge_built_upon"
        actions.undo(by=None, scope=commune, merge_id=late.id)
        actions.undo(by=None, scope=commune, merge_id=early.id)
        assert not queries.absorbed()

    def test_undoing_twice_is_told(self, person: Make, commune: Scope) -> None:
        merge = decide(paired(person(), person()), commune)
        actions.undo(by=None, scope=commune, merge_id=merge.id)
        with pytest.raises(UserError) as caught:
            actions.undo(by=None, scope=commune, merge_id=merge.id)
        assert caught.value.code == "merge_undone"

    def test_a_pair_parted_can_be_merged_again(self, person: Make, commune: Scope) -> None:
        pair = paired(person(), person())
        actions.undo(by=None, scope=commune, merge_id=decide(pair, commune).id)
        assert decide(pair, commune).undone_at is None


class TestWhoDecides:
    def test_of_two_officers_at_once_one_wins_and_the_other_is_told(
        self, person: Make, commune: Scope, province: Scope
    ) -> None:
        pair = paired(person(), person())
        decide(pair, province, "different")
        with pytest.raises(UserError) as caught:
            decide(pair, commune, "merged", seen="waiting")
        assert caught.value.code == "pair_decided"
        assert not Merge.objects.exists()

    def test_one_place_alone_does_not_decide_for_two(
        self, person: Make, commune: Scope, places: dict[str, Unit]
    ) -> None:
        pair = paired(person(), person(unit=small_tree.HONG_GAI))
        assert list(queries.queue(commune)) == [pair]
        assert [side.inside for side in queries.sides(commune, pair)] == [True, False]
        for state in ("merged", "different"):
            with pytest.raises(UserError) as caught:
                decide(pair, commune, state)
            assert caught.value.code == "pair_outside"
        decide(pair, commune, "later")
        assert list(queries.queue(commune, "later")) == [pair]
        assert decide(pair, scope_of(places[small_tree.QUANG_NINH]), seen="later")

    def test_a_pair_elsewhere_is_not_there(self, person: Make, commune: Scope) -> None:
        pair = paired(person(unit=small_tree.HONG_GAI), person(unit=small_tree.HONG_GAI))
        assert not queries.queue(commune)
        with pytest.raises(UserError) as caught:
            decide(pair, commune)
        assert caught.value.code == "pair_absent"

    def test_the_rest_of_a_pair_already_merged_leaves_the_queue(self, person: Make, commune: Scope) -> None:
        one, two, three = person(), person(), person()
        first, second = paired(one, two), paired(two, three)
        decide(first, commune)
        assert not queries.queue(commune).filter(id=second.id)
        with pytest.raises(UserError):
            decide(second, commune)
