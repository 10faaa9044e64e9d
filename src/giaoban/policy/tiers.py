"""The tier model in force: data of the province and the date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Rule
from giaoban.policy.status import worst


@dataclass(frozen=True)
class Tier:
    number: int
    label: str
    severities: tuple[str, ...]
    status: str


def tiers(rule: Rule, on: date | None = None) -> tuple[Tier, ...]:
    """Tiers from the lowest up."""
    found = []
    for name in (key.split(".")[0] for key in rule.steps if key.endswith(".severities")):
        param = rule.param(f"{name}.severities", on)
        number = int(name.removeprefix("tier_"))
        severities = tuple(str(v) for v in param.value or ())
        found.append(Tier(number, rule.labels.get(name, name), severities, param.status))
    return tuple(sorted(found, key=lambda tier: tier.number))


def tiers_for(rule: Rule, severity: str, on: date | None = None) -> tuple[Tier, ...]:
    """Tiers that may receive a severity: often more than one, and capacity decides."""
    return tuple(tier for tier in tiers(rule, on) if severity in tier.severities)


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    found = tiers_for(rule, facts["severity"], on)
    reasons = tuple(Reason(f"tier_{t.number}", t.label, status=t.status) for t in found)
    return Decision([t.number for t in found], reasons, (rule.id,), worst(t.status for t in found))
