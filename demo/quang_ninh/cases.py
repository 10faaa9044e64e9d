"""Which residents fall ill and when they are announced.

Counts by period, district and occupation are apportioned; who fills them is drawn with a weight
that differs between communes, weeks and households, so that there are hot communes and clusters.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demo import codes
from demo.apportion import apportion, pick, spread
from demo.quang_ninh.calendar import before_bulletin, daily_counts
from demo.quang_ninh.facts import Facts
from demo.quang_ninh.people import People
from demo.quang_ninh.weeks import BULLETIN, START, W08_END, W09_END, W09_START

Array = NDArray[Any]

# Spread of risk between communes, between a commune's weeks, and between households: guesses.
COMMUNE_SIGMA, WEEK_SIGMA, HOUSEHOLD_SHAPE = 0.40, 0.25, 0.35
ELDERLY_FACTOR = 0.6  # the old meet fewer people; a guess

PERIODS = (
    (START, BULLETIN - 1),
    (BULLETIN, BULLETIN),
    (BULLETIN + 1, W08_END),
    (W09_START, W09_END),
)
STRATA = (codes.PUPIL, codes.TEACHER, codes.WORKER)


@dataclass(frozen=True)
class Drawn:
    """One row per case, in the order of announcement."""

    person: Array
    announced: Array


def draw_cases(facts: Facts, people: People, rng: np.random.Generator) -> Drawn:
    frailty = rng.gamma(HOUSEHOLD_SHAPE, size=int(people.household.max()) + 1) + 0.02
    hot = np.exp(rng.normal(0, COMMUNE_SIGMA, len(facts.communes)))
    weight = frailty[people.household] * np.where(people.age >= 60, ELDERLY_FACTOR, 1.0)
    groups = _groups(facts, people)
    free = np.ones(len(people), dtype=bool)
    counts = daily_counts(facts)
    chosen, days = [], []
    for (first, last), quotas in zip(PERIODS, _quotas(facts), strict=True):
        week = hot * np.exp(rng.normal(0, WEEK_SIGMA, len(facts.communes)))
        ill = np.concatenate([
            _choose(rng, pool, n, free, weight, week, people.commune)
            for pool, n in zip(groups, quotas.ravel().tolist(), strict=True)
        ])  # fmt: skip
        free[ill] = False
        period = np.arange(first, last + 1)
        chosen.append(rng.permutation(ill))
        days.append(np.repeat(period, counts[period - START]))
    return Drawn(np.concatenate(chosen), np.concatenate(days))


def _choose(
    rng: np.random.Generator,
    pool: Array,
    n: int,
    free: Array,
    weight: Array,
    week: Array,
    commune: Array,
) -> Array:
    able = pool[free[pool]]
    return pick(rng, able, n, weight[able] * week[commune[able]])


def _groups(facts: Facts, people: People) -> list[Array]:
    """Residents by district and stratum; the last stratum is everybody else."""
    stratum = np.full(len(people), len(STRATA))
    for i, code in enumerate(STRATA):
        stratum[people.occupation == code] = i
    n = len(STRATA) + 1
    key = people.district * n + stratum
    order = np.argsort(key, kind="stable")
    edges = np.searchsorted(key[order], np.arange(len(facts.districts) * n + 1))
    return [order[a:b] for a, b in pairwise(edges.tolist())]


def _quotas(facts: Facts) -> list[Array]:
    """For each period a table of cases by district and stratum."""
    return [_by_stratum(facts, districts) for districts in district_counts(facts)]


def _by_stratum(facts: Facts, districts: Array) -> Array:
    """The bulletin's shares of pupils, teachers and workers hold in every period."""
    base = facts["new_0221"]
    total = int(districts.sum())
    shares = [facts[key] / base for key in ("pupils_0221", "teachers_0221", "workers_0221")]
    columns = [spread(round(total * share), districts) for share in shares]
    return np.stack([*columns, districts - sum(columns)], axis=1)


def district_counts(facts: Facts) -> list[Array]:
    """Cases by district in each period: shares of the bulletin, Cẩm Phả's raised in both weeks."""
    bulletin = facts.by_district("new_0221").astype(np.int64)
    week8 = _raised(facts, facts.count("new_w08"), facts["cam_pha_percent_w08"])
    week9 = _raised(facts, facts.count("new_w09"), facts["cam_pha_percent_w09"])
    return [apportion(before_bulletin(facts), bulletin), bulletin, week8 - bulletin, week9]


def _raised(facts: Facts, total: int, cam_pha_percent: float) -> Array:
    weights = facts.by_district("new_0221")
    ours = round(total * cam_pha_percent / 100)
    weights[facts.cam_pha] = 0
    counts = apportion(total - ours, weights)
    counts[facts.cam_pha] = ours
    return counts
