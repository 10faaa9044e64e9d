"""Severity, place of care, tier and respiratory support of every case at the two cut-offs.

At both the counts of the active are fixed: places of care by the notice and the bulletin, severity
by the bulletin's patients scaled with the active. Between them people are admitted, worsen, mend
and go home. Tier 1 is home and central isolation, tiers 2 and 3 share the health facilities, as
the bulletin's figures add up (13,242 + 943 = 14,185; 830 + 759 = 1,589).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demo import codes
from demo.apportion import apportion, pick
from demo.quang_ninh.cases import Drawn
from demo.quang_ninh.facts import Facts
from demo.quang_ninh.people import People
from demo.quang_ninh.targets import Targets

Array = NDArray[Any]

FROM_QUARANTINE = 5.0  # people found in quarantine stay in central isolation more often; a guess
COLLECTION_SHARE = 0.3  # of concentrated isolation, the bulletin does not divide it; a guess
SENT_HOME = 0.15  # of hospital patients within the week; a guess
ISOLATION_ENDED = 0.5  # of those in central isolation within the week; a guess
ADMITTED_NEW = 0.5  # share of the week's admissions among its own cases; a guess
LUCK, INERTIA = 0.7, 1.5  # how far luck, and last week's severity, decide who is gravest; guesses
LONG_CLOSED_CARE = (0.84, 0.04, 0.02, 0.10)  # home, central, collection, hospital in earlier weeks


@dataclass(frozen=True)
class States:
    severity: Array
    care: Array
    tier: Array
    support: Array
    since: Array  # day of the latest change of any of them

    def copy(self) -> States:
        return replace(self, **{k: v.copy() for k, v in vars(self).items()})


@dataclass(frozen=True)
class Scene:
    """What the placing of cases looks at."""

    facts: Facts
    people: People
    drawn: Drawn
    found: Array
    silent: Array
    age: Array  # at announcement
    badness: Array  # how ill a case tends to be: age, underlying disease, luck

    @property
    def cell(self) -> Array:
        """0 elsewhere, 1 Cẩm Phả from 12 years on, 2 Cẩm Phả under 12: beds are fixed for each."""
        here = self.people.district[self.drawn.person] == self.facts.cam_pha
        return np.where(here, np.where(self.age < 12, 2, 1), 0)


def scene(
    facts: Facts,
    people: People,
    drawn: Drawn,
    found: Array,
    silent: Array,
    rng: np.random.Generator,
) -> Scene:
    age = people.age_on(drawn.person, drawn.announced)
    risk = np.where(age >= 60, 6.0, np.where(age < 2, 3.0, 1.0))
    risk *= np.where(people.underlying[drawn.person], 3.0, 1.0)
    badness = risk / rng.standard_exponential(len(age))
    return Scene(facts, people, drawn, found, silent, age, badness)


def first_states(s: Scene, closed: Array, rng: np.random.Generator) -> States:
    """Everybody at home from announcement on; those closed long ago also in other places."""
    n = len(s.age)
    care = np.full(n, codes.HOME)
    rows = rng.permutation(np.flatnonzero(closed))
    care[rows] = np.repeat(np.arange(4), apportion(len(rows), LONG_CLOSED_CARE))
    tier = np.where(care == codes.HOSPITAL, 2, 1)
    severity = np.where(s.silent, codes.ASYMPTOMATIC, codes.MILD)
    return States(severity, care, tier, np.full(n, codes.NONE), s.drawn.announced.copy())


@dataclass(frozen=True)
class Step:
    """One week: the states before it, those being made, and what is given for its end.

    `fate` is what the following week brings: who dies then (DEAD) must be among the gravest at the
    end of this one, who recovers (RECOVERED) must not.
    """

    scene: Scene
    before: States
    after: States
    active: Array
    fate: Array
    first: int
    targets: Targets
    rng: np.random.Generator

    @property
    def new(self) -> Array:
        return self.scene.drawn.announced >= self.first

    def was_in(self, *places: int) -> Array:
        return self.active & np.isin(self.before.care, places)

    def stays(self, share_leaving: float) -> Array:
        return self.rng.random(len(self.active)) >= share_leaving


def advance(
    s: Scene,
    before: States,
    active: Array,
    fate: Array,
    targets: Targets,
    week: tuple[int, int],
    rng: np.random.Generator,
) -> States:
    """The states at the end of `week`: the fixed counts among the active, changes dated in it."""
    after = before.copy()
    step = Step(s, before, after, active, fate, week[0], targets, rng)
    _place_in_hospital(step)
    _place_in_isolation(step)
    gravest = _grade(step)
    after.tier[active] = 1
    after.tier[gravest] = 2
    after.tier[gravest[: targets.tier3]] = 3
    changed = np.zeros(len(active), dtype=bool)
    for name in ("severity", "care", "tier", "support"):
        changed |= getattr(before, name) != getattr(after, name)
    least = np.maximum(s.drawn.announced, week[0])
    days = least + (rng.random(len(active)) * (week[1] - least + 1)).astype(np.int64)
    after.since[changed] = days[changed]
    return after


def mark_dying(states: States, rows: Array, since: Array) -> None:
    """Who dies was in hospital before, critically ill and ventilated."""
    states.severity[rows], states.care[rows] = codes.CRITICAL, codes.HOSPITAL
    states.tier[rows], states.support[rows] = 3, codes.IMV
    states.since[rows] = since


def _refill(step: Step, stay: Array, wanted: int, new: Array, known: Array, weight: Array) -> Array:
    """Members of a place: who stays, cut or filled up from new and known cases to the number."""
    if len(stay) >= wanted:
        return pick(step.rng, stay, wanted)
    need = wanted - len(stay)
    from_known = min(len(known), round(need * (1 - ADMITTED_NEW)))
    return np.concatenate([
        stay,
        pick(step.rng, known, from_known, weight[known]),
        pick(step.rng, new, need - from_known, weight[new]),
    ])  # fmt: skip


def _place_in_hospital(step: Step) -> None:
    care, was, dying = step.after.care, step.was_in(codes.HOSPITAL), step.fate == codes.DEAD
    care[was] = codes.HOME
    stay = was & step.stays(SENT_HOME) & ~dying
    could = step.active & ~was & ~dying
    for cell, wanted in enumerate(step.targets.hospital):
        mine = step.scene.cell == cell
        sure = np.flatnonzero(step.active & dying & mine)
        rest = _refill(
            step,
            np.flatnonzero(stay & mine),
            wanted - len(sure),
            np.flatnonzero(could & mine & step.new),
            np.flatnonzero(could & mine & ~step.new),
            step.scene.badness,
        )
        care[np.concatenate([sure, rest])] = codes.HOSPITAL


def _place_in_isolation(step: Step) -> None:
    care, was = step.after.care, step.was_in(codes.CENTRAL, codes.COLLECTION)
    free = step.active & (care != codes.HOSPITAL)
    care[free] = codes.HOME
    stay = free & was & step.stays(ISOLATION_ENDED)
    weight = np.where(step.scene.found == codes.QUARANTINE, FROM_QUARANTINE, 1.0)
    nobody = np.array([], dtype=np.int64)
    could = np.flatnonzero(free & ~was & step.new)
    rows = _refill(step, np.flatnonzero(stay), step.targets.isolation, could, nobody, weight)
    care[rows] = np.where(stay[rows], step.before.care[rows], codes.CENTRAL)
    collected = int((care[rows] == codes.COLLECTION).sum())
    lacking = max(round(step.targets.isolation * COLLECTION_SHARE) - collected, 0)
    care[rows[~stay[rows]][:lacking]] = codes.COLLECTION


def _grade(step: Step) -> Array:
    """Severity and support of hospital patients; returns them, the gravest first."""
    before, after = step.before, step.after
    rows = np.flatnonzero(step.active & (after.care == codes.HOSPITAL))
    score = np.log(step.scene.badness[rows]) + step.rng.normal(0, LUCK, len(rows))
    score += INERTIA * before.severity[rows] * (before.care[rows] == codes.HOSPITAL)
    score += np.array([0, -100, 100])[step.fate[rows]]
    rows = rows[np.argsort(-score, kind="stable")]
    after.support[step.active] = codes.NONE
    # who had worsened and is not among the gravest any more has mended
    after.severity[step.active & (after.severity > codes.MILD)] = codes.MILD
    start = 0
    for severity, support, n in step.targets.patients:
        after.severity[rows[start : start + n]] = severity
        after.support[rows[start : start + n]] = support
        start += n
    return rows
