"""The ledger: goods are moved, never overwritten, and nobody gives what is not there."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.kernel.errors import UserError
from giaoban.kernel.models import AuditEvent
from giaoban.places.models import Facility
from giaoban.resources.actions import stock
from giaoban.resources.models import Account, Item, Movement
from giaoban.resources.queries import stock as queries

A, KIT = Item.PACK_A, Item.TEST_KIT
Sites = dict[str, Facility]


@pytest.fixture
def stocked(sites: Sites) -> Sites:
    """Ten packs A at the first station, four at the second, a hundred in the warehouse."""
    for code, n in (("TYT-1", 10), ("TYT-2", 4), ("KHO", 100)):
        stock.receive(by=None, facility=sites[code], item=A, quantity=n)
    return sites


def total(item: str) -> int:
    """The sum over every account but the supplier's: what receipts brought."""
    into = Movement.objects.filter(item=item).exclude(target__kind="supplier").aggregate(n=Sum("quantity"))
    out = Movement.objects.filter(item=item).exclude(source__kind="supplier").aggregate(n=Sum("quantity"))
    return (into["n"] or 0) - (out["n"] or 0)


class TestHandOut:
    def test_the_shelf_holds_less_by_what_was_given(self, stocked: Sites) -> None:
        stock.hand_out(by=None, facility=stocked["TYT-1"], item=A, quantity=3, key="p:1")
        assert queries.balance(stocked["TYT-1"], A) == 7

    def test_the_last_pack_goes_and_the_next_is_refused(self, stocked: Sites) -> None:
        stock.hand_out(by=None, facility=stocked["TYT-2"], item=A, quantity=4, key="p:1")
        with pytest.raises(UserError) as refused:
            stock.hand_out(by=None, facility=stocked["TYT-2"], item=A, quantity=1, key="p:2")
        assert refused.value.code == "stock_short"
        assert queries.balance(stocked["TYT-2"], A) == 0

    def test_the_same_act_sent_twice_moves_once(self, stocked: Sites) -> None:
        first = stock.hand_out(by=None, facility=stocked["TYT-1"], item=A, quantity=1, key="p:1")
        again = stock.hand_out(by=None, facility=stocked["TYT-1"], item=A, quantity=1, key="p:1")
        assert first == again and queries.balance(stocked["TYT-1"], A) == 9

    def test_a_refusal_says_where_the_nearest_is_and_how_far(self, stocked: Sites) -> None:
        for code, lat in (("TYT-1", 21.00), ("TYT-2", 21.09), ("TYT-3", 21.02), ("KHO", 21.5)):
            unit = stocked[code].unit
            unit.lat, unit.lon = lat, 107.0
            unit.save()
        with pytest.raises(UserError) as refused:
            stock.hand_out(by=None, facility=stocked["TYT-3"], item=A, quantity=5, key="p:1")
        assert "Cơ sở TYT-1, còn 10, cách khoảng 2,2 km" in refused.value.next_step

    def test_where_nobody_has_enough_it_says_that(self, stocked: Sites) -> None:
        with pytest.raises(UserError) as refused:
            stock.hand_out(by=None, facility=stocked["TYT-3"], item=A, quantity=101, key="p:1")
        assert "Không nơi nào khác còn đủ" in refused.value.next_step

    @pytest.mark.parametrize("quantity", [0, -1])
    def test_nothing_and_less_than_nothing_are_refused(self, stocked: Sites, quantity: int) -> None:
        with pytest.raises(UserError):
            stock.hand_out(by=None, facility=stocked["TYT-1"], item=A, quantity=quantity, key="p:1")

    def test_what_comes_back_is_on_the_shelf_again_once(self, stocked: Sites) -> None:
        given_out = stock.hand_out(by=None, facility=stocked["TYT-1"], item=A, quantity=1, key="p:1")
        for _ in range(2):
            stock.give_back(by=None, facility=stocked["TYT-1"], movement=given_out, reason="không dùng")
        assert queries.balance(stocked["TYT-1"], A) == 10


