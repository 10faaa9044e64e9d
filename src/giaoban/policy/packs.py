"""Medicine packs of an issuer: what they hold, when they are used, for whom never.

The machine proposes nothing to take: a pack with prescription medicine needs a prescriber's order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from giaoban.policy.decision import Decision, Facts, holds
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Param, Rule
from giaoban.policy.status import worst


@dataclass(frozen=True)
class Pack:
    code: str
    label: str
    items: tuple[str, ...]
    prescription: bool
    longest_days: int | None
    issuer: str
    status: str


def packs(rule: Rule, on: date | None = None) -> tuple[Pack, ...]:
    """The packs of the issuer in force, in its order."""
    codes = [key.split(".")[0] for key in rule.steps if key.endswith(".items")]
    return tuple(_pack(rule, code, on) for code in codes)


def _pack(rule: Rule, code: str, on: date | None) -> Pack:
    longest = f"{code}.longest_days"
    return Pack(
        code=code,
        label=rule.labels.get(code, code),
        items=rule.names(f"{code}.items", on),
        prescription=bool(rule.flag(f"{code}.prescription", on)),
        longest_days=rule.integer(longest, on) if rule.has(longest) else None,
        issuer=rule.issuer,
        status=worst(p.status for p in rule.params(code, on) if not p.descriptive),
    )


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """For `pack`: is its trigger shown, is it forbidden for this person, who must order it.

    `forbidden` is False only when every contraindication was asked and denied.
    """
    pack = _pack(rule, str(facts["pack"]), on)
    trigger = [holds(p, facts) for p in rule.params(f"{pack.code}.trigger", on)]
    against = [(p, holds(p, facts)) for p in rule.params(f"{pack.code}.contraindication", on)]
    against += [(p, refused) for p, refused in _limits(rule, pack.code, on, facts)]
    states = [state for _, state in against]
    reasons = tuple(
        Reason(p.key, f"{'Chống chỉ định' if state else 'Chưa hỏi'}: {_name(p)}", status=p.status)
        for p, state in against
        if state is not False
    )
    result = {
        "trigger": _any(trigger),
        "forbidden": _any(states),
        "needs_prescriber": pack.prescription,
        "longest_days": pack.longest_days,
    }
    return Decision(result, reasons, (rule.id,), pack.status)


def _limits(rule: Rule, code: str, on: date, facts: Facts) -> list[tuple[Param, bool | None]]:
    """Age and days since onset: outside them the pack is refused like a contraindication."""
    found: list[tuple[Param, bool | None]] = []
    if rule.has(f"{code}.age_from"):
        param, age = rule.param(f"{code}.age_from", on), facts.get("age_years")
        found.append((param, None if age is None else age < param.value))
    if rule.has(f"{code}.onset_within"):
        param = rule.param(f"{code}.onset_within", on)
        state = holds(param, facts)
        found.append((param, None if state is None else not state))
    return found


def _any(states: list[bool | None]) -> bool | None:
    if True in states:
        return True
    return None if None in states else False


def _name(param: Param) -> str:
    return param.label.rsplit(" – ", 1)[-1]
