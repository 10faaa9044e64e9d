"""Many hospitals' people act in the same second: no bed is promised twice, no patient taken twice."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import close_old_connections, connection

from giaoban.care.referrals import actions
from giaoban.care.referrals.models import Referral
from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility, Unit
from giaoban.resources.actions import stock
from giaoban.resources.queries import stock as shelves
from tests.care.referrals.conftest import Ask, group

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PEOPLE = 8


@pytest.fixture(autouse=True)
def on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("one writer at a time on SQLite; its tests in memory share one connection")


def at_once(n: int, act: object) -> list[str]:
    """Each of `n` threads acts when all are ready; what each was told."""
    ready, told = Barrier(n), [""] * n

    def run(i: int) -> None:
        try:
            ready.wait()
            act(i)  # type: ignore[operator]
            told[i] = "done"
        except UserError as error:
            told[i] = error.code
        finally:
            close_old_connections()
            connection.close()

    threads = [Thread(target=run, args=(i,)) for i in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


class TestAtOnce:
    def test_one_bed_is_promised_once(self, ask: Ask, hospitals: dict[str, Facility]) -> None:
        rows = [ask("BV-2", n=n) for n in range(PEOPLE)]
        told = at_once(
            PEOPLE, lambda i: actions.accept(by=None, referral=rows[i], facility=hospitals["BV-2"])
        )
        assert sorted(told) == ["done"] + ["no_free_bed"] * (PEOPLE - 1)
        beds = group(hospitals["BV-2"])
        assert (beds.free, beds.held) == (1, 1)

    def test_of_two_hospitals_one_wins_and_the_other_is_told(
        self, ask: Ask, hospitals: dict[str, Facility]
    ) -> None:
        row, both = ask("BV-1", "BV-2"), list(hospitals.values())
        told = at_once(2, lambda i: actions.accept(by=None, referral=row, facility=both[i]))
        assert sorted(told) == ["done", "referral_taken"]
        assert sum(group(h).held for h in both) == 1
        assert Referral.objects.get().steps.filter(act="accept").count() == 1

    def test_the_last_packs_are_not_given_twice(
        self, tree: dict[str, Unit], hospitals: dict[str, Facility]
    ) -> None:
        site = hospitals["BV-1"]
        stock.receive(by=None, facility=site, item="pack_a", quantity=3)
        told = at_once(
            PEOPLE, lambda i: stock.hand_out(by=None, facility=site, item="pack_a", quantity=1, key=f"p:{i}")
        )
        assert told.count("done") == 3 and told.count("stock_short") == PEOPLE - 3
        assert shelves.balance(site, "pack_a") == 0
