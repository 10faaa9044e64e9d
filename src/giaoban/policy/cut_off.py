"""The hour at which a day of figures ends."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Rule


def hour(rule: Rule, on: date | None = None) -> time:
    return time.fromisoformat(rule.text("hour", on) or "")


def window(rule: Rule, first: date, last: date) -> tuple[datetime, datetime]:
    """Local start (exclusive) and end (inclusive) of the days `first` to `last` of a bulletin."""
    before = first - timedelta(days=1)
    return datetime.combine(before, hour(rule, before)), datetime.combine(last, hour(rule, last))


def bulletin_day(rule: Rule, moment: datetime) -> date:
    """The day a record of this local moment is counted in: after the hour it is the next."""
    day = moment.date()
    return day if moment.time() <= hour(rule, day) else day + timedelta(days=1)


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """The day of a recorded moment."""
    param = rule.param("hour", on)
    day = bulletin_day(rule, datetime.fromisoformat(facts["moment"]))
    reason = Reason("hour", f"Giờ chốt số liệu {param.value}", status=param.status)
    return Decision({"day": day.isoformat()}, (reason,), (rule.id,), param.status)
