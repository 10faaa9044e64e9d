"""The course of one patient as steps with delays. It states times and rules, never fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from giaoban.policy import papers
from giaoban.policy.rule import Rule

STEPS = (
    "test", "result", "declared", "first_contact", "first_sign", "answered", "referral", "bed",
)  # fmt: skip
_HOUR = 3600
# Each step is measured from the one before it that is known, except where a rule starts elsewhere.
FROM = {
    "result": "test", "declared": "result", "first_contact": "declared", "first_sign": "first_contact",
    "answered": "first_sign", "referral": "answered", "bed": "referral",
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """`late` is None where no rule was found or one of the two times is not known."""

    name: str
    at: datetime | date | None
    hours: float | None = None
    limit: float | None = None
    late: bool | None = None
    rule: str = ""
    status: str = ""
    whole_days: bool = False
    """One of the two times is known by its day only."""


def steps(times: Mapping[str, datetime | date | None], rule: Rule | None, on: date) -> list[Step]:
    """Every step in order, each with the time since the step its rule counts from."""
    found = []
    for name in STEPS:
        at = times.get(name)
        start = times.get(FROM.get(name, ""))
        hours, days = _hours(start, at), not (isinstance(start, datetime) and isinstance(at, datetime))
        if rule is None or name == STEPS[0]:
            found.append(Step(name, at, hours, whole_days=days))
            continue
        decision = papers.delay(rule, on, {"step": name, "hours": hours})
        limit, late = decision.result["limit"], decision.result["late"]
        found.append(Step(name, at, hours, limit, late, rule.id, decision.status, days))
    return found


def _hours(start: datetime | date | None, end: datetime | date | None) -> float | None:
    """None unless both are moments; two days give whole days, which is all that is known."""
    if start is None or end is None:
        return None
    if isinstance(start, datetime) and isinstance(end, datetime):
        return (end - start).total_seconds() / _HOUR
    one = start.date() if isinstance(start, datetime) else start
    other = end.date() if isinstance(end, datetime) else end
    return float((other - one).days * 24)
