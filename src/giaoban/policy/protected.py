"""Protected groups: who is watched first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Rule
from giaoban.policy.status import worst


@dataclass(frozen=True)
class ProtectedGroup:
    """By age (completed years) or by a yes-or-no fact of the person."""

    code: str
    label: str
    fact: str | None
    age_from: int | None
    age_below: int | None
    status: str

    def holds(self, age: int | None, facts: Mapping[str, bool | None]) -> bool | None:
        """None where what the group goes by is not recorded."""
        if self.fact is not None:
            return facts.get(self.fact)
        if age is None:
            return None
        above = self.age_from is None or age >= self.age_from
        return above and (self.age_below is None or age < self.age_below)


def groups(rule: Rule, on: date | None = None) -> tuple[ProtectedGroup, ...]:
    """Every group of the rule, in its order."""
    return tuple(_group(rule, code, on) for code in rule.children("groups"))


def _group(rule: Rule, code: str, on: date | None) -> ProtectedGroup:
    key = f"groups.{code}"
    params = {p.key.rsplit(".", 1)[-1]: p for p in rule.params(key, on)}
    value = {name: param.value for name, param in params.items()}
    return ProtectedGroup(
        code=code,
        label=rule.labels.get(key, code),
        fact=value.get("fact"),
        age_from=value.get("age_from"),
        age_below=value.get("age_below"),
        status=next(iter(params.values())).status,
    )


def members(
    rule: Rule, age: int | None, facts: Mapping[str, bool | None], on: date | None = None
) -> tuple[str, ...]:
    """Codes of the groups a person surely belongs to."""
    return tuple(group.code for group in groups(rule, on) if group.holds(age, facts))


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    found = [g for g in groups(rule, on) if g.holds(facts.get("age"), facts)]
    reasons = tuple(Reason(g.code, g.label, status=g.status) for g in found)
    return Decision([g.code for g in found], reasons, (rule.id,), worst(g.status for g in found))
