"""What the province's list knew at each cut-off: late rows and rows in the wrong commune.

A small part of week 8 reached the list only in week 9, and some rows stood in another commune
first, so the week 8 stated then differs from the week 8 seen later.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo import codes
from demo.apportion import pick
from demo.codes import Array
from demo.quang_ninh.facts import Facts
from demo.quang_ninh.people import People
from demo.quang_ninh.story import Story
from demo.quang_ninh.weeks import BULLETIN, W08_END

LATE_PERCENT = 1.5  # of week 8: a guess
LATE_FROM = BULLETIN + 2  # nothing of the bulletin's own day is late
MISPLACED, MISPLACED_DISTRICT = 60, 15  # rows in another commune, in another district: guesses


@dataclass(frozen=True)
class Recording:
    late: Array
    misplaced: Array
    commune_then: Array  # the commune in the list of 27 February
    commune: Array  # the right one

    def known(self, story: Story) -> Array:
        """In the list of 27 February."""
        return (story.drawn.announced <= W08_END) & ~self.late


def record(facts: Facts, people: People, story: Story, rng: np.random.Generator) -> Recording:
    announced = story.drawn.announced
    week8 = (announced > BULLETIN) & (announced <= W08_END)
    open_ = story.outcomes.outcome == codes.OPEN
    pool = np.flatnonzero(week8 & open_ & (announced >= LATE_FROM))
    late = np.zeros(len(announced), dtype=bool)
    late[pick(rng, pool, round(facts["new_w08"] * LATE_PERCENT / 100))] = True
    commune = people.commune[story.drawn.person]
    rows = pick(rng, np.flatnonzero(week8 & open_ & ~late), MISPLACED + MISPLACED_DISTRICT)
    then = commune.copy()
    for i, row in enumerate(rows.tolist()):
        then[row] = _another(facts, int(commune[row]), i >= MISPLACED, rng)
    misplaced = np.zeros(len(announced), dtype=bool)
    misplaced[rows] = True
    return Recording(late, misplaced, then, commune)


def _another(facts: Facts, commune: int, elsewhere: bool, rng: np.random.Generator) -> int:
    district = facts.district_of[commune]
    wrong = (facts.district_of != district) if elsewhere else (facts.district_of == district)
    wrong[commune] = False
    return int(rng.choice(np.flatnonzero(wrong)))
