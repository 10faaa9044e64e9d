"""Aggregate returns of a week: coverage outside Cẩm Phả and tests by commune, beds by district.

Coverage is counted from the generated residents, so it agrees with what a register would show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from demo import codes
from demo.apportion import apportion
from demo.codes import Array
from demo.quang_ninh.facts import PROVINCE_NAME, Facts
from demo.quang_ninh.people import People
from demo.quang_ninh.vaccination import Doses
from demo.write import write_rows

HEADER = ("province", "district", "commune", "from", "to", "indicator", "value", "source")
COMMUNE_SOURCE = "Báo cáo tuần của xã (dữ liệu minh họa)"
DISTRICT_SOURCE = "Báo cáo giường bệnh của huyện (dữ liệu minh họa)"

POSITIVITY = (0.22, 0.38)  # share of tests that were positive, by commune; a guess
# Of planned beds: set up, of these staffed, of these with oxygen: guesses.
SET_UP, STAFFED, OXYGEN = 0.92, 0.88, 0.45
SILENT_COMMUNES = 3  # sent no return in week 9; a guess
Row = tuple[str, str, str, str, str, str, int, str]


@dataclass(frozen=True)
class Week:
    first: str
    last: str  # ISO dates
    end: int  # the last day as a day number


def coverage(people: People, doses: Doses, today: int) -> dict[str, Array]:
    """Counts by commune under the ids of the returns."""
    full = doses.given(2, today)
    elderly, elderly50 = people.age >= 65, people.age >= 50
    high_risk = elderly | people.underlying
    adults, children = people.age >= 18, (people.age >= 12) & (people.age < 18)
    masks = {
        "adults": adults,
        **{f"adults_dose{n}": adults & doses.given(n, today) for n in (1, 2, 3)},
        "children": children,
        **{f"children_dose{n}": children & doses.given(n, today) for n in (1, 2)},
        "residents_full": full,
        "residents_12plus": people.age >= 12,
        "elderly": elderly,
        "elderly_full": elderly & full,
        "elderly50": elderly50,
        "elderly50_full": elderly50 & full,
        "high_risk": high_risk,
        "high_risk_full": high_risk & full,
        "doses1": doses.given(1, today),
        "doses2": full,
        "doses3": doses.given(3, today),
    }
    n = int(people.commune[-1]) + 1
    return {key: np.bincount(people.commune[mask], minlength=n) for key, mask in masks.items()}


def tests(new: Array, rng: np.random.Generator) -> dict[str, Array]:
    """`new` are the week's cases by commune as then known; each has one positive test."""
    share = rng.uniform(*POSITIVITY, len(new))
    return {"tests_done": np.ceil(new / share).astype(np.int64), "tests_positive": new}


def beds(facts: Facts, set_up_total: int, patients: Array) -> dict[str, Array]:
    """`patients` lie in hospitals and collection sites of a district. Free is of staffed beds.

    The beds the notice speaks of are those arranged for F0: the total is of beds set up, the plan is larger.
    """
    population = np.bincount(facts.district_of, weights=[c.population for c in facts.communes])
    free = set_up_total * STAFFED - patients.sum()
    set_up = apportion(set_up_total, patients / STAFFED + population / population.sum() * free)
    staffed = np.floor(set_up * STAFFED).astype(np.int64)
    return {
        "beds_planned": np.ceil(set_up / SET_UP).astype(np.int64),
        "beds_set_up": set_up,
        "beds_staffed": staffed,
        "beds_oxygen": np.floor(staffed * OXYGEN).astype(np.int64),
        "beds_free": np.maximum(staffed - patients, 0),
    }


def in_beds(care: Array) -> Array:
    return (care == codes.HOSPITAL) | (care == codes.COLLECTION)


def silent_communes(facts: Facts, rng: np.random.Generator) -> list[int]:
    outside = np.flatnonzero(facts.district_of != facts.cam_pha)
    return sorted(rng.choice(outside, SILENT_COMMUNES, replace=False).tolist())


def write_returns(
    path: Path,
    facts: Facts,
    week: Week,
    by_commune: dict[str, Array],
    outside_only: dict[str, Array],
    by_district: dict[str, Array],
    silent: list[int],
) -> int:
    """`outside_only` is left out for Cẩm Phả, whose register is held person by person."""
    rows = [
        *_commune_rows(facts, week, by_commune, outside_only, silent),
        *_district_rows(facts, week, by_district),
    ]
    write_rows(path, HEADER, rows)
    return len(rows)


def _commune_rows(
    facts: Facts,
    week: Week,
    everywhere: dict[str, Array],
    outside_only: dict[str, Array],
    silent: list[int],
) -> Iterator[Row]:
    for i, commune in enumerate(facts.communes):
        if i in silent:
            continue
        district = int(facts.district_of[i])
        sent = everywhere if district == facts.cam_pha else {**outside_only, **everywhere}
        name = facts.districts[district].name
        for indicator, values in sent.items():
            yield (
                PROVINCE_NAME, name, commune.name, week.first, week.last,
                indicator, int(values[i]), COMMUNE_SOURCE,
            )  # fmt: skip


def _district_rows(facts: Facts, week: Week, by_district: dict[str, Array]) -> Iterator[Row]:
    for i, district in enumerate(facts.districts):
        for indicator, values in by_district.items():
            yield (
                PROVINCE_NAME, district.name, "", week.first, week.last,
                indicator, int(values[i]), DISTRICT_SOURCE,
            )  # fmt: skip
