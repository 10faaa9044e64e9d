"""Whole numbers that keep their sum: how the balance sheet holds by construction."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Any1D = NDArray[Any]


def apportion(total: int, weights: ArrayLike) -> Ints:
    """Divide `total` by weights; the largest remainders get what rounding down left over."""
    shares = np.asarray(weights, dtype=float)
    exact = shares * (total / shares.sum())
    parts = np.floor(exact).astype(np.int64)
    left = total - int(parts.sum())
    parts[np.argsort(parts - exact, kind="stable")[:left]] += 1
    return parts


def spread(total: int, sizes: ArrayLike) -> Ints:
    """Divide `total` over groups in proportion to their sizes, never more than a group has.

    Rounds the running sum, so that neighbours make up for each other and no remainder is left.
    """
    running = np.cumsum(np.asarray(sizes, dtype=float))
    return np.diff(np.rint(running * (total / running[-1])).astype(np.int64), prepend=0)


def pick(rng: np.random.Generator, pool: Any1D, n: int, weights: ArrayLike | None = None) -> Any1D:
    """`n` members of `pool`, none twice, the heavier the likelier (exponential keys)."""
    if n > len(pool):
        raise ValueError(f"{n} wanted of {len(pool)}")
    keys = rng.standard_exponential(len(pool))
    if weights is not None:
        keys /= np.asarray(weights, dtype=float)
    chosen: Any1D = pool[np.argsort(keys, kind="stable")[:n]]
    return chosen
