"""Doses of all residents up to 6 March 2022.

Intervals are those of Decisions 3588/QĐ-BYT (two primary doses) and letter 10722/BYT-DP (third
dose: additional 28 days to 3 months after Vero Cell, booster at least 3 months after the others).
Three doses of adults and two of those of 12 to 17 follow the bulletin of 21 February 2022; the
other shares and the mix of vaccines are guesses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demo import codes
from demo.quang_ninh.people import People
from demo.quang_ninh.weeks import W09_END
from demo.write import NO_DAY, day

Array = NDArray[Any]

MINORS_FROM, ADULTS_FROM, ELDERLY_FROM = 12, 18, 65
# Chance of the first dose, of the second after it, of the third after it.
CHANCES = {
    "minor": (0.985, 0.995, 0.0),
    "adult": (0.998, 0.992, 0.962),
    "elderly": (0.978, 0.985, 0.93),
}
ADULT_MIX = (0.30, 0.45, 0.20, 0.05)  # AstraZeneca, Vero Cell, Comirnaty, Spikevax

# First day and length of the campaign of first doses, least and most days to the second dose.
CAMPAIGN = {
    codes.ASTRAZENECA: (day("2021-05-15"), 85, 56, 84),
    codes.VERO_CELL: (day("2021-07-15"), 90, 21, 28),
    codes.COMIRNATY: (day("2021-08-01"), 70, 21, 35),
    codes.SPIKEVAX: (day("2021-08-01"), 70, 28, 42),
}
MINORS_START, MINORS_DAYS = day("2021-11-01"), 30  # 12 to 17: from October 2021, Comirnaty only
THIRD_START = day("2021-12-18")  # the day after letter 10722
ADDITIONAL_FROM, ADDITIONAL_TO, BOOSTER_FROM = 28, 90, 91  # days after the second dose
QUEUE = 11  # mean days from the first allowed day to the dose; a guess


@dataclass(frozen=True)
class Doses:
    """Columns of first, second and third dose; NO_DAY where there was none."""

    days: tuple[Array, Array, Array]
    vaccines: tuple[Array, Array, Array]
    kinds: tuple[Array, Array, Array]

    def given(self, number: int, until: int) -> Array:
        days = self.days[number - 1]
        return (days != NO_DAY) & (days <= until)


def vaccinate(people: People, infected: Array, rng: np.random.Generator) -> Doses:
    """`infected` is the day of announcement as F0, or NO_DAY: the ill get no dose after it."""
    n = len(people)
    minor = (people.age >= MINORS_FROM) & (people.age < ADULTS_FROM)
    first, second, third = _chances(people, minor)
    vaccine = np.where(minor, codes.COMIRNATY, 1 + np.searchsorted(
        np.cumsum(ADULT_MIX)[:-1], rng.random(n)
    ))  # fmt: skip
    day1, day2 = _primary(vaccine, minor, rng)
    day3, additional = _third(day2, (vaccine == codes.VERO_CELL) & ~minor, rng)
    has1 = rng.random(n) < first
    has2 = has1 & (rng.random(n) < second)
    has3 = has2 & (rng.random(n) < third) & (day3 <= W09_END)
    ill_first = (infected != NO_DAY) & (day3 >= infected)
    has3 &= ~ill_first
    third_vaccine = np.where(
        vaccine == codes.ASTRAZENECA, codes.COMIRNATY, np.where(
            vaccine == codes.VERO_CELL, 1 + 2 * (rng.random(n) < 0.7), vaccine)
    )  # fmt: skip
    has = (has1, has2, has3)
    return Doses(
        days=_where(has, (day1, day2, day3), NO_DAY),
        vaccines=_where(has, (vaccine, vaccine, third_vaccine), codes.NO_VACCINE),
        kinds=_where(
            has,
            (
                np.full(n, codes.PRIMARY),
                np.full(n, codes.PRIMARY),
                np.where(additional, codes.ADDITIONAL, codes.BOOSTER),
            ),
            codes.NO_DOSE,
        ),
    )


def _where(has: tuple[Array, ...], values: tuple[Array, ...], missing: int) -> Any:
    return tuple(np.where(h, v, missing) for h, v in zip(has, values, strict=True))


def _chances(people: People, minor: Array) -> tuple[Array, Array, Array]:
    adult, elderly = people.age >= ADULTS_FROM, people.age >= ELDERLY_FROM
    columns = []
    for i in range(3):
        chance = np.where(minor, CHANCES["minor"][i], 0.0)
        chance = np.where(adult, CHANCES["adult"][i], chance)
        columns.append(np.where(elderly, CHANCES["elderly"][i], chance))
    columns[0] = np.where(people.unvaccinable, 0.0, columns[0])
    return columns[0], columns[1], columns[2]


def _primary(vaccine: Array, minor: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    draw, gap = rng.random(len(vaccine)), rng.random(len(vaccine))
    day1 = np.zeros(len(vaccine), dtype=np.int64)
    day2 = np.zeros(len(vaccine), dtype=np.int64)
    for code, (start, length, least, most) in CAMPAIGN.items():
        mine = vaccine == code
        day1[mine] = start + (draw[mine] * length).astype(np.int64)
        day2[mine] = least + (gap[mine] * (most - least + 1)).astype(np.int64)
    day1[minor] = MINORS_START + (draw[minor] * MINORS_DAYS).astype(np.int64)
    return day1, day1 + day2


def _third(day2: Array, may_add: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """Day of the third dose, and whether it is additional: after 3 months it is a booster."""
    wait = rng.exponential(QUEUE, len(day2)).astype(np.int64)
    after = np.where(may_add, ADDITIONAL_FROM, BOOSTER_FROM)
    day3 = np.maximum(day2 + after, THIRD_START) + wait
    return day3, may_add & (day3 - day2 <= ADDITIONAL_TO)
