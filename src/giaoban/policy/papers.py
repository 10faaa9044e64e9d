"""Who may sign a paper, and whether a step of a patient's course took longer than a rule allows."""

from __future__ import annotations

from datetime import date

from giaoban.policy.decision import Decision, Facts, holds
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Rule


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """The role competent on that date for a paper; None for a paper the rule does not know."""
    paper = str(facts["paper"])
    param = rule.param(paper, on) if rule.has(paper) else None
    reasons = (Reason(paper, param.label, status=param.status),) if param else ()
    result = {"role": param.value if param else None}
    return Decision(result, reasons, (rule.id,), param.status if param else rule.status)


def delay(rule: Rule, on: date, facts: Facts) -> Decision:
    """`late` is None where no rule was found or the time is not known: nothing is then said."""
    param = rule.param(str(facts["step"]), on)
    late = holds(param, facts) if param.known else None
    reason = Reason(param.key, param.label, status=param.status)
    return Decision({"late": late, "limit": param.value}, (reason,), (rule.id,), param.status)
