"""What makes somebody protected, as a question to the register; the risk group of one who is ill. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from giaoban.policy.protected import ProtectedGroup
from giaoban.policy.rule import Rule
from giaoban.policy.severity import classify

_MONTHS = 12


@dataclass(frozen=True)
class Births:
    """Births of an age: on or before the one, after the other; None is open."""

    until: date | None = None
    after: date | None = None


def births(group: ProtectedGroup, on: date) -> Births:
    """Of a group that goes by completed years on a day."""
    return Births(
        None if group.age_from is None else years_before(on, group.age_from),
        None if group.age_below is None else years_before(on, group.age_below),
    )


def years_before(on: date, years: int) -> date:
    """Who was born on that day or before has completed the years; on 29 February the 28th says the same."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


@dataclass(frozen=True)
class Risk:
    """Levels that stay possible, worst first; `sure` where it is one. `rule` says by which text."""

    possible: tuple[str, ...]
    rule: str
    sure: bool
    known: bool  # whether anything is excluded at all


def risk(rule: Rule, on: date, birth: date | None, facts: Mapping[str, Any]) -> Risk:
    """A machine never lowers: what is not known leaves the worse groups open."""
    told = dict(facts)
    if birth is not None:
        years = on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
        months = (on.year - birth.year) * _MONTHS + on.month - birth.month - (on.day < birth.day)
        told |= {"age_years": years, "age_months": months}
    result = classify(rule, on, told).result
    possible = [result["level"]] if result["level"] else result["possible"]
    labels = tuple(rule.labels[f"levels.{level}"] for level in possible)
    return Risk(labels, rule.name, len(labels) == 1, len(labels) < len(rule.children("levels")))


def said(found: Risk) -> str:
    """ "nguy cơ cao", "nguy cơ rất cao hoặc nguy cơ cao", "" where nothing can be said."""
    return " hoặc ".join(found.possible) if found.known else ""


def newest(checks: Sequence[Mapping[str, float | None]]) -> dict[str, float]:
    """Each measure as last taken, from checks newest first."""
    found: dict[str, float] = {}
    for check in checks:
        for name, value in check.items():
            if value is not None:
                found.setdefault(name, value)
    return found
