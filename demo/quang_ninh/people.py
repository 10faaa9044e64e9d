"""The 1,320,324 residents: census counts exactly, the rest drawn.

Ages are those of the 2019 census, taken as ages on 6 March 2022: no later census exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demo.apportion import apportion
from demo.identity import identity_numbers
from demo.quang_ninh.facts import Facts
from demo.quang_ninh.households import settle
from demo.quang_ninh.weeks import START, W09_END
from demo.quang_ninh.work import occupations

Array = NDArray[Any]

# Upper ages of bands and the share with an underlying disease in each: guesses of the right order.
UNDERLYING = ((17, 0.015), (39, 0.04), (59, 0.14), (74, 0.38), (200, 0.55))
# Doctors defer or exclude few from vaccination, mostly the very old: guesses.
UNVACCINABLE = ((64, 0.003), (79, 0.012), (200, 0.03))
PREGNANT = 0.032  # of women of 18 to 42: about a year's births times nine months, a guess
YEAR = 365.2425
# Nobody is born while the scene lasts: who falls ill on its first day had been born two weeks before.
YOUNGEST = W09_END - START + 14
OLDEST = 104  # the open age group 85+ is cut here


@dataclass(frozen=True)
class People:
    """One row per resident, sorted by commune; `district` and `commune` are indexes into Facts."""

    commune: Array
    district: Array
    age: Array  # on 6 March 2022
    birth: Array  # day number
    birth_year: Array
    female: Array
    household: Array
    hamlet: Array  # index into `hamlets`
    hamlets: list[str]
    occupation: Array
    underlying: Array
    pregnant: Array
    poor: Array
    minority: Array
    unvaccinable: Array
    cid: Array  # identity number without its prefix

    def __len__(self) -> int:
        return len(self.commune)

    def age_on(self, persons: Array, days: Array) -> Array:
        """Full years on a day, by calendar as officials count them."""
        born = _calendar(self.birth[persons])
        then = _calendar(days)
        return then[0] - born[0] - (then[1] < born[1])


def _calendar(days: Array) -> tuple[Array, Array]:
    """Year, and month and day as one comparable number."""
    dates = days.astype("datetime64[D]")
    years = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    months = dates.astype("datetime64[M]")
    in_month = (dates - months).astype(np.int64)
    return years, (months.astype(np.int64) % 12) * 32 + in_month


def _ages(facts: Facts, rng: np.random.Generator) -> Array:
    groups = []
    for commune in facts.communes:
        table = facts.ages[commune.district]
        counts = apportion(commune.population, [persons for _, _, persons in table])
        groups.append(np.repeat(np.arange(len(table)), counts))
    group = np.concatenate(groups)
    first = np.array([g[0] for g in facts.ages[facts.districts[0].code]])
    years = np.minimum(rng.geometric(0.22, len(group)) - 1, OLDEST - first[-1])
    within = np.where(group == len(first) - 1, years, rng.integers(0, 5, len(group)))
    ages: Array = first[group] + within
    return ages


def _banded(age: Array, bands: tuple[tuple[int, float], ...]) -> Array:
    upper = np.array([limit for limit, _ in bands])
    return np.array([share for _, share in bands])[np.searchsorted(upper, age)]


def make_people(facts: Facts, rng: np.random.Generator) -> People:
    sizes = [c.population for c in facts.communes]
    commune = np.repeat(np.arange(len(sizes)), sizes)
    district = facts.district_of[commune]
    age = _ages(facts, rng)
    n = len(age)
    female = rng.random(n) < np.where(age >= 65, 0.57, 0.49)  # women live longer; guesses
    days_old = np.floor((age + rng.random(n)) * YEAR)
    infants = age == 0
    days_old[infants] = YOUNGEST + np.floor(rng.random(infants.sum()) * (YEAR - YOUNGEST))
    birth = W09_END - days_old.astype(np.int64)
    birth_year = birth.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    homes = settle(facts, commune, age, rng)
    minority = rng.random(homes.count) < facts.by_district("minority_percent")[homes.district] / 100
    poor = rng.random(homes.count) < facts.by_district("poor_percent")[homes.district] / 100
    return People(
        commune=commune,
        district=district,
        age=age,
        birth=birth,
        birth_year=birth_year,
        female=female,
        household=homes.of_person,
        hamlet=homes.hamlet[homes.of_person],
        hamlets=homes.hamlets,
        occupation=occupations(age, rng),
        underlying=rng.random(n) < _banded(age, UNDERLYING),
        pregnant=female & (age >= 18) & (age <= 42) & (rng.random(n) < PREGNANT),
        poor=poor[homes.of_person],
        minority=minority[homes.of_person],
        unvaccinable=rng.random(n) < _banded(age, UNVACCINABLE),
        cid=identity_numbers(birth_year, female),
    )
