"""How each case was found: onset, sample, result, test, setting; and the ministry's count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demo import codes
from demo.apportion import apportion
from demo.quang_ninh.cases import PERIODS, Drawn
from demo.quang_ninh.facts import Facts
from demo.quang_ninh.weeks import BULLETIN, START, W09_END
from demo.write import NO_DAY, day

Array = NDArray[Any]

SILENT = 0.38  # share without symptoms; a guess
PCR_SHARE = (0.85, 0.30)  # before and from the bulletin's day: rapid tests took over; a guess
SAME_DAY, NEXT_DAY = 0.45, 0.40  # announcement after the sample, else two days; guesses

# The ministry announced fewer than the province from 18 February 2022 on. Shares of the province's
# day that it announced: guesses that pass through the one published day of week 9.
MINISTRY_LAGS_FROM = day("2022-02-18")
MINISTRY_PUBLISHED = day("2022-03-03")
MINISTRY_SHARE = 0.62
BACKLOG = 0.10  # of the ministry's day that was left over from days before; a guess


@dataclass(frozen=True)
class Detection:
    onset: Array
    sampled: Array
    result: Array
    test: Array
    found: Array
    silent: Array
    ministry: Array


def detect(facts: Facts, drawn: Drawn, rng: np.random.Generator) -> Detection:
    n = len(drawn.announced)
    draw = rng.random(n)
    sampled = drawn.announced - np.where(draw < SAME_DAY, 0, np.where(draw < SAME_DAY + NEXT_DAY, 1, 2))
    silent = rng.random(n) < SILENT
    late = drawn.announced >= BULLETIN
    return Detection(
        onset=np.where(silent, NO_DAY, sampled - rng.integers(0, 4, n)),
        sampled=sampled,
        result=sampled + (rng.random(n) < 0.5) * (drawn.announced > sampled),
        test=np.where(rng.random(n) < np.where(late, *PCR_SHARE[::-1]), codes.PCR, codes.RAPID),
        found=_found(facts, drawn, rng),
        silent=silent,
        ministry=_ministry(facts, drawn, rng),
    )


def _found(facts: Facts, drawn: Drawn, rng: np.random.Generator) -> Array:
    """Community and managed as in the bulletin in every period; entries before it."""
    found = np.full(len(drawn.announced), codes.COMMUNITY)
    setting = [codes.COMMUNITY, codes.QUARANTINE]
    weights = [facts["community_0221"], facts["managed_0221"]]
    for first, last in PERIODS:
        rows = rng.permutation(_rows(drawn, first, last))
        entries = facts.count("entry_to_0221") if first == START else 0
        found[rows[:entries]] = codes.ENTRY
        found[rows[entries:]] = np.repeat(setting, apportion(len(rows) - entries, weights))
    return found


def _rows(drawn: Drawn, first: int, last: int) -> Array:
    return np.arange(*np.searchsorted(drawn.announced, [first, last + 1]))


def _ministry(facts: Facts, drawn: Drawn, rng: np.random.Generator) -> Array:
    """Day of the ministry's announcement: later, and for many not yet."""
    announced = np.full(len(drawn.announced), NO_DAY)
    early = drawn.announced < MINISTRY_LAGS_FROM
    announced[early] = drawn.announced[early]
    waiting = np.array([], dtype=np.int64)
    for today in range(MINISTRY_LAGS_FROM, W09_END + 1):
        new = rng.permutation(_rows(drawn, today, today))
        want = round(len(new) * MINISTRY_SHARE)
        if today == MINISTRY_PUBLISHED:
            want = facts.count("ministry_0303")
        old = min(len(waiting), round(want * BACKLOG))
        waiting = rng.permutation(waiting)
        announced[waiting[:old]] = today
        announced[new[: want - old]] = today
        waiting = np.concatenate([waiting[old:], new[want - old :]])
    return announced
