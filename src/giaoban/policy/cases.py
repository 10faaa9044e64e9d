"""What counts as a community case, when a case is infectious, which tests count. Pure."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from giaoban.policy.compare import meets
from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Rule
from giaoban.policy.status import worst


def is_community(rule: Rule, found: str | None, on: date | None = None) -> bool | None:
    """None where the place of detection is not recorded or the rule does not name it."""
    key = f"community.{found}"
    return rule.flag(key, on) if found and rule.has(key) else None


def infectious_from(rule: Rule, onset: date | None, sampled: date | None) -> date | None:
    """First infectious day: so many days before onset, else before the positive sample."""
    start = onset or sampled
    if start is None or not rule.has("infectious.days_before"):
        return None
    return start - timedelta(days=rule.integer("infectious.days_before") or 0)


def infectious_ended(rule: Rule, ct: float | None, negative: bool | None) -> bool | None:
    """Whether a test ended the infectious period; None = cannot be said from it."""
    if not rule.has("infectious.ends_at_ct"):
        return None
    if negative:
        return rule.flag("infectious.ends_when_negative")
    if ct is None:
        return None if negative is None else False
    met, missed = meets(np.array([float(ct)]), rule.param("infectious.ends_at_ct"))
    return None if met[0] and missed[0] else bool(met[0])


def is_close_contact(
    rule: Rule, metres: float, minutes: float, masked: bool, closed_space: bool = False
) -> bool | None:
    """F1 by distance and time; a narrow closed space counts whatever the distance."""
    if not rule.has("contact.distance"):
        return None
    near = closed_space or meets(np.array([metres]), rule.param("contact.distance"))[0][0]
    least = rule.param(f"contact.minutes_{'masked' if masked else 'unmasked'}")
    return bool(near and meets(np.array([minutes]), least)[0][0])


def self_test_counts(rule: Rule, on: date) -> bool | None:
    """Whether a self-test without supervision makes a case on this date."""
    return rule.flag("self_test", on) if rule.has("self_test") else None


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """Answers for the facts given: found; onset, sampled; ct, negative; metres, minutes, masked."""
    result: dict[str, object] = {"self_test_counts": self_test_counts(rule, on)}
    used = [rule.param("self_test", on)] if rule.has("self_test") else []
    if "found" in facts:
        result["community"] = is_community(rule, facts["found"], on)
        used += list(rule.params(f"community.{facts['found']}", on))
    if "onset" in facts or "sampled" in facts:
        days = [date.fromisoformat(facts[k]) if facts.get(k) else None for k in ("onset", "sampled")]
        first = infectious_from(rule, days[0], days[1])
        result["infectious_from"] = first.isoformat() if first else None
        used += list(rule.params("infectious.days_before", on))
    if "ct" in facts or "negative" in facts:
        result["ended"] = infectious_ended(rule, facts.get("ct"), facts.get("negative"))
        used += list(rule.params("infectious", on))
    if "metres" in facts:
        result["contact"] = is_close_contact(
            rule, facts["metres"], facts["minutes"], facts["masked"], facts.get("closed", False)
        )
        used += list(rule.params("contact", on))
    reasons = tuple(Reason(p.key, p.label, status=p.status) for p in used)
    return Decision(result, reasons, (rule.id,), worst(p.status for p in used))
