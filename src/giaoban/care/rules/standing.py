"""Where a person stands on a station's worklist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from giaoban.policy.monitoring import HIGH, Monitoring, Slot
from giaoban.policy.rule import Param

NEW = timedelta(hours=24)  # how long somebody is new to a station; a guess


@dataclass(frozen=True, slots=True)
class Person:
    """The facts of one episode that the order needs."""

    opened_at: datetime
    day0: date
    onset: date | None
    risk: str
    assessed_at: datetime | None
    last_check_at: datetime | None
    last_staff_at: datetime | None
    alarm: str = ""
    """Rank of the gravest alarm that rings."""
    papers: bool = False

    @property
    def last_heard(self) -> datetime:
        """From the person or by staff; before the first time, since the episode was opened."""
        known = [t for t in (self.last_check_at, self.last_staff_at) if t is not None]
        return max([self.opened_at, *known])


def facts(
    person: Person,
    watch: Monitoring | None,
    isolation_days: int | None,
    now: datetime,
    slot: Slot | None = None,
) -> dict[str, object]:
    """What the rule of the order asks. `slot`: the open turn, read once for a whole list."""
    high = person.risk == HIGH
    unheard = watch is not None and watch.is_unheard(person.last_heard, person.risk, now)
    turn = slot or (watch.slot(now) if watch else None)
    silent = turn is not None and (person.last_check_at is None or person.last_check_at < turn.opens)
    due = turn is not None and silent and now >= turn.due
    return {
        "alarm": person.alarm or None,
        "high_unassessed": high and person.assessed_at is None,
        "high_unheard": high and unheard,
        "unheard": unheard,
        "due": due,
        "new": not high and person.last_staff_at is None and now - person.opened_at < NEW,
        "to_close": isolation_days is not None and (now.date() - person.day0).days >= isolation_days,
        "papers": person.papers,
    }


def group(order: tuple[Param, ...], told: dict[str, object]) -> str:
    """The first group of the order whose fact holds; "" with nothing to do."""
    for param in order:
        if told.get(param.fact) == param.value:
            return param.key
    return ""


def day_of(day0: date, on: date) -> int:
    """Day n of the isolation: the first day is day 1."""
    return (on - day0).days + 1


def antiviral_days_left(onset: date | None, on: date, window: int | None) -> int | None:
    """Whole days left to begin an antiviral, 0 = today is the last; None where onset or rule is unknown."""
    if onset is None or window is None:
        return None
    return window - (on - onset).days
