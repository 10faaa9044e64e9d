"""A round knows who was met, who was not, what was found by it, and what two people said of one door."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from giaoban.intake.declarations.rules import Declared
from giaoban.kernel.errors import UserError
from giaoban.registry import queries as registry
from giaoban.registry.duplicates.actions import decide as merge
from giaoban.registry.models import Case, Pair, Person, SweepEntry, SweepFinding, SweepRound
from giaoban.registry.sweeps import actions, queries, rules
from giaoban.registry.sweeps.rules import Said
from tests.registry import small_tree
from tests.registry.officers import officer, scope
from tests.registry.sweeps.conftest import AT, HAMLET, Hamlet


def enter(hamlet: Hamlet, *said: Said, by: Any = None, minutes: int = 0) -> actions.Entered:
    at = AT + timedelta(minutes=minutes)
    return actions.enter(by=by or hamlet.first, sweep=hamlet.round, said=said, at=at)


def met(hamlet: Hamlet, name: str, **facts: Any) -> Said:
    return Said(hamlet.people[name].pk, "met", **facts)


class TestOpening:
    def test_a_hamlet_typed_otherwise_is_the_register_s(self, hamlet: Hamlet) -> None:
        again = opened(hamlet, "to 1 khu 5")
        assert again == hamlet.round

    @pytest.mark.parametrize("typed", ["Tổ 1, khu 6", "Thôn Mới"])
    def test_a_hamlet_the_register_does_not_know_is_opened_on_purpose_only(
        self, hamlet: Hamlet, typed: str
    ) -> None:
        with pytest.raises(UserError) as caught:
            opened(hamlet, typed)
        assert caught.value.code == "hamlet_unknown" and SweepRound.objects.count() == 1
        assert opened(hamlet, typed, unknown=True).hamlet == typed

    def test_of_two_hamlets_that_differ_by_marks_neither_is_guessed(self) -> None:
        assert rules.as_registered("Tan Lap", ["Tân Lập", "Tấn Lập"]) is None
        assert rules.as_registered("Tân Lập", ["Tân Lập", "Tấn Lập"]) == "Tân Lập"

    def test_the_page_offers_the_nearest_names_and_the_new_one(self, hamlet: Hamlet, client: Client) -> None:
        client.force_login(hamlet.first)
        answer = client.post("/ra-soat/", {"hamlet": "Tổ 1 khu 51"})
        assert answer.status_code == 422 and answer.context["near"] == [HAMLET]
        assert 'name="unknown" value="yes"' in answer.text
        assert client.post("/ra-soat/", {"hamlet": "Tổ 1 khu 51", "unknown": "yes"}).status_code == 302


def opened(hamlet: Hamlet, name: str, **how: Any) -> SweepRound:
    return actions.open_round(
        by=hamlet.first, scope=hamlet.scope, unit=hamlet.unit, hamlet=name, on=AT.date(), **how
    )


class TestTwoWhoWereOne:
    def test_stand_at_the_door_once(self, hamlet: Hamlet) -> None:
        kept, gone = hamlet.people["An"], hamlet.people["Bình"]
        pair = Pair.objects.create(first=kept, second=gone, score=1, levels={}, proposed_at=AT)
        merge(by=None, scope=hamlet.scope, pair_id=pair.pk, state="merged", seen="waiting")
        here = [each.person for each in queries.door(hamlet.round, hamlet.homes[0], AT.date())]
        assert here == [kept, hamlet.people["Chi"]]
        assert queries.progress(hamlet.round).residents == 3


class TestEnding:
    def test_answers_nothing_that_was_left_open(self, hamlet: Hamlet) -> None:
        enter(hamlet, met(hamlet, "Dung", doses=0, missing=2))
        actions.close_round(by=hamlet.first, sweep=hamlet.round, on=AT.date())
        chair = scope(hamlet.second)
        for days, left in ((0, {"": 1}), (29, {"": 1}), (30, {})):
            assert queries.reasons(chair, AT.date() + timedelta(days=days)) == left

    def test_too_early_is_mended_by_opening_it_again_the_same_day(self, hamlet: Hamlet) -> None:
        actions.close_round(by=hamlet.first, sweep=hamlet.round, on=AT.date())
        again = opened(hamlet, HAMLET)
        assert (again.pk, again.closed_on) == (hamlet.round.pk, None)
        assert enter(hamlet, met(hamlet, "An")).accepted == 1


class TestSomebodyWhomTheRegisterDoesNotKnow:
    GUEST = Declared("Khách Thử", "1990-07-01", "year", "f")

    def added(self, hamlet: Hamlet) -> Person:
        return actions.add_at_door(
            by=hamlet.first, sweep=hamlet.round, household=hamlet.homes[0], declared=self.GUEST, at=AT
        )

    def test_is_added_once_however_often_it_is_sent(self, hamlet: Hamlet) -> None:
        self.added(hamlet)
        with pytest.raises(UserError, match="đã có người cùng họ tên"):
            self.added(hamlet)
        assert Person.objects.filter(resident=False).count() == 1

    def test_is_not_added_to_a_round_that_has_ended(self, hamlet: Hamlet) -> None:
        actions.close_round(by=hamlet.first, sweep=hamlet.round, on=AT.date())
        hamlet.round.refresh_from_db()
        with pytest.raises(UserError, match="đã kết thúc"):
            self.added(hamlet)


class TestEntering:
    def test_who_was_not_visited_is_known_by_name(self, hamlet: Hamlet) -> None:
        enter(hamlet, met(hamlet, "An"), Said(hamlet.people["Bình"].pk, "absent"))
        told = queries.progress(hamlet.round)
        assert (told.households, told.doors, told.residents, told.entered) == (2, 1, 4, 2)
        assert (told.met, told.absent, told.not_visited) == (1, 1, 2)
        assert set(queries.not_visited(hamlet.round)) == {hamlet.people["Chi"], hamlet.people["Dung"]}

    def test_the_next_door_is_one_nobody_entered(self, hamlet: Hamlet) -> None:
        enter(hamlet, met(hamlet, "An"))
        assert queries.next_door(hamlet.round, hamlet.homes[0].pk) == hamlet.homes[1]
        enter(hamlet, met(hamlet, "Dung"))
        assert queries.next_door(hamlet.round) is None

    def test_an_absent_person_is_not_tested(self, hamlet: Hamlet) -> None:
        with pytest.raises(UserError, match="vắng mà có kết quả"):
            enter(hamlet, Said(hamlet.people["An"].pk, "absent", test="negative"))
        assert not SweepEntry.objects.exists()

    def test_a_closed_round_takes_nothing_more(self, hamlet: Hamlet) -> None:
        actions.close_round(by=hamlet.first, sweep=hamlet.round, on=AT.date())
        hamlet.round.refresh_from_db()
        with pytest.raises(UserError, match="đã kết thúc"):
            enter(hamlet, met(hamlet, "An"))

    def test_nobody_of_another_commune_is_entered(self, hamlet: Hamlet) -> None:
        Person.objects.filter(pk=hamlet.people["An"].pk).update(unit=hamlet.units[small_tree.HONG_GAI])
        with pytest.raises(UserError, match="không thuộc địa bàn"):
            enter(hamlet, met(hamlet, "An"))


class TestEnteredTwice:
    def test_the_second_word_counts_and_both_are_kept(self, hamlet: Hamlet) -> None:
        enter(hamlet, Said(hamlet.people["An"].pk, "absent"))
        done = enter(hamlet, met(hamlet, "An", test="negative"), by=hamlet.second, minutes=5)
        assert (done.accepted, done.corrected) == (0, 1)
        first, second = SweepEntry.objects.order_by("id")
        assert (first.by, first.presence, first.superseded_at) == (hamlet.first, "absent", second.recorded_at)
        assert (second.by, second.superseded_at) == (hamlet.second, None)
        assert queries.progress(hamlet.round).entered == 1

    def test_the_same_word_again_changes_nothing(self, hamlet: Hamlet) -> None:
        enter(hamlet, met(hamlet, "An", test="negative"))
        done = enter(hamlet, met(hamlet, "An", test="negative"), by=hamlet.second)
        assert (done.unchanged, SweepEntry.objects.count()) == (1, 1)

    def test_the_same_positive_entered_twice_is_one_case(self, hamlet: Hamlet) -> None:
        enter(hamlet, met(hamlet, "Bình", test="positive"))
        enter(hamlet, met(hamlet, "Bình", test="positive", doses=1), by=hamlet.second)
        assert Case.objects.count() == 1
        assert queries.progress(hamlet.round).positive == 1


class TestFinds:
    def test_a_case_opened_by_a_slip_stands_is_counted_and_told(self, hamlet: Hamlet) -> None:
        enter(hamlet, met(hamlet, "Bình", test="positive"))
        done = enter(hamlet, Said(hamlet.people["Bình"].pk, "absent"), by=hamlet.second, minutes=5)
        told = queries.progress(hamlet.round)
        assert (done.left, told.positive, told.new_cases) == (1, 0, Case.objects.count())

    def test_a_find_is_credited_to_the_round(self, hamlet: Hamlet) -> None:
        done = enter(hamlet, met(hamlet, "Bình", test="positive"))
        finding = SweepFinding.objects.get()
        assert (done.found, finding.new_case, finding.entry.round) == (1, True, hamlet.round)
        assert (finding.case.found, finding.case.person) == ("sweep", hamlet.people["Bình"])
        assert queries.progress(hamlet.round).new_cases == 1

    def test_a_case_known_before_is_no_find_and_keeps_how_it_was_found(self, hamlet: Hamlet) -> None:
        enter(hamlet, met(hamlet, "Bình", test="positive"))
        Case.objects.update(found="declared")
        later = actions.open_round(
            by=hamlet.first, scope=hamlet.scope, unit=hamlet.unit, hamlet="", on=AT.date() + timedelta(days=1)
        )
        done = actions.enter(by=hamlet.first, sweep=later, said=[met(hamlet, "Bình", test="positive")], at=AT)
        assert done.found == 0
        assert Case.objects.get().found == "declared"
        assert not SweepFinding.objects.get(entry__round=later).new_case


class TestMissingDoses:
    def test_what_is_due_comes_from_the_rule(self, hamlet: Hamlet) -> None:
        due = {
            each.identity["name"].split()[-1]: (each.doses, each.missing)
            for home in hamlet.homes
            for each in queries.door(hamlet.round, home, AT.date())
        }
        assert due == {"An": (3, 0), "Bình": (2, 1), "Chi": (0, 0), "Dung": (0, 3)}

    def test_the_missed_answer_goes_to_the_chair_and_no_reason_to_the_province(self, hamlet: Hamlet) -> None:
        enter(
            hamlet,
            met(hamlet, "Bình", missing=1),
            met(hamlet, "Dung", missing=3, reason="no_reason"),
        )
        chair, province = scope(hamlet.second), scope(officer("analyst", hamlet.units["22"]))
        assert [d.key.split(":")[1] for d in queries.duties(chair, AT)] == ["unanswered"]
        assert [d.key.split(":")[1] for d in queries.duties(province, AT)] == ["no_reason"]
        assert queries.reasons(chair, AT.date()) == {"": 1, "no_reason": 1}

    def test_a_reason_without_a_missing_dose_is_left_out(self, hamlet: Hamlet) -> None:
        enter(hamlet, met(hamlet, "An", reason="refused"))
        assert SweepEntry.objects.get().reason == ""


class TestPages:
    def test_what_was_typed_at_a_door_is_kept_where_something_is_wrong(
        self, hamlet: Hamlet, client: Client
    ) -> None:
        client.force_login(hamlet.first)
        one, other, _child = (hamlet.people[name].pk for name in ("An", "Bình", "Chi"))
        said = {"act": "save", f"presence{one}": "met", f"test{one}": "negative", f"doses{other}": "2"}
        answer = client.post(f"/ra-soat/{hamlet.round.pk}/ho/{hamlet.homes[0].pk}/", said)
        assert answer.status_code == 422
        assert f'name="presence{one}" value="met" checked' in answer.text
        assert f'name="test{one}" value="negative" checked' in answer.text
        assert re.search(rf'name="doses{other}"[^>]*value="2"', answer.text)

    def test_a_door_is_saved_and_the_next_one_opens(self, hamlet: Hamlet, client: Client) -> None:
        client.force_login(hamlet.first)
        address = f"/ra-soat/{hamlet.round.pk}/ho/{hamlet.homes[0].pk}/"
        assert "Người Thử Bình" in client.get(address).text
        said = {f"presence{hamlet.people[name].pk}": "met" for name in ("An", "Bình", "Chi")}
        key = hamlet.people["Bình"].pk
        response = client.post(address, said | {f"reason{key}": "refused", f"doses{key}": "2"})
        assert response.headers["Location"].endswith(f"/ho/{hamlet.homes[1].pk}/")
        assert SweepEntry.objects.get(person=key).reason == "refused"
        assert "không đồng ý tiêm" in client.get("/ra-soat/thieu-mui/").text

    def test_somebody_not_on_the_register_is_added_at_the_door(self, hamlet: Hamlet, client: Client) -> None:
        client.force_login(hamlet.first)
        address = f"/ra-soat/{hamlet.round.pk}/ho/{hamlet.homes[0].pk}/"
        client.post(address, {"act": "add", "name": "Người Thử Mới", "birth": "2000", "sex": "m"})
        new = Person.objects.get(resident=False)
        assert new.household == hamlet.homes[0]
        enter(hamlet, Said(new.pk, "met"))
        told = queries.progress(hamlet.round)
        assert (told.strangers, told.not_visited) == (1, 4)

    def test_another_commune_finds_no_such_page(self, hamlet: Hamlet, client: Client) -> None:
        client.force_login(officer("station", hamlet.units[small_tree.CAM_THACH]))
        for page in ("", f"ho/{hamlet.homes[0].pk}/"):
            assert client.get(f"/ra-soat/{hamlet.round.pk}/{page}").status_code == 404

    def test_the_round_page_lists_who_is_left_and_what_was_replaced(
        self, hamlet: Hamlet, client: Client
    ) -> None:
        enter(hamlet, Said(hamlet.people["An"].pk, "absent"))
        enter(hamlet, met(hamlet, "An"), by=hamlet.second, minutes=1)
        client.force_login(hamlet.first)
        page = client.get(f"/ra-soat/{hamlet.round.pk}/").text
        assert "Người Thử Dung" in page
        assert "Bản ghi đã được thay" in page

    def test_a_hamlet_the_register_does_not_know_is_said_to_be_unknown_and_not_finished(
        self, hamlet: Hamlet, client: Client
    ) -> None:
        client.force_login(hamlet.first)
        page = client.post("/ra-soat/", {"hamlet": "Thôn không có", "unknown": "yes"}, follow=True).text
        assert "Sổ chưa có hộ nào ở nơi này" in page and "Không còn ai" not in page

    def test_a_find_is_no_file_received(self, hamlet: Hamlet, client: Client) -> None:
        enter(hamlet, met(hamlet, "An", test="positive"))
        assert not registry.batches(replace(hamlet.scope, whole=True)).exists()
