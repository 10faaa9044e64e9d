"""New cases by day of announcement: published days as published, the days between interpolated."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demo.apportion import apportion
from demo.quang_ninh.facts import Facts
from demo.quang_ninh.weeks import BULLETIN, START, W08_END, W09_END, W09_START
from demo.write import day

Array = NDArray[Any]

# Shape of the two weeks: a fast rise after the bulletin's day, then a high plateau. Guesses.
RISE = (0.75, 1.25)
PLATEAU = (1.05, 0.95)


def daily_counts(facts: Facts) -> Array:
    """New cases of every day from START to W09_END."""
    counts = np.zeros(W09_END - START + 1, dtype=np.int64)
    counts[: BULLETIN - START] = _before_bulletin(facts)
    counts[BULLETIN - START] = facts.count("new_0221")
    rest = facts.count("new_w08") - facts.count("new_0221")
    days = W08_END - BULLETIN
    counts[BULLETIN + 1 - START : W09_START - START] = apportion(rest, np.linspace(*RISE, days))
    counts[W09_START - START :] = apportion(facts.count("new_w09"), np.linspace(*PLATEAU, 7))
    return counts


def before_bulletin(facts: Facts) -> int:
    return facts.count("since_october_0221") - facts.count("new_0221")


def _before_bulletin(facts: Facts) -> Array:
    """Log-linear between published days, scaled so that published cumulative counts are met."""
    known = {day(a["date"]): int(a["new"]) for a in facts.anchors}
    sums = [(day(a["date"]), int(a["cumulative"])) for a in facts.anchors if a["cumulative"]]
    sums.append((BULLETIN - 1, before_bulletin(facts)))
    shape = _log_linear({**known, BULLETIN: facts.count("new_0221")})
    counts = np.zeros(BULLETIN - START, dtype=np.int64)
    start, before = START, 0
    for end, cumulative in sums:
        days = np.arange(start, end + 1)
        fixed = np.array([known.get(d, 0) for d in days.tolist()])
        free = fixed == 0
        part = fixed.copy()
        part[free] = apportion(cumulative - before - int(fixed.sum()), shape[days[free] - START])
        counts[start - START : end + 1 - START] = part
        start, before = end + 1, cumulative
    return counts


def _log_linear(known: dict[int, int]) -> Array:
    days = sorted(known)
    logs = [math.log(known[d]) for d in days]
    shape: Array = np.exp(np.interp(np.arange(START, BULLETIN), days, logs))
    return shape