class TestTransfer:
    def test_between_the_two_sides_goods_are_on_the_road(self, stocked: Sites) -> None:
        stock.send(by=None, sender=stocked["KHO"], receiver=stocked["TYT-1"], item=A, quantity=30)
        assert queries.balance(stocked["KHO"], A) == 70
        assert queries.balance(stocked["TYT-1"], A) == 10
        assert [t.quantity for t in queries.on_the_road([stocked["TYT-1"].pk])] == [30]

    def test_the_other_side_takes_in_what_arrived(self, stocked: Sites) -> None:
        sent = stock.send(by=None, sender=stocked["KHO"], receiver=stocked["TYT-1"], item=A, quantity=30)
        stock.take_in(by=None, transfer=sent, arrived=30)
        assert queries.balance(stocked["TYT-1"], A) == 40
        assert not queries.on_the_road([stocked["TYT-1"].pk]).exists()

    def test_fewer_need_a_reason_and_become_a_difference(self, stocked: Sites) -> None:
        sent = stock.send(by=None, sender=stocked["KHO"], receiver=stocked["TYT-1"], item=A, quantity=30)
        with pytest.raises(UserError):
            stock.take_in(by=None, transfer=sent, arrived=28)
        stock.take_in(by=None, transfer=sent, arrived=28, reason="hai túi ướt")
        assert queries.balance(stocked["TYT-1"], A) == 38
        assert Movement.objects.get(cause="count").reason == "hai túi ướt"

    def test_it_is_taken_in_once(self, stocked: Sites) -> None:
        sent = stock.send(by=None, sender=stocked["KHO"], receiver=stocked["TYT-1"], item=A, quantity=30)
        stock.take_in(by=None, transfer=sent, arrived=30)
        with pytest.raises(UserError):
            stock.take_in(by=None, transfer=sent, arrived=30)
        assert queries.balance(stocked["TYT-1"], A) == 40


class TestCount:
    def test_a_count_that_agrees_moves_nothing(self, stocked: Sites) -> None:
        assert stock.count(by=None, facility=stocked["TYT-1"], item=A, found=10) is None

    @pytest.mark.parametrize("found", [8, 13])
    def test_a_count_that_differs_is_an_adjustment_with_a_reason(self, stocked: Sites, found: int) -> None:
        with pytest.raises(UserError):
            stock.count(by=None, facility=stocked["TYT-1"], item=A, found=found)
        stock.count(by=None, facility=stocked["TYT-1"], item=A, found=found, reason="đếm lại kho")
        assert queries.balance(stocked["TYT-1"], A) == found
        assert Movement.objects.filter(cause="receipt").count() == 3

    def test_every_write_leaves_its_audit_row(self, stocked: Sites) -> None:
        stock.count(by=None, facility=stocked["TYT-1"], item=A, found=9, reason="thiếu")
        assert AuditEvent.objects.filter(action="resources.count").get().data["gap"] == -1


class TestBalances:
    def test_all_shelves_at_once_agree_with_each(self, stocked: Sites) -> None:
        stock.hand_out(by=None, facility=stocked["TYT-1"], item=A, quantity=3, key="p:1")
        stock.receive(by=None, facility=stocked["TYT-3"], item=KIT, quantity=5)
        every = queries.balances()
        for (facility, item), n in every.items():
            assert n == queries.balance(Facility.objects.get(pk=facility), item)
        assert every[(stocked["TYT-1"].pk, A)] == 7


CODES = ("TYT-1", "TYT-2", "KHO")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("receive", "hand_out", "send", "take_in", "count", "back")),
        st.sampled_from(CODES), st.sampled_from(CODES), st.integers(1, 12),
    ),
    max_size=14,
)  # fmt: skip


def act(sites: Sites, what: str, one: str, other: str, n: int) -> None:
    here, there = sites[one], sites[other]
    key = f"k{n % 4}"  # a few keys, so that acts are repeated
    if what == "receive":
        stock.receive(by=None, facility=here, item=A, quantity=n)
    elif what == "hand_out":
        stock.hand_out(by=None, facility=here, item=A, quantity=n, key=key)
    elif what == "send":
        stock.send(by=None, sender=here, receiver=there, item=A, quantity=n)
    elif what == "count":
        stock.count(by=None, facility=here, item=A, found=n, reason="đếm")
    elif what == "back" and (moved := Movement.objects.filter(cause="dispense").first()):
        stock.give_back(by=None, facility=here, movement=moved, reason="trả")
    elif what == "take_in" and (sent := queries.on_the_road([here.pk]).first()):
        stock.take_in(by=None, transfer=sent, arrived=max(0, sent.quantity - n % 3), reason="thiếu")


class TestWhateverHappens:
    @pytest.mark.slow
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(steps=STEPS)
    def test_no_shelf_is_below_nothing_and_the_sum_is_what_receipts_brought(
        self, sites: Sites, steps: list[tuple[str, str, str, int]]
    ) -> None:
        with transaction.atomic():
            for step in steps:
                try:
                    act(sites, *step)
                except UserError:
                    continue
            assert all(n >= 0 for n in queries.balances().values())
            received = Movement.objects.filter(cause="receipt").aggregate(n=Sum("quantity"))["n"] or 0
            assert total(A) == received
            keys = Movement.objects.filter(cause="dispense").values_list("key", flat=True)
            assert len(set(keys)) == len(keys)
            transaction.set_rollback(True)
        assert not Account.objects.exists()
