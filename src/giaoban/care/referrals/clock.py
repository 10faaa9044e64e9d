"""How long each step of a request may take, by the rule in force there and then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from giaoban import policy
from giaoban.policy.decide import decide


@dataclass(frozen=True)
class Limits:
    answer: timedelta
    departure: timedelta | None
    rule: str


def limits(rank: str, at: datetime, path: str) -> Limits:
    """Without a rule nobody is given time to answer: the request stands with the desk at once."""
    rules = policy.load(settings.GIAOBAN_POLICY_DIR)
    rule = rules.in_force("referral_clock", at.date(), path)
    if rule is None:
        return Limits(timedelta(0), None, "")
    said = decide(rule, at.date(), {"rank": rank, "minutes": 0}).result
    return Limits(
        timedelta(minutes=said["answer_minutes"]), timedelta(minutes=said["departure_minutes"]), rule.id
    )
