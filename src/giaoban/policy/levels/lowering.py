"""What would bring a level down: each lever is set to the next bound and the rule asked again."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from giaoban.kernel.vietnamese import number
from giaoban.policy.compare import known, shown
from giaoban.policy.levels.proposal import LevelInputs
from giaoban.policy.levels.propose import FORMS, MISSING_VI, missing, propose
from giaoban.policy.rule import Param, Rule


@dataclass(frozen=True)
class Lever:
    """One figure set to one value, in words that begin with "giảm", "nâng" or "đáp ứng"."""

    name: str
    value: float
    words: str


@dataclass(frozen=True)
class Way:
    """Levers that together bring the level down, and the level they bring."""

    text_vi: str
    changes: dict[str, float]
    level: int


# Case figures of each form with the criterion they feed and its bounds, from low to high.
_CASES = {
    "rate_by_coverage": ("rate", ("bands.band_2", "bands.band_3", "bands.band_4")),
    "grade_by_capacity": (
        "new_cases",
        ("new_cases.grade_2", "new_cases.grade_3", "new_cases.grade_4"),
    ),
}
_SHARES = {
    "rate_by_coverage": (
        ("adult_dose1_pct", "adult_dose1.threshold"),
        ("elderly_full_pct", "elderly.threshold"),
    ),
    "grade_by_capacity": (
        ("full_pct", "vaccination.full.threshold"),
        ("high_risk_full_pct", "vaccination.high_risk.threshold"),
    ),
}
_CASES_VI = {
    "community_cases_14d": "số ca cộng đồng 14 ngày",
    "cases_7d": "số ca mắc mới 7 ngày",
    "deaths_7d": "số ca tử vong 7 ngày",
}


def ways(rule: Rule | None, on: date, inputs: LevelInputs) -> list[Way]:
    """The ways for one unit: single levers first; pairs only where no single lever suffices."""
    if rule is None or rule.form not in FORMS:
        return []
    inputs = inputs.floats().unit(0)
    now = propose(rule, on, inputs, with_reasons=False)
    absent = [MISSING_VI[name] for name in missing(FORMS[rule.form][2], inputs)]
    found: list[Way] = []
    if now.level[0] == 0 and absent:
        found.append(Way("Bổ sung " + ", ".join(absent) + " để xác định cấp", {}, int(now.high[0])))
    levers = list(_levers(rule, on, inputs))
    for size in (1, 2, 3):
        tried = list(_tried(rule, on, inputs, int(now.high[0]), levers, size))
        if tried:
            return found + tried
    return found


def _tried(
    rule: Rule, on: date, inputs: LevelInputs, level: int, levers: list[Lever], size: int
) -> Iterator[Way]:
    """The gentlest change of each kind that lowers the highest possible level; harsher ones only
    where they lower it further."""
    done: set[tuple[tuple[str, ...], int]] = set()
    for group in combinations(levers, size):
        names = tuple(lever.name for lever in group)
        if len(set(names)) < size:
            continue
        changes = {lever.name: lever.value for lever in group}
        after = propose(rule, on, inputs.with_values(**changes), with_reasons=False)
        high = int(after.high[0])
        if high < level and (names, high) not in done:
            done.add((names, high))
            words = " và ".join(lever.words for lever in group)
            most = "" if after.level[0] else "cao nhất "
            yield Way(f"{words[0].upper()}{words[1:]} → {most}cấp {high}", changes, high)


def _levers(rule: Rule, on: date, inputs: LevelInputs) -> Iterator[Lever]:
    criterion, keys = _CASES[rule.form]
    for key in reversed(keys):
        yield from _fewer(rule, on, inputs, criterion, rule.param(key, on))
    for name, key in _SHARES[rule.form]:
        yield from _more(inputs, name, rule.param(key, on))
    if rule.form == "grade_by_capacity":
        yield from _fewer(rule, on, inputs, "deaths", rule.param("deaths.threshold", on))
        for key in ("low", "high"):
            yield from _more(inputs, "free_beds_per_100k", rule.param(f"capacity.beds.{key}", on))
    elif known(inputs.capacity_plan_met)[0] and inputs.capacity_plan_met[0] == 0:
        yield Lever("capacity_plan_met", 1.0, "đáp ứng tiêu chí 3 về khả năng thu dung, điều trị")


def _fewer(rule: Rule, on: date, inputs: LevelInputs, criterion: str, bound: Param) -> Iterator[Lever]:
    """The largest whole number of cases on the good side of a bound, whatever its sign."""
    name = rule.text(f"{criterion}.numerator", on) or ""
    current, population = getattr(inputs, name), inputs.population
    if not known(current, population)[0] or population[0] < 1 or not bound.known:
        return
    window, per, period = (
        float(rule.param(f"{criterion}.{part}", on).value) for part in ("window", "per", "period")
    )
    limit = float(bound.value) * population[0] * window / (per * period)
    on_bound_is_good = all(cmp == "gt" for cmp in bound.cmp)
    most = math.floor(limit) if on_bound_is_good else math.ceil(limit) - 1
    if 0 <= most < current[0]:
        words = f"giảm {_CASES_VI[name]} từ {number(current[0])} xuống còn tối đa {number(most)} ca"
        yield Lever(name, float(most), words)


def _more(inputs: LevelInputs, name: str, bound: Param) -> Iterator[Lever]:
    """A share or bed rate raised to the bound (just over it where the law says "over")."""
    current = getattr(inputs, name)
    if not known(current)[0] or not bound.known:
        return
    beyond = "gt" in bound.cmp
    target = float(bound.value) + (0.1 if beyond else 0.0)
    if current[0] < target:
        unit = "%" if name.endswith("_pct") else "/100.000 dân"
        said = f"{'trên' if beyond else 'ít nhất'} {shown(float(bound.value))}{unit}"
        words = f"nâng {MISSING_VI[name]} từ {shown(current[0])}{unit} lên {said}"
        yield Lever(name, target, words)
