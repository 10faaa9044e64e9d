"""The severity or risk group a patient's facts show: form `worst_level`, any subject."""

from __future__ import annotations

from datetime import date

from giaoban.policy.decision import Decision, Facts, holds, in_text
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Param, Rule
from giaoban.policy.status import worst


def classify(rule: Rule, on: date, facts: Facts) -> Decision:
    """The worst level with a criterion met.

    `result` = {"level": level or None, "possible": every level the unknown facts leave open}.
    A machine never lowers: with facts missing the worse levels stay possible.
    """
    possible: list[str] = []
    used: list[Param] = []
    for level in rule.children("levels"):
        states = [(p, holds(p, facts)) for p in rule.params(f"levels.{level}", on)]
        used += [p for p, _ in states]
        met = [p for p, state in states if state]
        if met:
            name = rule.labels[f"levels.{level}"]
            reasons = tuple(
                Reason(p.key, f"{name.capitalize()}: {in_text(p, facts)}", status=p.status) for p in met
            )
            only = not possible
            result = {"level": level if only else None, "possible": [*possible, level]}
            return Decision(result, reasons, (rule.id,), worst(p.status for p in used))
        if any(state is None for _, state in states):
            possible.append(level)
    # Nothing met and nothing unknown: the rule does not say, so nothing is excluded.
    result = {"level": None, "possible": possible or rule.children("levels")}
    return Decision(result, (), (rule.id,), worst(p.status for p in used))
