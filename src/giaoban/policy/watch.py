"""Which communes are watched: what one day of a commune's own curve says, and a row of days. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf, log

from giaoban.kernel.vietnamese import number
from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Rule

GROWTH, RETURNED, LEVEL, NOT_REPORTED = "growth", "returned", "level", "not_reported"
URGENT, HIGH, WATCHED, OFF = 1, 2, 3, 0  # how near the top of the list; 0: no reason
_WEEK = 7


@dataclass(frozen=True)
class Limits:
    """The numbers of the rule on one day."""

    least_cases: float
    percent: float
    urgent_doubling: float
    silent_days: float
    level_days: float
    urgent_level: float
    quiet_days: int


@dataclass(frozen=True)
class Day:
    """A commune at the end of a day."""

    week: float  # cases in the seven days to this day
    before: float  # in the seven days before them
    silence: float = 0  # whole days without a case before the first case of these seven days
    raised: float = 0  # the level it was raised to within the rule's days; 0: it was not
    reported: bool | None = True  # anything at all in the window; None: not known for this day


@dataclass(frozen=True)
class Standing:
    """Since which day (its place in the row) a commune is on the list, or on which it left."""

    on_list: bool
    since: int | None = None
    left: int | None = None


def limits(rule: Rule, on: date) -> Limits:
    def of(key: str) -> float:
        value = rule.number_of(key, on)
        return inf if value is None else value  # a number nobody set is never reached

    return Limits(
        of("growth.least_cases"), of("growth.percent"), rule.number_of("growth.urgent_doubling", on) or 0.0,
        of("returned.silent_days"), rule.number_of("level.days", on) or 0.0, of("level.urgent"),
        rule.integer("leaving.quiet_days", on) or 1,
    )  # fmt: skip


def change(day: Day) -> float | None:
    """Per cent against the seven days before; None where there was nothing to compare with."""
    return (day.week - day.before) / day.before * 100 if day.before else None


def doubling(day: Day, least: float) -> float | None:
    """Days to twice as many, where the curve rises from enough cases to tell."""
    if day.before <= 0 or day.week <= day.before or day.week < least:
        return None
    return _WEEK * log(2) / log(day.week / day.before)


def reasons(day: Day, held: Limits) -> tuple[str, ...]:
    found = []
    grown = change(day)
    if day.week >= held.least_cases and (grown is None or grown >= held.percent):
        found.append(GROWTH)
    if day.week and day.silence >= held.silent_days:
        found.append(RETURNED)
    if day.raised:
        found.append(LEVEL)
    if day.reported is False:
        found.append(NOT_REPORTED)
    return tuple(found)


def calm(day: Day, held: Limits) -> bool:
    """No reason left and no more cases than the week before."""
    return not reasons(day, held) and day.week <= day.before


def rank(day: Day, held: Limits) -> int:
    """How urgent a day is; of a silent commune nothing better is known than that it is silent."""
    found = reasons(day, held)
    fast = doubling(day, held.least_cases)
    sudden = GROWTH in found and (not day.before or (fast is not None and fast <= held.urgent_doubling))
    if sudden or day.raised >= held.urgent_level:
        return URGENT
    if set(found) - {NOT_REPORTED}:
        return HIGH
    return WATCHED if found else OFF


def replay(days: Sequence[Day], held: Limits) -> Standing:
    """From the first day on: a reason puts on the list, so many calm days in a row take off it."""
    standing, quiet = Standing(False), 0
    for index, day in enumerate(days):
        if reasons(day, held):
            quiet = 0
            if not standing.on_list:
                standing = Standing(True, since=index)
        elif standing.on_list:
            quiet = quiet + 1 if calm(day, held) else 0
            if quiet >= held.quiet_days:
                standing = Standing(False, since=standing.since, left=index)
    return standing


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """One day of one commune."""
    day = Day(
        week=float(facts["week"]), before=float(facts["before"]), silence=float(facts.get("silence") or 0),
        raised=float(facts.get("raised") or 0), reported=facts.get("reported"),
    )  # fmt: skip
    held = limits(rule, on)
    fast = doubling(day, held.least_cases)
    why = list(reasons(day, held))
    result = {
        "reasons": why,
        "rank": rank(day, held),
        "calm": calm(day, held),
        "doubling": None if fast is None else round(fast, 1),
    }
    said = tuple(Reason(key, rule.labels.get(key, key), status=rule.status) for key in why)
    seven = Reason("week", f"7 ngày {number(day.week)} ca, 7 ngày trước {number(day.before)} ca")
    return Decision(result, (*said, seven), (rule.id,), rule.status)
