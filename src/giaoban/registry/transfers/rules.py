"""The clock of a transfer or an absence: pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from giaoban.policy.decide import decide
from giaoban.policy.rule import Rule


@dataclass(frozen=True)
class Clock:
    """`step` 0: with the place itself; 1: the level above was told; 2: the one above that."""

    due: datetime
    step: int
    status: str


def clock(rule: Rule | None, kind: str, began: datetime, now: datetime) -> Clock | None:
    """None where no rule says how long it may take."""
    if rule is None:
        return None
    gone = max(0.0, (now - began) / timedelta(hours=1))
    told = decide(rule, now.date(), {"kind": kind, "hours": gone})
    return Clock(began + timedelta(hours=float(told.result["hours"])), int(told.result["step"]), told.status)
