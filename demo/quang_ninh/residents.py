"""Registers of residents with households and doses: all, and a week later those with a new dose."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from demo import codes
from demo.codes import Array, words
from demo.quang_ninh.columns import groups, where, who
from demo.quang_ninh.facts import Facts
from demo.quang_ninh.people import People
from demo.quang_ninh.vaccination import Doses
from demo.quang_ninh.weeks import W08_END, W09_END
from demo.write import NO_DAY, Column, days_as_text, write_columns


def of_district(people: People, district: int) -> Array:
    """Household by household, as a commune keeps its register."""
    persons = np.flatnonzero(people.district == district)
    order = np.lexsort((people.birth[persons], people.household[persons]))
    eldest_first: Array = persons[order]
    return eldest_first


def write_register(
    path: Path, facts: Facts, people: People, names: Array, doses: Doses, persons: Array
) -> int:
    return write_columns(path, _columns(facts, people, names, doses, persons, W08_END))


def write_changes(
    path: Path, facts: Facts, people: People, names: Array, doses: Doses, persons: Array
) -> int:
    """Residents who had a dose in week 9."""
    new = np.zeros(len(persons), dtype=bool)
    for days in doses.days:
        new |= (days[persons] > W08_END) & (days[persons] <= W09_END)
    return write_columns(path, _columns(facts, people, names, doses, persons[new], W09_END))


def _columns(
    facts: Facts, people: People, names: Array, doses: Doses, persons: Array, today: int
) -> dict[str, Column]:
    homes = people.household[persons]
    return {
        **who(people, names, persons),
        **where(facts, people, persons, people.commune[persons]),
        "household": [f"HO{number:07d}" for number in homes.tolist()],
        **groups(people, persons),
        **_doses(doses, persons, today),
    }


def _doses(doses: Doses, persons: Array, today: int) -> dict[str, Column]:
    columns: dict[str, Column] = {}
    for i in range(3):
        given = doses.given(i + 1, today)[persons]
        columns[f"dose{i + 1}_date"] = days_as_text(np.where(given, doses.days[i][persons], NO_DAY))
        columns[f"dose{i + 1}_vaccine"] = words(
            codes.VACCINE, np.where(given, doses.vaccines[i][persons], codes.NO_VACCINE)
        )
        columns[f"dose{i + 1}_kind"] = words(
            codes.DOSE, np.where(given, doses.kinds[i][persons], codes.NO_DOSE)
        )
    return columns
