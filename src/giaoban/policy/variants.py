"""Which variant a laboratory's word is: the WHO label, or a lineage of it."""

from __future__ import annotations

import re
from datetime import date

from giaoban.kernel.text import fold
from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Rule
from giaoban.policy.status import worst

_WORDS = re.compile(r"[\w.]+")


def variant_of(rule: Rule, said: str, on: date | None = None) -> str | None:
    """The code of the one variant a text speaks of; None for a lineage of none, or where it names two."""
    words = [word.strip(".").upper() for word in _WORDS.findall(fold(said))]
    found = {code for code in rule.children("variants") if any(_is(rule, code, w, on) for w in words)}
    return found.pop() if len(found) == 1 else None


def label_of(rule: Rule, said: str, on: date | None = None) -> str:
    """The WHO label, or the laboratory's own word where the register has none."""
    code = variant_of(rule, said, on)
    return rule.labels[f"variants.{code}"] if code else said


def _is(rule: Rule, code: str, word: str, on: date | None) -> bool:
    if word == code.upper():
        return True
    lineages = [name.upper() for name in rule.names(f"variants.{code}.lineages", on)]
    return any(word == name or word.startswith(f"{name}.") for name in lineages)


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """`variant` and `label` of a `lineage` as the laboratory wrote it."""
    said = str(facts["lineage"])
    code = variant_of(rule, said, on)
    used = list(rule.params(f"variants.{code}", on)) if code else []
    label = label_of(rule, said, on)
    reasons = tuple(Reason(p.key, f"{label}: {p.label} {_told(p.value)}", status=p.status) for p in used)
    status = worst(p.status for p in used) if used else rule.period_status
    return Decision({"variant": code, "label": label}, reasons, (rule.id,), status)


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
