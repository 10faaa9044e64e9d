"""A proposal stays a proposal until both sides agreed; then it is carried out once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from giaoban.accounts.models import User
from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility, Unit
from giaoban.resources.actions import proposals, stock
from giaoban.resources.models import ProposalLine, Staff
from giaoban.resources.queries import load
from giaoban.resources.queries import stock as shelves
from giaoban.resources.redistribution import Move
from tests.directives.tree import posted

Sites = dict[str, Facility]
TOMORROW = date(2022, 3, 8)


@pytest.fixture
def people(tree: dict[str, Unit]) -> tuple[User, User]:
    return posted(tree, "station", "06778"), posted(tree, "station", "06781")


def proposed(sites: Sites, tree: dict[str, Unit], kind: str, n: int) -> ProposalLine:
    moves = [Move(sites["TYT-1"].pk, sites["TYT-2"].pk, n, None)]
    made = proposals.propose(by=None, kind=kind, place=tree["22"], moves=moves, facts={}, item="pack_a")
    return made.lines.get()


@pytest.fixture
def packs(sites: Sites, tree: dict[str, Unit]) -> ProposalLine:
    stock.receive(by=None, facility=sites["TYT-1"], item="pack_a", quantity=20)
    return proposed(sites, tree, "stock", 5)


def agree(line: ProposalLine, people: tuple[User, User], staff: list[int] | None = None) -> None:
    for by, side in zip(people, proposals.SIDES, strict=True):
        proposals.answer_line(
            by=by, line=line, side=side, agreed=True, staff=staff or [] if side == "giver" else []
        )


class TestBothSides:
    def test_nothing_has_moved_when_it_is_made(self, packs: ProposalLine, sites: Sites) -> None:
        assert shelves.balance(sites["TYT-1"], "pack_a") == 20

    def test_one_sides_word_is_not_enough(self, packs: ProposalLine, people: tuple[User, User]) -> None:
        proposals.answer_line(by=people[0], line=packs, side="giver", agreed=True)
        with pytest.raises(UserError) as refused:
            proposals.carry_out(by=people[0], line=packs, since=TOMORROW)
        assert refused.value.code == "not_agreed"

    def test_nobody_answers_for_both(self, packs: ProposalLine, people: tuple[User, User]) -> None:
        proposals.answer_line(by=people[0], line=packs, side="giver", agreed=True)
        with pytest.raises(UserError) as refused:
            proposals.answer_line(by=people[0], line=packs, side="taker", agreed=True)
        assert refused.value.code == "both_sides"

    def test_a_refusal_has_a_reason_and_ends_it(self, packs: ProposalLine, people: tuple[User, User]) -> None:
        with pytest.raises(UserError):
            proposals.answer_line(by=people[0], line=packs, side="giver", agreed=False)
        proposals.answer_line(by=people[0], line=packs, side="giver", agreed=False, reason="đang tăng ca")
        with pytest.raises(UserError):
            proposals.answer_line(by=people[1], line=packs, side="taker", agreed=True)

    def test_the_database_holds_it_too(self, packs: ProposalLine) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            ProposalLine.objects.filter(pk=packs.pk).update(done_at="2022-03-07 08:00")


class TestCarryOut:
    def test_goods_are_on_the_road_once(
        self, packs: ProposalLine, people: tuple[User, User], sites: Sites
    ) -> None:
        agree(packs, people)
        for _ in range(2):
            proposals.carry_out(by=people[0], line=packs, since=TOMORROW)
        assert shelves.balance(sites["TYT-1"], "pack_a") == 15
        assert [t.quantity for t in shelves.on_the_road([sites["TYT-2"].pk])] == [5]

    def test_people_are_posted_from_the_day_agreed(
        self, sites: Sites, tree: dict[str, Unit], people: tuple[User, User], worker: Callable[..., Staff]
    ) -> None:
        worker("TYT-1", "doctor")
        nurse, line = worker("TYT-1"), proposed(sites, tree, "staff", 1)
        agree(line, people, [nurse.ref])
        proposals.carry_out(by=people[0], line=line, since=TOMORROW)
        assert load.staff_by_station(date(2022, 3, 7))[sites["TYT-1"].pk] == (2, 1)
        assert load.staff_by_station(TOMORROW)[sites["TYT-2"].pk] == (1, 0)

    def test_the_last_doctor_of_a_station_is_not_sent_away(
        self, sites: Sites, tree: dict[str, Unit], people: tuple[User, User], worker: Callable[..., Staff]
    ) -> None:
        doctor, line = worker("TYT-1", "doctor"), proposed(sites, tree, "staff", 1)
        with pytest.raises(UserError) as refused:
            agree(line, people, [doctor.ref])
        assert refused.value.code == "last_doctor"

    def test_somebody_of_another_station_cannot_be_named(
        self, sites: Sites, tree: dict[str, Unit], people: tuple[User, User], worker: Callable[..., Staff]
    ) -> None:
        nurse, line = worker("TYT-3"), proposed(sites, tree, "staff", 1)
        with pytest.raises(UserError) as refused:
            agree(line, people, [nurse.ref])
        assert refused.value.code == "staff_not_there"
