"""Comparing measured figures with values of the law, over arrays, without pretending to know."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from giaoban.kernel.vietnamese import number, rounded
from giaoban.policy.rule import Param

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
OPERATORS: dict[str, Callable[..., Bools]] = {
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}
BEYOND_COUNTING = 1e12  # a guess: a hundred times mankind; no rate or share of people reaches it
_WORDS = {
    "gt": ("trên", ""),
    "gte": ("từ", "trở lên"),
    "lt": ("dưới", ""),
    "lte": ("từ", "trở xuống"),
}


def known(*figures: Floats) -> Bools:
    """Where every figure is a usable count or share: not negative, not beyond all counting."""
    usable: Bools = np.ones(figures[0].shape, dtype=bool)
    for figure in figures:
        usable &= (figure >= 0) & (figure < BEYOND_COUNTING)  # what is no number is neither
    return usable


def meets(figure: Floats, param: Param) -> tuple[Bools, Bools]:
    """(may meet, may miss). Both where the figure is not known or the sign of the law is not."""
    usable = known(figure)
    safe = np.where(usable, figure, 0.0)
    results = [OPERATORS[cmp](safe, float(param.value)) for cmp in param.cmp]
    may_meet = np.logical_or.reduce(results)
    may_miss = ~np.logical_and.reduce(results)
    return may_meet | ~usable, may_miss | ~usable


def band(figure: Floats, bounds: Sequence[Param]) -> Bools:
    """Which of the bands 0…k between k rising lower bounds the figure may lie in: bool[n, k+1]."""
    may_reach = [np.ones(figure.shape, dtype=bool)]
    may_stay = []
    for bound in bounds:
        reach, stay = meets(figure, bound)
        may_reach.append(reach)
        may_stay.append(stay)
    may_stay.append(np.ones(figure.shape, dtype=bool))
    return np.stack([a & b for a, b in zip(may_reach, may_stay, strict=True)], axis=1)


def in_words(param: Param, unit: str = "") -> str:
    """ "từ 75% trở lên", "trên 600". Of two possible signs the one the source wrote stands first."""
    before, after = _WORDS[param.cmp[0]]
    return f"{before} {number(param.value)}{unit} {after}".strip()


def shown(figure: float, params: Sequence[Param] = ()) -> str:
    """One decimal, more where rounding would carry the figure over a bound it does not reach."""
    bounds = [float(p.value) for p in params if p.known]
    for places in range(1, 6):
        near = float(rounded(figure, places))
        if all((near < b, near > b) == (figure < b, figure > b) for b in bounds):
            break
    return number(near)
