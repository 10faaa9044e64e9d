"""The order of a worklist: the first group whose fact holds."""

from __future__ import annotations

from datetime import date

from giaoban.policy.decision import Decision, Facts, holds
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Param, Rule


def order(rule: Rule, on: date | None = None) -> tuple[Param, ...]:
    """The groups in their order, each with the fact that puts a person into it."""
    return tuple(rule.param(name, on) for name in rule.names("order", on))


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """`group` a person stands in and its position from the top; None with nothing to do."""
    for position, param in enumerate(order(rule, on)):
        if holds(param, facts):
            reason = Reason(param.key, param.label, status=param.status)
            return Decision({"group": param.key, "position": position}, (reason,), (rule.id,), rule.status)
    return Decision({"group": None, "position": None}, (), (rule.id,), rule.status)
