"""How many doses somebody of an age should have, and how many are missing."""

from __future__ import annotations

from datetime import date

from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Param, Rule
from giaoban.policy.status import worst

_THIRD = 3


def due(rule: Rule, on: date, age: int | None, held: int, months_since_last: float | None) -> int | None:
    """None where the age is not known. A third dose is not due before its interval has passed."""
    if age is None:
        return None
    doses = _of_age(rule, on, age)
    wanted = int(doses.value) if doses else 0
    wait = rule.number_of("third_after", on) or 0
    if held == _THIRD - 1 and wanted >= _THIRD and months_since_last is not None:
        return _THIRD if months_since_last >= wait else held
    return wanted


def _of_age(rule: Rule, on: date, age: int) -> Param | None:
    """The doses of the oldest band that has begun."""
    found = None
    for band in rule.children("bands"):
        if age >= (rule.number_of(f"bands.{band}.age_from", on) or 0):
            found = rule.param(f"bands.{band}.doses", on)
    return found


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """`due` and `missing` for an age, doses held and months since the last."""
    age, held = facts.get("age"), int(facts.get("doses") or 0)
    wanted = due(rule, on, None if age is None else int(age), held, facts.get("months_since_last"))
    doses = None if age is None else _of_age(rule, on, int(age))
    used = [rule.param("third_after", on)] if doses is None else [doses]
    reasons = tuple(Reason(p.key, f"{p.label}: {p.value}", status=p.status) for p in used)
    missing = None if wanted is None else max(0, wanted - held)
    return Decision({"due": wanted, "missing": missing}, reasons, (rule.id,), worst(p.status for p in used))
