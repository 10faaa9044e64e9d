"""Whether a case may be cared for at home: every condition of the rule must be met."""

from __future__ import annotations

from datetime import date

from giaoban.policy.decision import Decision, Facts, holds
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Param, Rule
from giaoban.policy.status import worst


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """`eligible` is True only when every condition with a content is known and met.

    A condition whose content was not found is left out and named; it never makes one eligible or
    not. One condition missed is enough for False; one fact missing leaves None.
    """
    params = list(rule.params("criteria", on))
    states = [(param, holds(param, facts)) for param in params if param.known]
    results = [state for _, state in states]
    eligible = False if False in results else None if None in results else True
    reasons = [_reason(param, state) for param, state in states if state is not True]
    reasons += [
        Reason("omitted_" + p.key, f"Chưa đưa vào tính: {_name(p)} (chưa có nội dung)", status=p.status)
        for p in params
        if not p.known
    ]
    result = {
        "eligible": eligible,
        "missed": [_code(p) for p, state in states if state is False],
        "unknown": [_code(p) for p, state in states if state is None],
        "checks_per_day": checks_per_day(rule, on),
    }
    status = worst([*(p.status for p, _ in states), rule.param("checks_per_day", on).status])
    return Decision(result, tuple(reasons), (rule.id,), status)


def checks_per_day(rule: Rule, on: date | None = None) -> int | None:
    """The least number of checks a day."""
    return rule.integer("checks_per_day", on)


def _reason(param: Param, state: bool | None) -> Reason:
    said = "Chưa biết" if state is None else "Chưa đáp ứng"
    return Reason(param.key, f"{said}: {_name(param)}", status=param.status)


def _name(param: Param) -> str:
    return param.label.rsplit(" – ", 1)[-1]


def _code(param: Param) -> str:
    return param.key.rsplit(".", 1)[-1]
