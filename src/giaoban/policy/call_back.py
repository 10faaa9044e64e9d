"""How many of the things a station reports as done are called back."""

from __future__ import annotations

from datetime import date

from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Rule


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """The size of the sample from `reported` things: all of them where there are fewer."""
    size = rule.param("size", on)
    drawn = min(int(facts["reported"]), int(size.value or 0))
    reason = Reason("size", f"{size.label}: {size.value}", status=size.status)
    return Decision({"size": drawn}, (reason,), (rule.id,), size.status)
