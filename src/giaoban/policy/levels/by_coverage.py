"""Form `rate_by_coverage` (4800/QĐ-BYT): rate band × adult coverage, elderly, capacity."""

from __future__ import annotations

from datetime import date

import numpy as np

from giaoban.policy.compare import Bools, band, known, meets
from giaoban.policy.levels.proposal import LEVELS, Assessment, Ints, LevelInputs
from giaoban.policy.levels.rates import raise_rank, rank_of_bounds, weekly_rate
from giaoban.policy.levels.table import cells
from giaoban.policy.rule import Param, Rule

BANDS = ("band_1", "band_2", "band_3", "band_4")
COVERAGE = ("met", "missed")
NEEDED = (
    "population",
    "community_cases_14d",
    "adult_dose1_pct",
    "elderly_full_pct",
    "capacity_plan_met",
)


def bounds(rule: Rule, on: date) -> list[Param]:
    return [rule.param(f"bands.{name}", on) for name in BANDS[1:]]


def assess(rule: Rule, on: date, inputs: LevelInputs) -> Assessment:
    """Possible levels by following every way the unknown may fall."""
    rate = weekly_rate(rule, "rate", on, inputs)
    bands = band(rate, bounds(rule, on))
    adults = rule.param("adult_dose1.threshold", on)
    coverage = meets(inputs.adult_dose1_pct, adults)
    rank = raise_rank(rank_of_bounds(bands, bounds(rule, on)), coverage[0] | coverage[1], adults)
    elderly = _Elderly(rule, on, inputs)
    rank = elderly.rank(rank)
    found = np.zeros((len(inputs), LEVELS), dtype=bool)
    for b, line in enumerate(cells(rule, "table", BANDS, COVERAGE)):
        for cell, covered in zip(line, coverage, strict=True):
            here = bands[:, b] & covered
            rank = np.where(here, np.maximum(rank, cell.rank), rank).astype(np.int8)
            for level in cell.levels:
                found[:, level - 1] |= here & elderly.may_stay(b)
                found[:, elderly.raised(level) - 1] |= here & elderly.may_rise
    return _capacity(rule, on, inputs, Assessment(found, rank))


class _Elderly:
    """Missed coverage of the elderly raises the level, but not over the cap, nor without cases."""

    def __init__(self, rule: Rule, on: date, inputs: LevelInputs) -> None:
        self.threshold = rule.param("elderly.threshold", on)
        self.step = rule.param("elderly.step", on)
        self.spared = rule.param("elderly.except_no_cases", on)
        self.cap = rule.param("elderly.cap", on)
        cases = inputs.community_cases_14d
        counted = known(cases)
        self.may_meet, self.may_miss = meets(inputs.elderly_full_pct, self.threshold)
        self.no_cases = counted & (np.nan_to_num(cases) == 0) & bool(self.spared.value)
        self.may_be_none = ~counted & bool(self.spared.value)
        self.may_rise = self.may_miss & ~self.no_cases

    def may_stay(self, band_number: int) -> Bools:
        """Where the level may stay: unknown cases may be none only in the lowest band."""
        unknown = self.may_be_none if band_number == 0 else False
        return self.may_meet | self.no_cases | unknown

    def raised(self, level: int) -> int:
        return max(level, min(level + int(self.step.value), int(self.cap.value)))

    def rank(self, rank: Ints) -> Ints:
        rank = raise_rank(rank, self.may_meet | self.may_miss, self.threshold)
        rank = raise_rank(rank, self.may_rise, self.step, self.cap)
        return raise_rank(rank, self.may_miss & (self.no_cases | self.may_be_none), self.spared)


def previous_levels(inputs: LevelInputs) -> Ints:
    """The level before, 0 where there was none or what is given is no level."""
    given = np.where(known(inputs.previous_level), inputs.previous_level, 0.0)
    return np.where(given <= LEVELS, given, 0.0).astype(np.int8)


def _capacity(rule: Rule, on: date, inputs: LevelInputs, so_far: Assessment) -> Assessment:
    """Where capacity is not met the level may not fall below the previous one."""
    blocks = rule.param("capacity.blocks_lowering", on)
    met = inputs.capacity_plan_met
    previous = previous_levels(inputs)
    may_block = (~known(met) | (np.nan_to_num(met) == 0)) & (previous > 0) & bool(blocks.value)
    may_pass = ~may_block | ~known(met)
    found = so_far.possible & may_pass[:, None]
    for level in range(1, LEVELS + 1):
        held = np.clip(np.maximum(level, previous), 1, LEVELS) - 1
        rows = np.flatnonzero(may_block & so_far.possible[:, level - 1])
        found[rows, held[rows]] = True
    held_up = may_block & (so_far.low < previous)
    return Assessment(found, raise_rank(so_far.rank, held_up, blocks))
