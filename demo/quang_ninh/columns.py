"""Columns that persons have in every list: who they are and where they live."""

from __future__ import annotations

import numpy as np

from demo import codes
from demo.codes import Array, words
from demo.identity import identity_texts, phone_texts
from demo.quang_ninh.facts import PROVINCE_NAME, Facts
from demo.quang_ninh.people import People
from demo.write import Column, days_as_text, flags_as_text

HOUSES = 90  # house numbers in a hamlet; a guess


def who(people: People, names: Array, persons: Array) -> dict[str, Column]:
    return {
        "name": names[persons],
        "birth": days_as_text(people.birth[persons]),
        "sex": np.array(["m", "f"], dtype=object)[people.female[persons].astype(int)],
        "cid": identity_texts(people.cid[persons]),
        "phone": phone_texts(persons),
    }


def where(facts: Facts, people: People, persons: Array, communes: Array) -> dict[str, Column]:
    """`communes` may be wrong, as in a hurried list; the hamlet is left out then."""
    right = communes == people.commune[persons]
    hamlets = np.array(people.hamlets, dtype=object)[people.hamlet[persons]]
    houses = np.array([f"Số nhà {i + 1}" for i in range(HOUSES)], dtype=object)
    return {
        "province": np.full(len(persons), PROVINCE_NAME, dtype=object),
        "district": np.array([d.name for d in facts.districts], dtype=object)[facts.district_of[communes]],
        "commune": np.array([c.name for c in facts.communes], dtype=object)[communes],
        "hamlet": np.where(right, hamlets, ""),
        "address": np.where(right, houses[people.household[persons] % HOUSES], ""),
    }


def groups(people: People, persons: Array) -> dict[str, Column]:
    flags = ("underlying", "pregnant", "poor", "minority", "unvaccinable")
    return {
        "occupation": words(codes.OCCUPATION, people.occupation[persons]),
        **{flag: flags_as_text(getattr(people, flag)[persons]) for flag in flags},
    }
