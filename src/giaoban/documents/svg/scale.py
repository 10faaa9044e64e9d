"""Axes that start at zero and step by round numbers."""

from __future__ import annotations

from math import ceil, floor, log10

_ROUND_STEPS = (1, 2, 2.5, 5, 10)


def ticks(most: float, wanted: int = 4) -> list[float]:
    """Round numbers from zero to just above `most`."""
    if most <= 0:
        return [0, 1]
    rough = most / wanted
    power = 10 ** floor(log10(rough))
    step = next(s * power for s in _ROUND_STEPS if s * power >= rough)
    if most >= wanted:
        step = max(1, ceil(step)) if step < 2.5 else step
    return [step * i for i in range(ceil(most / step) + 1)]
