"""The last day of isolation under the rule in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.kernel.vietnamese import date_vi
from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Param, Rule
from giaoban.policy.status import worst


@dataclass(frozen=True)
class IsolationEnd:
    """`first`: the first day it may end. `last`: the day it ends at the latest, None = not said."""

    first: date
    last: date | None
    negative_test: bool
    reasons: tuple[Reason, ...]
    status: str


def normal_days(rule: Rule, on: date | None = None) -> int:
    """Days from the start to the first day isolation may end."""
    return (rule.integer("days", on) or 0) - _offset(rule, on)


def longest_days(rule: Rule, on: date | None = None) -> int | None:
    """Days after which it ends whatever the test says; None where the rule says nothing."""
    cases = [p for p in rule.params("if_still_positive", on) if p.known]
    return max(int(p.value) for p in cases) - _offset(rule, on) if cases else None


def counted_from(rule: Rule, on: date | None = None) -> str:
    """Which date of the case starts the count: onset, sampled, result or announced."""
    return rule.text("counted_from", on) or ""


def isolation_end(
    rule: Rule,
    on: date,
    start: date,
    fully_vaccinated: bool | None = None,
    positive_at_end: bool | None = None,
) -> IsolationEnd:
    """First and last day from what is known. A negative test ends it on the first day."""
    used = [rule.param("days", on), rule.param("counted_from", on)]
    used += [rule.param("start_is_day", on)] if rule.has("start_is_day") else []
    needs_test = bool(rule.flag("negative_test", on))
    used.append(rule.param("negative_test", on))
    first = start + timedelta(days=normal_days(rule, on))
    last: date | None = first
    if needs_test and positive_at_end is not False:
        longer = _if_still_positive(rule, on, fully_vaccinated)
        used += longer
        days = [int(p.value) - _offset(rule, on) for p in longer]
        last = start + timedelta(days=max(days)) if days else None
        first = start + timedelta(days=min(days)) if days and positive_at_end else first
    text = f"Đủ {used[0].value} ngày kể từ {date_vi(start)}: {date_vi(first)}"
    if needs_test and positive_at_end is None:
        text += ", khi có xét nghiệm âm tính"
    status = worst(p.status for p in used)
    reasons = (Reason("days", text, float(used[0].value), status=status),)
    return IsolationEnd(first, last, needs_test, reasons, status)


def _if_still_positive(rule: Rule, on: date, fully_vaccinated: bool | None) -> list[Param]:
    """The longer stays that may apply, by what is known of the doses."""
    wanted = {True: "fully_vaccinated", False: "not_fully_vaccinated"}
    key = "if_still_positive"
    if fully_vaccinated is not None:
        key += "." + wanted[fully_vaccinated]
    return [p for p in rule.params(key, on) if p.known]


def _offset(rule: Rule, on: date | None) -> int:
    return (rule.integer("start_is_day", on) or 0) if rule.has("start_is_day") else 0


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """Facts: start; fully_vaccinated and positive_at_end where known."""
    end = isolation_end(
        rule,
        on,
        date.fromisoformat(facts["start"]),
        facts.get("fully_vaccinated"),
        facts.get("positive_at_end"),
    )
    result = {
        "first": end.first.isoformat(),
        "last": end.last.isoformat() if end.last else None,
        "negative_test": end.negative_test,
        "counted_from": counted_from(rule, on),
    }
    return Decision(result, end.reasons, (rule.id,), end.status)
