"""Households of census size, with an adult at the head, and the hamlets they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demo.quang_ninh.facts import Facts

Array = NDArray[Any]

ADULT = 22  # heads of household and their partners are at least so old; a guess
LARGEST = 9  # the census's "7 and more" is drawn from 7 to 9; a guess
# Households of a ward's residents' group (tổ), groups of a quarter (khu), households of a village
# (thôn): guesses of the right order.
PER_GROUP, GROUPS_PER_QUARTER, PER_VILLAGE = 80, 6, 150


@dataclass(frozen=True)
class Homes:
    of_person: Array
    district: Array
    hamlet: Array
    hamlets: list[str]

    @property
    def count(self) -> int:
        return len(self.district)


def settle(facts: Facts, commune: Array, age: Array, rng: np.random.Generator) -> Homes:
    """Fill first the heads' places with adults, then the second places, then the rest."""
    sizes, homes_of = _sizes(facts, rng)
    home = np.repeat(np.arange(len(sizes)), sizes)
    slot = np.arange(len(home)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    place_order = np.argsort(
        homes_of[home] * 4 + np.minimum(slot, 2) + rng.random(len(home)) * 0.99, kind="stable"
    )
    person_order = np.argsort(commune * 4 + (age < ADULT) + rng.random(len(age)) * 0.99, kind="stable")
    of_person = np.empty(len(age), dtype=np.int64)
    of_person[person_order] = home[place_order]
    hamlet, hamlets = _hamlets(facts, homes_of)
    return Homes(of_person, facts.district_of[homes_of], hamlet, hamlets)


def _sizes(facts: Facts, rng: np.random.Generator) -> tuple[Array, Array]:
    """Sizes of all households and the commune of each; the last one takes who is left over."""
    sizes, communes = [], []
    for index, commune in enumerate(facts.communes):
        shape = np.array(facts.households[commune.district], dtype=float)
        drawn = 1 + np.searchsorted(np.cumsum(shape / shape.sum())[:-1], rng.random(commune.population))
        drawn = np.where(drawn == len(shape), rng.integers(7, LARGEST + 1, len(drawn)), drawn)
        filled = np.cumsum(drawn)
        last = int(np.searchsorted(filled, commune.population))
        drawn = drawn[: last + 1].copy()
        drawn[last] -= filled[last] - commune.population
        sizes.append(drawn)
        communes.append(np.full(len(drawn), index))
    return np.concatenate(sizes), np.concatenate(communes)


def _hamlets(facts: Facts, homes_of: Array) -> tuple[Array, list[str]]:
    """Neighbouring households share a hamlet; numbered as wards and villages number theirs."""
    starts = np.searchsorted(homes_of, np.arange(len(facts.communes)))
    rank = np.arange(len(homes_of)) - starts[homes_of]
    urban = np.array([c.urban for c in facts.communes])[homes_of]
    number = rank // np.where(urban, PER_GROUP, PER_VILLAGE)
    texts: list[str] = []
    top = int(number.max()) + 1
    for i in range(top):
        texts.append(f"Thôn {i + 1}")
    for i in range(top):
        quarter, group = divmod(i, GROUPS_PER_QUARTER)
        texts.append(f"Tổ {group + 1}, khu {quarter + 1}")
    return number + np.where(urban, top, 0), texts
