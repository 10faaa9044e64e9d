"""When a check of health is due at home, when it is missed, and who counts as not heard from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Rule

HIGH = "high"


@dataclass(frozen=True)
class Slot:
    """One turn to answer: from when answers count for it, when it is due, when it counts as missed."""

    opens: datetime
    due: datetime
    missed: datetime


@dataclass(frozen=True)
class Monitoring:
    """The hours of a rule, read once for a whole pass."""

    slots: tuple[tuple[time, time], ...]
    grace: timedelta
    unheard: dict[str, timedelta]
    place_alarm: timedelta

    def slot(self, now: datetime) -> Slot:
        """The turn that is open at a moment: the last that has opened."""
        found = [s for s in self._around(now.date()) if s.opens <= now]
        return found[-1]

    def following(self, now: datetime) -> Slot:
        return next(s for s in self._around(now.date()) if s.opens > now)

    def _around(self, day: date) -> list[Slot]:
        days = (day - timedelta(days=1), day, day + timedelta(days=1))
        turns = [
            (datetime.combine(d, opens), datetime.combine(d, due)) for d in days for opens, due in self.slots
        ]
        return [Slot(opens, due, due + self.grace) for opens, due in turns]

    def state(self, last_check: datetime | None, now: datetime) -> str:
        """done, open, due or missed."""
        slot = self.slot(now)
        if last_check is not None and last_check >= slot.opens:
            return "done"
        return "missed" if now >= slot.missed else "due" if now >= slot.due else "open"

    def next_due(self, last_check: datetime | None, now: datetime) -> datetime:
        slot = self.slot(now)
        done = last_check is not None and last_check >= slot.opens
        return self.following(now).due if done else slot.due

    def is_unheard(self, last_heard: datetime, risk: str, now: datetime) -> bool:
        """Nothing heard, from the person or by staff, for as long as the rule says."""
        return now - last_heard >= self.unheard[HIGH if risk == HIGH else "other"]

    def rings_at_the_station(self, last_heard: datetime, risk: str, now: datetime) -> bool:
        return risk == HIGH and now - last_heard >= self.place_alarm


def hours(rule: Rule, on: date | None = None) -> Monitoring:
    """The rule's hours on a date."""
    names = rule.children("slots")
    slots = tuple(
        (_time(rule, f"slots.{name}.opens", on), _time(rule, f"slots.{name}.due", on)) for name in names
    )
    return Monitoring(
        slots=slots,
        grace=timedelta(minutes=rule.integer("grace", on) or 0),
        unheard={
            risk: timedelta(hours=rule.number_of(f"unheard.{risk}", on) or 0) for risk in (HIGH, "other")
        },
        place_alarm=timedelta(hours=rule.number_of("place_alarm", on) or 0),
    )


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """`state` of the open turn, when the next answer is due, whether the person counts as not heard from."""
    read = hours(rule, on)
    now = datetime.fromisoformat(facts["moment"])
    last_check = _moment(facts.get("last_check"))
    last_heard = _moment(facts.get("last_heard"))
    risk = str(facts.get("risk") or "other")
    result = {
        "state": read.state(last_check, now),
        "due": read.next_due(last_check, now).isoformat(),
        "unheard": last_heard is not None and read.is_unheard(last_heard, risk, now),
        "place_alarm": last_heard is not None and read.rings_at_the_station(last_heard, risk, now),
    }
    reason = Reason("state", f"Lượt khai báo đến hạn {read.slot(now).due:%H:%M}", status=rule.status)
    return Decision(result, (reason,), (rule.id,), rule.status)


def _time(rule: Rule, key: str, on: date | None) -> time:
    return time.fromisoformat(rule.text(key, on) or "")


def _moment(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
