"""Clocks of an F0 on the move, and when two announcements are one episode."""

from __future__ import annotations

from datetime import date

from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Rule
from giaoban.policy.status import worst


def climb(rule: Rule, on: date, facts: Facts) -> Decision:
    """How many steps up a matter of this kind stands that many hours after it began."""
    kind, gone = facts["kind"], float(facts["hours"])
    hours, steps = rule.param(f"hours.{kind}", on), rule.param(f"climb.{kind}", on)
    late = gone - float(hours.value)
    step = sum(late >= float(after) for after in steps.value)
    said = Reason(hours.key, f"{hours.label}: {hours.value} giờ", status=hours.status)
    return Decision(
        {"step": step, "hours": hours.value}, (said,), (rule.id,), worst((hours.status, steps.status))
    )


def same_episode(rule: Rule, on: date, facts: Facts) -> Decision:
    """Whether two announcements of one person that many days apart tell one episode."""
    days = rule.param("days", on)
    said = Reason("days", f"{days.label} {days.value} ngày", status=days.status)
    return Decision({"same": float(facts["days_between"]) < days.value}, (said,), (rule.id,), days.status)
