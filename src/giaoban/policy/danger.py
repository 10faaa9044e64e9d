"""Danger signs in two ranks. It raises and never lowers: no sign is not the same as being well."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from giaoban.policy.decision import Decision, Facts, holds, in_text
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Param, Rule
from giaoban.policy.status import worst

RANKS = ("emergency", "report_now")


@lru_cache(maxsize=64)  # rules, ranks and days asked of late: a check asks for the same ones
def signs(rule: Rule, rank: str, on: date | None = None) -> tuple[Param, ...]:
    """The signs of one rank: what a page lists and a form asks."""
    return tuple(rule.params(rank, on))


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """`rank` of the worst sign shown, or None; `unknown` names the signs that were not answered.

    A figure exactly on a bound whose sign (< or ≤) is not known counts as a sign: alarming first.
    """
    found: list[tuple[str, Param]] = []
    unknown: list[str] = []
    for rank in RANKS:
        for param in signs(rule, rank, on):
            state = _shown(param, facts)
            if state:
                found.append((rank, param))
            elif state is None:
                unknown.append(param.key)
    reasons = tuple(
        Reason(param.key, f"{rule.labels.get(rank, rank)}: {in_text(param, facts)}", status=param.status)
        for rank, param in found
    )
    result = {
        "rank": found[0][0] if found else None,
        "signs": [param.key for _, param in found],
        "unknown": unknown,
        "second_reading": _second_reading(rule, on, found),
    }
    used = [param for _, param in found] or [p for rank in RANKS for p in signs(rule, rank, on)]
    return Decision(result, reasons, (rule.id,), worst(p.status for p in used))


def _shown(param: Param, facts: Facts) -> bool | None:
    state = holds(param, facts)
    on_the_bound = param.known and len(param.cmp) > 1 and facts.get(param.fact) == param.value
    if state is None and on_the_bound and facts.get("age_months") is not None:
        return True
    return state


def _second_reading(rule: Rule, on: date, found: list[tuple[str, Param]]) -> list[int] | None:
    """Seconds (after, within) in which an abnormal SpO2 is measured again, where the rule says so."""
    if not rule.has("second_reading_after") or not any(p.fact == "spo2" for _, p in found):
        return None
    after, within = (rule.integer(f"second_reading_{k}", on) for k in ("after", "within"))
    return [after or 0, within or 0]
