"""What a check says: the rank of its signs, what to ask again, whether a second reading is awaited.

It raises and never lowers: without a sign it answers an empty rank, which says nothing about being well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from giaoban.policy import danger, plausible
from giaoban.policy.rule import Rule

MEASURES = ("spo2", "temperature", "rr", "pulse", "systolic", "diastolic", "weight")
EMERGENCY, REPORT = danger.RANKS
_GRAVITY = {"": 0, REPORT: 1, EMERGENCY: 2}
MONTHS = 12


@dataclass(frozen=True)
class Answers:
    """One set of answers. `asked`: the list of signs was gone through, so what is not named is absent."""

    symptoms: frozenset[str] = frozenset()
    asked: bool = True
    values: Mapping[str, float] = field(default_factory=dict)
    fever_hours: float | None = None
    confirmed: frozenset[str] = frozenset()
    """Measures whose odd value was asked again and given again."""


@dataclass(frozen=True)
class Found:
    rank: str = ""
    signs: tuple[str, ...] = ()
    odd: Mapping[str, str] = field(default_factory=dict)
    """Measures to ask again, with the hint; those confirmed are not among them."""
    doubtful: Mapping[str, str] = field(default_factory=dict)
    """Measures believed, alarming if they alarm, and asked about afterwards."""
    second_reading: tuple[int, int] | None = None
    """Seconds (after, within) in which SpO2 is measured again."""
    waits: bool = False
    """The alarm rings only when the second reading shows the same or does not come."""
    rule: str = ""


def age_months(birth: date | None, on: date) -> int | None:
    """Completed months of age."""
    if birth is None:
        return None
    return (on.year - birth.year) * MONTHS + on.month - birth.month - (on.day < birth.day)


def facts(rule: Rule, answers: Answers, age: int | None, odd: Mapping[str, str]) -> dict[str, Any]:
    """What the rule of danger signs is told: odd values are left out until they are confirmed."""
    told: dict[str, Any] = {"age_months": age, "fever_hours": answers.fever_hours}
    for name, value in answers.values.items():
        told[name] = None if name in odd else value
    if answers.asked or answers.symptoms:
        for param in rule.params():
            if param.unit == "flag" and param.fact:
                told[param.fact] = param.fact in answers.symptoms or (False if answers.asked else None)
    return told


def assess(
    danger_rule: Rule | None,
    plausible_rule: Rule | None,
    on: date,
    answers: Answers,
    age: int | None,
    second: bool = False,
) -> Found:
    """`second`: the answers are themselves the second reading, so no third is awaited."""
    odd = plausible.odd(plausible_rule, dict(answers.values), on) if plausible_rule else {}
    odd = {name: hint for name, hint in odd.items() if name not in answers.confirmed}
    doubts = plausible.doubtful(plausible_rule, dict(answers.values), on) if plausible_rule else {}
    doubts = {name: hint for name, hint in doubts.items() if name not in answers.confirmed}
    if danger_rule is None:
        return Found(odd=odd, doubtful=doubts)
    decision = danger.decide(danger_rule, on, facts(danger_rule, answers, age, odd))
    result = decision.result
    shown = {danger_rule.param(key, on).fact for key in result["signs"]}
    wait = result["second_reading"]
    return Found(
        rank=result["rank"] or "",
        signs=tuple(result["signs"]),
        odd=odd,
        doubtful=doubts,
        second_reading=tuple(wait) if wait and not second else None,
        # a value that is an emergency rings first and is asked about second
        waits=bool(wait) and not second and result["rank"] == REPORT and shown == {"spo2"},
        rule=danger_rule.id,
    )


def graver(one: str, other: str) -> bool:
    """Whether the first rank is graver than the second."""
    return _GRAVITY[one] > _GRAVITY[other]


@dataclass(frozen=True)
class Sent:
    """When an answer was given, by the clock here, and whether the phone's clock was off or the line late."""

    happened_at: datetime
    flags: tuple[str, ...] = ()


def when_sent(answered: datetime | None, sent: datetime | None, received: datetime, off: timedelta) -> Sent:
    """The phone says when it was answered and when it was sent, both by its own clock.

    The time between the two is right even where the clock is not; an answer is never later than its arrival.
    """
    if answered is None or sent is None:
        return Sent(received)
    waited = max(sent - answered, timedelta())
    happened = received - waited
    flags = ["clock"] if abs(received - sent) > off else []
    if waited > off:
        flags.append("late")
    return Sent(happened, tuple(flags))
