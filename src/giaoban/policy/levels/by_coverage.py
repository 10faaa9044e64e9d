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
    found = np.zeros((len(inputs), LEVELS), dtype=bool)
    for b, line in enumerate(cells(rule, "table", BANDS, COVERAGE)):
        for cell, covered in zip(line, coverage, strict=True):
            here = bands[:, b] & covered
            rank = np.where(here, np.maximum(rank, cell.rank), rank).astype(np.int8)
            for level in cell.levels:
                found[:, level - 1] |= here
    found, rank = _elderly(rule, on, inputs, Assessment(found, rank))
    return _capacity(rule, on, inputs, Assessment(found, rank))


def _elderly(rule: Rule, on: date, inputs: LevelInputs, so_far: Assessment) -> tuple[Bools, Ints]:
    """Missed coverage of the elderly raises the level, but not above 4, nor where no case is."""
    threshold, step = rule.param("elderly.threshold", on), rule.param("elderly.step", on)
    spared = rule.param("elderly.except_no_cases", on)
    cap = rule.param("elderly.cap", on)
    may_meet, may_miss = meets(inputs.elderly_full_pct, threshold)
    cases = inputs.community_cases_14d
    none = known(cases) & (np.nan_to_num(cases) == 0) & bool(spared.value)
    may_have_cases = ~none
    found = so_far.possible & (may_meet | none)[:, None]
    for level in range(1, LEVELS + 1):
        raised = max(level, min(level + int(step.value), int(cap.value)))
        found[:, raised - 1] |= so_far.possible[:, level - 1] & may_miss & may_have_cases
    rank = raise_rank(so_far.rank, may_meet | may_miss, threshold)
    rank = raise_rank(rank, may_miss & may_have_cases, step)
    rank = raise_rank(rank, may_miss & none, spared)
    rank = raise_rank(rank, may_miss & so_far.possible[:, LEVELS - 1], cap)
    return found, rank


def _capacity(rule: Rule, on: date, inputs: LevelInputs, so_far: Assessment) -> Assessment:
    """Where capacity is not met the level may not fall below the previous one."""
    blocks = rule.param("capacity.blocks_lowering", on)
    met = inputs.capacity_plan_met
    previous = np.nan_to_num(inputs.previous_level).astype(int)
    may_block = (~known(met) | (np.nan_to_num(met) == 0)) & (previous > 0) & bool(blocks.value)
    may_pass = ~may_block | ~known(met)
    found = so_far.possible & may_pass[:, None]
    for level in range(1, LEVELS + 1):
        held = np.clip(np.maximum(level, previous), 1, LEVELS) - 1
        rows = np.flatnonzero(may_block & so_far.possible[:, level - 1])
        found[rows, held[rows]] = True
    held_up = may_block & (so_far.low < previous)
    return Assessment(found, raise_rank(so_far.rank, held_up, blocks))
