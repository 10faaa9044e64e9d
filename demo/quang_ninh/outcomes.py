"""Deaths and recoveries: how many are closed on which day, and who.

The bulletin's 478 closed a day holds through both weeks, deaths within it: with its 15,774 under
treatment on 21 February this gives 90,362 active on 6 March.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demo import codes
from demo.apportion import apportion, pick
from demo.quang_ninh.calendar import before_bulletin
from demo.quang_ninh.cases import Drawn
from demo.quang_ninh.facts import Facts
from demo.quang_ninh.people import People
from demo.quang_ninh.weeks import BULLETIN, START, W08_END, W09_END, W09_START
from demo.write import NO_DAY, day

Array = NDArray[Any]

SHORTEST = 7  # days from announcement to recovery: the end of isolation needs 7 (letter 762, 261)
DISORDER = 2.0  # days by which the order of closing strays from that of announcement; a guess
EARLIER_STAY = (9, 13)  # days under treatment before the bulletin; a guess
DEATH_FROM_AGE = 60  # the dead of the demo are old; a guess that spares inventing young deaths
FRESH_DEATHS = 3  # deaths of week 9 among those announced in it; a guess
FRESH_UNTIL = day("2022-03-02")


@dataclass(frozen=True)
class Outcomes:
    outcome: Array
    date: Array

    def active_on(self, announced: Array, today: int) -> Array:
        """Announced and not closed at the end of the day."""
        return (announced <= today) & ((self.date == NO_DAY) | (self.date > today))


def close(facts: Facts, people: People, drawn: Drawn, rng: np.random.Generator) -> Outcomes:
    n = len(drawn.person)
    result = Outcomes(np.full(n, codes.OPEN), np.full(n, NO_DAY))
    _bury_earlier(facts, people, drawn, result, rng)
    deaths = _bury_week_9(facts, people, drawn, result, rng)
    order = drawn.announced + rng.normal(0, DISORDER, n)
    _recover_earlier(facts, drawn, result, order, rng)
    for today in range(BULLETIN, W09_END + 1):
        n_dead = int(deaths[today - W09_START]) if today >= W09_START else 0
        able = np.flatnonzero((result.outcome == codes.OPEN) & (drawn.announced <= today - SHORTEST))
        first = able[np.argsort(order[able], kind="stable")]
        _set(result, first[: facts.count("closed_per_day") - n_dead], codes.RECOVERED, today)
    return result


def closed_before(facts: Facts) -> int:
    """Closed to 20 February: what the bulletin's count of patients leaves of all cases."""
    that_day = facts.count("new_0221") - facts.count("closed_per_day")
    return before_bulletin(facts) - (facts.count("active_0221") - that_day)


def deaths_w09(facts: Facts) -> int:
    return round(facts["new_w09"] * facts["deaths_percent_w09"] / 100)


def _set(result: Outcomes, rows: Array, outcome: int, dates: Any) -> None:
    result.outcome[rows] = outcome
    result.date[rows] = dates


def _frail(people: People, drawn: Drawn, result: Outcomes) -> Array:
    return (
        (people.age[drawn.person] >= DEATH_FROM_AGE)
        & people.underlying[drawn.person]
        & (result.outcome == codes.OPEN)
    )


def _bury_earlier(
    facts: Facts, people: People, drawn: Drawn, result: Outcomes, rng: np.random.Generator
) -> None:
    """Deaths between the dates for which the press gives their number."""
    steps = [
        (START, day("2022-01-01"), facts.count("deaths_to_0101")),
        (day("2022-01-02"), day("2022-02-12"), facts.count("deaths_to_0212")),
        (day("2022-02-13"), day("2022-02-17"), facts.count("deaths_before")),
    ]
    before = 0
    for first, last, until in steps:
        for today in sorted(rng.integers(max(first, last - 30), last + 1, until - before).tolist()):
            waiting = _frail(people, drawn, result) & (drawn.announced <= today - 4)
            pool = np.flatnonzero(waiting & (drawn.announced >= today - 25))
            _set(result, pick(rng, pool, 1), codes.DEAD, today)
        before = until


def _bury_week_9(
    facts: Facts, people: People, drawn: Drawn, result: Outcomes, rng: np.random.Generator
) -> Array:
    """The dead of week 9; returns their number by day. One in Cẩm Phả is freshly announced."""
    total, ours = deaths_w09(facts), facts.count("cam_pha_deaths_w09")
    here = people.district[drawn.person] == facts.cam_pha
    fresh = (drawn.announced >= W09_START) & (drawn.announced <= FRESH_UNTIL)
    known = (drawn.announced >= BULLETIN - 3) & (drawn.announced <= W08_END - 3)
    groups = (
        (here & known, ours - 1),
        (~here & known, total - ours - (FRESH_DEATHS - 1)),
        (here & fresh, 1),
        (~here & fresh, FRESH_DEATHS - 1),
    )
    dead = []
    for mask, n in groups:
        pool = np.flatnonzero(mask & _frail(people, drawn, result))
        dead.append(pick(rng, pool, n, people.age[drawn.person[pool]] - DEATH_FROM_AGE + 5))
    by_day = rng.permutation(apportion(total, np.ones(7)))
    rows = np.concatenate(dead)  # the freshly announced stand last and die last
    _set(result, rows, codes.DEAD, W09_START + np.repeat(np.arange(7), by_day))
    return by_day


def _recover_earlier(
    facts: Facts, drawn: Drawn, result: Outcomes, order: Array, rng: np.random.Generator
) -> None:
    """Before the bulletin only their number is known: the oldest cases are closed."""
    able = np.flatnonzero((result.outcome == codes.OPEN) & (drawn.announced < BULLETIN - SHORTEST))
    n = closed_before(facts) - facts.count("deaths_before")
    rows = able[np.argsort(order[able], kind="stable")[:n]]
    least, most = EARLIER_STAY
    stay = rng.integers(least, most + 1, n)
    _set(result, rows, codes.RECOVERED, np.minimum(drawn.announced[rows] + stay, BULLETIN - 1))
