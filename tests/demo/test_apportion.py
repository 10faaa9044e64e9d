"""Whole numbers that keep their sum."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.apportion import apportion, pick, spread

WEIGHTS = st.lists(st.integers(0, 1000), min_size=1, max_size=30).filter(any)


class TestApportion:
    @given(total=st.integers(0, 100_000), weights=WEIGHTS)
    def test_the_parts_make_the_total_and_none_is_off_by_one(self, total: int, weights: list[int]) -> None:
        parts = apportion(total, weights)
        exact = np.array(weights) * total / sum(weights)
        assert parts.sum() == total
        assert (np.abs(parts - exact) < 1.000001).all()

    def test_the_largest_remainder_gets_what_is_left(self) -> None:
        assert apportion(10, [1, 1, 4]).tolist() == [2, 1, 7]


class TestSpread:
    @given(sizes=WEIGHTS, percent=st.integers(0, 100))
    def test_the_parts_make_the_total_and_fit_their_groups(self, sizes: list[int], percent: int) -> None:
        total = sum(sizes) * percent // 100
        parts = spread(total, sizes)
        assert parts.sum() == total
        assert (parts >= 0).all()
        assert (parts <= np.array(sizes)).all()


class TestPick:
    def test_it_takes_nobody_twice(self) -> None:
        chosen = pick(np.random.default_rng(1), np.arange(50), 50)
        assert sorted(chosen.tolist()) == list(range(50))

    def test_the_heavy_are_taken_more_often(self) -> None:
        rng = np.random.default_rng(1)
        weights = np.where(np.arange(1000) < 500, 9.0, 1.0)
        heavy = (pick(rng, np.arange(1000), 200, weights) < 500).mean()
        assert heavy > 0.7

    def test_it_refuses_more_than_there_are(self) -> None:
        with pytest.raises(ValueError, match="3 wanted of 2"):
            pick(np.random.default_rng(1), np.arange(2), 3)
