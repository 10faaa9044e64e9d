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


def doubtful(rule: Rule, facts: Facts, on: date | None = None) -> dict[str, str]:
    """{fact: hint} for values a body can have but that stand in each other's box by the look of both.

    They are believed all the same: what they alarm they alarm first.
    """
    if not rule.has("swapped.spo2") or facts.get("spo2") is None or facts.get("pulse") is None:
        return {}
    spo2, pulse = (rule.param(f"swapped.{name}", on).value for name in ("spo2", "pulse"))
    if spo2[0] <= facts["spo2"] <= spo2[1] and pulse[0] <= facts["pulse"] <= pulse[1]:
        return {"spo2": "swapped", "pulse": "swapped"}
    return {}


def _hints(rule: Rule, name: str, value: float, on: date | None) -> list[str]:
    fitting = []
    for param in rule.params("hints", on):
        start, end = param.value
        if param.fact == name and start <= value <= end:
            fitting.append(param.key.removeprefix("hints."))
    return fitting


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """`odd`: what to ask again and why; `doubtful`: what is believed and asked about afterwards."""
    found, doubts = odd(rule, facts, on), doubtful(rule, facts, on)
    labels = {p.key.split(".")[-1]: p.label for p in rule.params("", on)}
    asked = (found | doubts).items()
    reasons = tuple(Reason(name, f"{labels[name]}: {labels.get(h, h)}") for name, h in asked)
    return Decision({"odd": found, "doubtful": doubts}, reasons, (rule.id,), rule.status)
