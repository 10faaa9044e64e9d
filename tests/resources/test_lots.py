"""Lots end: what is past its last good day is neither counted nor given, and what ends first goes first."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility
from giaoban.resources import rules
from giaoban.resources.actions import stock
from giaoban.resources.models import Movement
from giaoban.resources.queries import stock as queries
from tests.clock import FakeClock

Sites = dict[str, Facility]
TODAY = date(2022, 3, 7)


@pytest.fixture
def shelf(sites: Sites, fake_clock: FakeClock) -> Facility:
    """Five that end today, three next month, two without a day."""
    for n, ends in ((3, date(2022, 4, 7)), (5, TODAY), (2, None)):
        stock.receive(by=None, facility=sites["TYT-1"], item="pack_a", quantity=n, expires_on=ends)
    return sites["TYT-1"]


def left(site: Facility, on: date = TODAY) -> int:
    return queries.balance(site, "pack_a", on)


class TestALot:
    def test_is_good_on_its_last_day_and_not_on_the_next(self) -> None:
        assert rules.still_good(TODAY, TODAY)
        assert not rules.still_good(TODAY, date(2022, 3, 8))

    def test_without_a_day_is_trusted(self) -> None:
        assert rules.still_good(None, TODAY)

    def test_past_its_day_is_not_received(self, sites: Sites, fake_clock: FakeClock) -> None:
        with pytest.raises(UserError, match="quá hạn"):
            stock.receive(
                by=None, facility=sites["TYT-1"], item="pack_a", quantity=1, expires_on=date(2022, 3, 6)
            )


class TestGivingOut:
    def test_takes_what_ends_first(self, shelf: Facility) -> None:
        stock.hand_out(by=None, facility=shelf, item="pack_a", quantity=1, key="a")
        assert Movement.objects.get(key="a").expires_on == TODAY

    def test_of_more_than_one_lot_is_one_movement_each_and_happens_once(self, shelf: Facility) -> None:
        for _ in range(2):
            stock.hand_out(by=None, facility=shelf, item="pack_a", quantity=6, key="a")
        given = Movement.objects.filter(cause="dispense").order_by("id").values_list("expires_on", "quantity")
        assert list(given) == [(TODAY, 5), (date(2022, 4, 7), 1)]

    def test_what_has_ended_is_neither_counted_nor_given(
        self, shelf: Facility, fake_clock: FakeClock
    ) -> None:
        fake_clock.advance(hours=24)
        assert (left(shelf), left(shelf, date(2022, 3, 8)), queries.balance(shelf, "pack_a")) == (10, 5, 10)
        with pytest.raises(UserError, match="cần 6, còn 5"):
            stock.hand_out(by=None, facility=shelf, item="pack_a", quantity=6, key="a")

    def test_comes_back_to_its_own_lot(self, shelf: Facility) -> None:
        moved = stock.hand_out(by=None, facility=shelf, item="pack_a", quantity=1, key="a")
        stock.give_back(by=None, facility=shelf, movement=moved, reason="chưa dùng")
        assert left(shelf) == 10 and left(shelf, date(2022, 3, 8)) == 5

    def test_does_not_send_a_neighbour_to_what_has_ended(
        self, shelf: Facility, sites: Sites, fake_clock: FakeClock
    ) -> None:
        fake_clock.advance(hours=24)
        with pytest.raises(UserError) as refused:
            stock.hand_out(by=None, facility=sites["TYT-2"], item="pack_a", quantity=6, key="a")
        assert "Không nơi nào khác" in refused.value.next_step


class TestOnTheRoad:
    def test_a_lot_keeps_its_day(self, shelf: Facility, sites: Sites) -> None:
        sent = stock.send(by=None, sender=shelf, receiver=sites["TYT-2"], item="pack_a", quantity=7)
        stock.take_in(by=None, transfer=sent, arrived=6, reason="vỡ một")
        there = [(lot.expires_on, lot.quantity) for lot in queries.lots([sites["TYT-2"].pk])]
        assert there == [(TODAY, 5), (date(2022, 4, 7), 1)]
        road = Movement.objects.filter(cause="count").values_list("expires_on", "quantity")
        assert list(road) == [(date(2022, 4, 7), 1)]  # what was lost of what ends last


class TestTheShelf:
    def test_tells_what_has_ended_and_what_soon_will(self, shelf: Facility) -> None:
        near = queries.ending([shelf.pk], date(2022, 3, 8), within=30)
        assert [(lot.expires_on, lot.quantity) for lot in near] == [(TODAY, 5), (date(2022, 4, 7), 3)]
        assert [lot.quantity for lot in queries.ending([shelf.pk], date(2022, 3, 8), within=29)] == [5]

    def test_a_count_speaks_of_what_is_good(self, shelf: Facility, fake_clock: FakeClock) -> None:
        fake_clock.advance(hours=24)
        assert stock.count(by=None, facility=shelf, item="pack_a", found=5) is None
        stock.count(by=None, facility=shelf, item="pack_a", found=4, reason="vỡ")
        assert left(shelf, date(2022, 3, 8)) == 4

    def test_what_has_ended_is_discarded_once(self, shelf: Facility, fake_clock: FakeClock) -> None:
        fake_clock.advance(hours=24)
        assert stock.discard(by=None, facility=shelf, item="pack_a", reason="biên bản 3") == 5
        assert queries.balance(shelf, "pack_a") == 5
        with pytest.raises(UserError):
            stock.discard(by=None, facility=shelf, item="pack_a")
