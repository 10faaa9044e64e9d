"""Measured values to be asked again: what a body can hardly have, with a hint at the likely slip."""

from __future__ import annotations

from datetime import date

from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Rule


def odd(rule: Rule, facts: Facts, on: date | None = None) -> dict[str, str]:
    """{fact: hint, or "low" or "high" where no slip fits}. Values not measured are not odd."""
    found: dict[str, str] = {}
    for name in rule.children("low"):
        value = facts.get(name)
        low, high = rule.param(f"low.{name}", on), rule.param(f"high.{name}", on)
        if value is None or low.value <= value <= high.value:
            continue
        side = "low" if value < low.value else "high"
        found[name] = next(iter(_hints(rule, name, value, on)), side)
    return found


def _hints(rule: Rule, name: str, value: float, on: date | None) -> list[str]:
    fitting = []
    for param in rule.params("hints", on):
        start, end = param.value
        if param.fact == name and start <= value <= end:
            fitting.append(param.key.removeprefix("hints."))
    return fitting


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """`odd`: what to ask again and why."""
    found = odd(rule, facts, on)
    labels = {p.key.split(".")[-1]: p.label for p in rule.params("", on)}
    reasons = tuple(Reason(name, f"{labels[name]}: {labels.get(h, h)}") for name, h in found.items())
    return Decision({"odd": found}, reasons, (rule.id,), rule.status)
