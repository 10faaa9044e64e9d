"""A transaction writes as many rows as nobody has to wait long for."""

from __future__ import annotations

import pytest
from django.db import connection

from giaoban.kernel import pace

SLOW = pace._A_TRANSACTION[connection.vendor] / 1_000  # seconds a row: 1,000 rows are a transaction


class Clock:
    def __init__(self, a_row: float) -> None:
        self.now, self.a_row = 100.0, a_row

    def monotonic(self) -> float:
        return self.now

    def write(self, part: list[int]) -> int:
        self.now += self.a_row * len(part)
        return len(part)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock(SLOW / 5)
    monkeypatch.setattr(pace, "time", made)
    return made


def cut(kept: pace.Pace, clock: Clock, rows: int) -> list[int]:
    return [clock.write(part) for part in kept.parts(list(range(rows)))]


class TestPace:
    def test_a_batch_is_one_transaction_where_it_takes_no_time(self, clock: Clock) -> None:
        kept = pace.Pace()
        assert [cut(kept, clock, 3_000) for _ in range(3)] == [[3_000]] * 3

    def test_a_slow_one_is_cut_in_equal_parts(self, clock: Clock) -> None:
        kept, clock.a_row = pace.Pace(), SLOW
        assert cut(kept, clock, 3_000) == [3_000]  # nothing is known yet
        assert cut(kept, clock, 3_000) == [1_000] * 3

    def test_it_is_no_more_cut_when_it_is_fast_again(self, clock: Clock) -> None:
        kept, clock.a_row = pace.Pace(), SLOW
        cut(kept, clock, 3_000)
        clock.a_row = SLOW / 5
        assert cut(kept, clock, 3_000) == [1_000, 2_000]
        assert cut(kept, clock, 3_000) == [3_000]

    def test_the_parts_never_become_tiny(self, clock: Clock) -> None:
        kept, clock.a_row = pace.Pace(), 1.0
        cut(kept, clock, 10)
        assert cut(kept, clock, 3_000) == [500] * 6

    def test_every_row_is_in_one_part(self, clock: Clock) -> None:
        kept, clock.a_row = pace.Pace(), 0.00037
        for rows in (1, 7, 2_999, 3_001):
            assert [n for part in kept.parts(list(range(rows))) for n in part] == list(range(rows))

    def test_a_batch_without_rows_is_written_too(self, clock: Clock) -> None:
        kept = pace.Pace()
        assert cut(kept, clock, 0) == [0]
        cut(kept, clock, 10)
        assert cut(kept, clock, 0) == [0]
