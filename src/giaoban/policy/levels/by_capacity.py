"""Form `grade_by_capacity` (218/QĐ-BYT): transmission grade × response capacity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np

from giaoban.policy.compare import Bools, band, meets
from giaoban.policy.levels.proposal import LEVELS, Assessment, Ints, LevelInputs
from giaoban.policy.levels.rates import raise_rank, rank_of_bounds, weekly_rate
from giaoban.policy.levels.table import cells
from giaoban.policy.rule import Param, Rule

GRADES = ("grade_1", "grade_2", "grade_3", "grade_4")
CAPACITIES = ("high", "medium", "low")
VACCINATION = ("full", "high_risk")
NEEDED = (
    "population",
    "cases_7d",
    "deaths_7d",
    "full_pct",
    "high_risk_full_pct",
    "free_beds_per_100k",
)
CAPACITY_INPUTS = (
    ("beds", "free_beds_per_100k"),
    ("managed_f0", "managed_f0_per_10k"),
    ("icu", "icu_per_100k"),
)


@dataclass(frozen=True)
class Parts:
    """What each criterion may say of each unit."""

    grades: Bools
    """Transmission grade from new cases alone."""
    deaths: tuple[Bools, Bools]
    """(may exceed, may not)."""
    missed: list[tuple[Bools, Bools]]
    """Per vaccination indicator (may meet, may miss)."""
    capacity: Bools
    """[n, 3]: high, medium, low."""
    rank: Ints


def bounds(rule: Rule, on: date, criterion: str = "new_cases") -> list[Param]:
    return [rule.param(f"{criterion}.{grade}", on) for grade in GRADES[1:]]


def capacity_bounds(rule: Rule, on: date, name: str) -> tuple[Param, Param]:
    """(high above, low below) of one capacity indicator."""
    return rule.param(f"capacity.{name}.high", on), rule.param(f"capacity.{name}.low", on)


def omitted(rule: Rule, on: date) -> list[str]:
    """Criteria of the rule without numbers: left out of the result, named in the reasons."""
    without = [
        f"capacity.{name}"
        for name, _ in CAPACITY_INPUTS
        if not all(p.known for p in capacity_bounds(rule, on, name))
    ]
    if not all(p.known for p in bounds(rule, on, "oxygen")):
        without.insert(0, "oxygen")
    return without


def capacity_of(rule: Rule, on: date, inputs: LevelInputs) -> tuple[Bools, list[Param]]:
    """[n, 3] and the values used: the worst of the indicators that have numbers."""
    total: Bools | None = None
    used: list[Param] = []
    for name, field in CAPACITY_INPUTS:
        high, low = capacity_bounds(rule, on, name)
        if not (high.known and low.known):
            continue
        figure = getattr(inputs, field)
        (is_high, not_high), (is_low, not_low) = meets(figure, high), meets(figure, low)
        one = np.stack([is_high & not_low, not_high & not_low, is_low & not_high], axis=1)
        used += [high, low] + ([rule.param("capacity.combined_by_worst", on)] if used else [])
        total = one if total is None else _worse(total, one)
    everything = np.ones((len(inputs), len(CAPACITIES)), dtype=bool)
    return (everything if total is None else total), used


def _worse(one: Bools, other: Bools) -> Bools:
    """The higher column of two, for every pair that may be."""
    result = np.zeros_like(one)
    for a, b in product(range(one.shape[1]), repeat=2):
        result[:, max(a, b)] |= one[:, a] & other[:, b]
    return result


def transmission_of(rule: Rule, on: date, inputs: LevelInputs) -> tuple[Bools, Ints]:
    """Grade by cases: the higher of new cases and, once it has numbers, cases on oxygen."""
    used = bounds(rule, on)
    grades = band(weekly_rate(rule, "new_cases", on, inputs), used)
    rank = rank_of_bounds(grades, used)
    oxygen = bounds(rule, on, "oxygen")
    if all(p.known for p in oxygen):
        others = band(weekly_rate(rule, "oxygen", on, inputs), oxygen)
        grades = _worse(grades, others)
        rank = np.maximum(rank, rank_of_bounds(others, oxygen))
    return grades, rank


def parts(rule: Rule, on: date, inputs: LevelInputs) -> Parts:
    grades, rank = transmission_of(rule, on, inputs)
    deaths_bound = rule.param("deaths.threshold", on)
    deaths = meets(weekly_rate(rule, "deaths", on, inputs), deaths_bound)
    thresholds = [rule.param(f"vaccination.{name}.threshold", on) for name in VACCINATION]
    figures = (inputs.full_pct, inputs.high_risk_full_pct)
    missed = [meets(f, t) for f, t in zip(figures, thresholds, strict=True)]
    capacity, beds = capacity_of(rule, on, inputs)
    everywhere = np.ones(len(inputs), dtype=bool)
    rank = raise_rank(rank, everywhere, deaths_bound, *thresholds, *beds)
    any_missed, both_missed = missed[0][1] | missed[1][1], missed[0][1] & missed[1][1]
    rank = raise_rank(rank, any_missed, rule.param("vaccination.step", on))
    rank = raise_rank(rank, both_missed, rule.param("vaccination.steps_if_both_missed", on))
    rank = raise_rank(rank, deaths[0], rule.param("deaths.step", on))
    found = Parts(grades, deaths, missed, capacity, rank)
    differs = _acts_on_matters(rule, on, found)
    rank = raise_rank(rank, differs, rule.param("deaths.acts_on", on))
    return Parts(grades, deaths, missed, capacity, rank)


def _acts_on_matters(rule: Rule, on: date, of: Parts) -> Bools:
    """Where raising the grade and raising the level for deaths do not give the same level."""
    readings = [_possible(rule, on, of, (reading,))[0] for reading in _readings(rule, on)]
    return np.logical_or.reduce([np.any(readings[0] != r, axis=1) for r in readings])


def _readings(rule: Rule, on: date) -> tuple[str, ...]:
    return tuple(str(reading) for reading in rule.param("deaths.acts_on", on).possible)


def vaccination_steps(rule: Rule, on: date, missed: tuple[int, int]) -> int:
    """Grades added for missed vaccination indicators: none, one missed, both missed."""
    if sum(missed) == 2:
        return rule.integer("vaccination.steps_if_both_missed", on) or 0
    return sum(missed) * (rule.integer("vaccination.step", on) or 0)


def _possible(rule: Rule, on: date, of: Parts, readings: tuple[str, ...]) -> tuple[Bools, Ints, Bools]:
    """Possible levels, rank of the cells used, possible grades after all additions."""
    count = len(of.rank)
    found = np.zeros((count, LEVELS), dtype=bool)
    grades = np.zeros((count, LEVELS), dtype=bool)
    rank = np.zeros(count, dtype=np.int8)
    matrix = cells(rule, "matrix", GRADES, CAPACITIES)
    death_step = rule.integer("deaths.step", on) or 0
    for grade, dead, missed_a, missed_b in product(range(LEVELS), (0, 1), (0, 1), (0, 1)):
        here = of.grades[:, grade] & of.deaths[0 if dead else 1]
        here = here & of.missed[0][missed_a] & of.missed[1][missed_b]
        if not here.any():
            continue
        steps = vaccination_steps(rule, on, (missed_a, missed_b))
        for reading in readings if dead else readings[:1]:
            on_grade = death_step if dead and reading == "grade" else 0
            on_level = death_step if dead and reading == "level" else 0
            row = min(grade + steps + on_grade, LEVELS - 1)
            grades[:, row] |= here
            for column, cell in enumerate(matrix[row]):
                at = here & of.capacity[:, column]
                rank = np.where(at, np.maximum(rank, cell.rank), rank).astype(np.int8)
                for level in cell.levels:
                    found[:, min(level + on_level, LEVELS) - 1] |= at
    return found, rank, grades


def assess(rule: Rule, on: date, inputs: LevelInputs) -> Assessment:
    """Possible levels by following every way the unknown may fall."""
    of = parts(rule, on, inputs)
    found, rank, _ = _possible(rule, on, of, _readings(rule, on))
    return Assessment(found, np.maximum(rank, of.rank))


def grades_of(rule: Rule, on: date, of: Parts) -> Bools:
    """Possible transmission grades after vaccination and deaths."""
    return _possible(rule, on, of, _readings(rule, on))[2]
