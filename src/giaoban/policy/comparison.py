"""Which places are like those of a pilot, before it began. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log

import numpy as np

from giaoban.kernel.vietnamese import number
from giaoban.policy.compare import meets
from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Rule


@dataclass(frozen=True)
class Place:
    """A unit as it stood before the pilot; None: not known."""

    code: str
    population: float | None
    incidence: float | None


@dataclass(frozen=True)
class Match:
    """`of`: the pilot's place it was chosen for; ratios in per cent of that place."""

    code: str
    of: str
    population: float
    incidence: float
    distance: float


def matches(rule: Rule, on: date, pilots: Sequence[Place], others: Sequence[Place]) -> list[Match]:
    """The nearest of the similar ones for each place of the pilot; no place is proposed twice."""
    each = rule.integer("each", on) or 1
    taken: set[str] = set()
    found: list[Match] = []
    for pilot in pilots:
        near = sorted(
            (m for other in others if other.code not in taken and (m := _match(rule, on, pilot, other))),
            key=lambda m: (m.distance, m.code),
        )[:each]
        taken.update(m.code for m in near)
        found += near
    return found


def _match(rule: Rule, on: date, pilot: Place, other: Place) -> Match | None:
    ratios = {
        "population": _percent(other.population, pilot.population),
        "incidence": _percent(other.incidence, pilot.incidence),
    }
    apart = distance(ratios)
    if apart is None or not similar(rule, on, ratios):
        return None
    return Match(other.code, pilot.code, ratios["population"] or 0, ratios["incidence"] or 0, apart)


def _percent(value: float | None, of: float | None) -> float | None:
    return None if value is None or not of else value / of * 100


def similar(rule: Rule, on: date, ratios: Mapping[str, float | None]) -> bool:
    """Every known limit met; a place of which something is not known is like none."""
    for name in ("population", "incidence"):
        ratio = ratios.get(name)
        if ratio is None:
            return False
        for edge in ("least", "most"):
            met, missed = meets(np.array([float(ratio)]), rule.param(f"{name}.{edge}", on))
            if missed[0] or not met[0]:
                return False
    return True


def distance(ratios: Mapping[str, float | None]) -> float | None:
    """How far apart in both, on a scale where half and twice are equally far."""
    known = [r for r in ratios.values() if r]
    return sum(abs(log(r / 100)) for r in known) if len(known) == len(ratios) else None


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """One place against one of the pilot's: `population` and `incidence` in per cent of it."""
    ratios = {name: facts.get(name) for name in ("population", "incidence")}
    apart = distance(ratios)
    result = {"similar": similar(rule, on, ratios), "distance": None if apart is None else round(apart, 3)}
    said = tuple(
        Reason(name, f"{rule.labels.get(name, name)}: {number(ratio)}%", status=rule.status)
        for name, ratio in ratios.items()
    )
    return Decision(result, said, (rule.id,), rule.status)
