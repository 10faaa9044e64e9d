"""Weekly rates as a rule reckons them, and the status of the bounds beside a figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from giaoban.policy.compare import Bools, Floats, known
from giaoban.policy.levels.proposal import Ints, LevelInputs
from giaoban.policy.rule import Param, Rule
from giaoban.policy.status import RANK


def weekly_rate(rule: Rule, prefix: str, on: date, inputs: LevelInputs) -> Floats:
    """Cases per so many people and week; NaN where it cannot be said. No case is a rate of 0.

    One division of whole numbers, so that a rate exactly on a bound is exactly the bound.
    """
    cases: Floats = getattr(inputs, rule.text(f"{prefix}.numerator", on) or "")
    window, per, period = (
        float(rule.param(f"{prefix}.{key}", on).value) for key in ("window", "per", "period")
    )
    counted = known(cases)
    safe = np.where(counted, cases, 0.0)
    usable = counted & known(inputs.population) & (np.nan_to_num(inputs.population) >= 1)
    divisor = np.where(usable, inputs.population, 1.0) * window
    rate = np.where(usable, safe * (per * period) / divisor, np.nan)
    return np.where(counted & (safe == 0), 0.0, rate)


def rank_of_bounds(bands: Bools, bounds: Sequence[Param]) -> Ints:
    """Status of what fixes a figure in its band: the bounds on either side of it."""
    ranks = [RANK[bound.status] for bound in bounds]
    sides = np.array([max([0, *ranks[max(0, k - 1) : k + 1]]) for k in range(len(bounds) + 1)], dtype=np.int8)
    return np.max(np.where(bands, sides, 0), axis=1).astype(np.int8)


def raise_rank(rank: Ints, where: Bools, *params: Param) -> Ints:
    """The rank after these values took part where they did."""
    worst = max(RANK[param.status] for param in params)
    return np.where(where, np.maximum(rank, worst), rank).astype(np.int8)
