"""By when a household that declared is called."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Rule


def call_by(rule: Rule, received: datetime) -> datetime:
    """So many hours after the declaration; hours of the night do not count."""
    on = received.date()
    opens, closes = (time.fromisoformat(rule.text(f"day_{end}", on) or "") for end in ("from", "until"))
    left = timedelta(hours=rule.number_of("call_within", on) or 0)
    at = max(received, datetime.combine(on, opens))
    while at + left > (until := max(at, datetime.combine(at.date(), closes))):
        left -= until - at
        at = datetime.combine(at.date() + timedelta(days=1), opens)
    return at + left


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """The promised moment for a declaration received at `moment`."""
    promised = call_by(rule, datetime.fromisoformat(facts["moment"]))
    within = rule.param("call_within", on)
    reason = Reason("call_within", f"{within.label} {within.value} giờ", status=within.status)
    return Decision({"call_by": promised.isoformat()}, (reason,), (rule.id,), rule.status)
