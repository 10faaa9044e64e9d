"""The frozen answer of a pure rule, and single criteria compared with facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from giaoban.kernel.vietnamese import number
from giaoban.policy.compare import BEYOND_COUNTING, OPERATORS, in_words, meets
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Param

Facts = Mapping[str, Any]
UNIT_VI = {
    "percent": "%",
    "breaths_per_minute": " lần/phút",
    "beats_per_minute": " lần/phút",
    "mmhg": " mmHg",
    "celsius": " °C",
    "hours": " giờ",
    "days": " ngày",
    "years": " tuổi",
    "months": " tháng",
}


@dataclass(frozen=True)
class Decision:
    """What a rule answers: a plain result, its reasons, the rules used, the worst status."""

    result: Any
    reasons: tuple[Reason, ...]
    rules: tuple[str, ...]
    status: str


def applies(param: Param, age_months: float | None) -> bool | None:
    """Whether a criterion is meant for this age; None where the age is needed and not known."""
    low, high = param.age_months
    if low is None and high is None:
        return True
    if age_months is None:
        return None
    return (low is None or age_months >= low) and (high is None or age_months < high)


def holds(param: Param, facts: Facts) -> bool | None:
    """Whether the fact a criterion names meets it; None = not known (fact, age or sign)."""
    meant = applies(param, facts.get("age_months"))
    if meant is False or not param.known:
        return False if meant is False else None
    fact = facts.get(param.fact) if param.fact else param.value
    if fact is None:
        return None
    if len(param.cmp) == 1 and 0 <= float(fact) < BEYOND_COUNTING:  # one figure needs no arrays
        answer: bool | None = bool(OPERATORS[param.cmp[0]](float(fact), float(param.value)))
    elif param.cmp:
        met, missed = meets(np.array([float(fact)]), param)
        answer = None if met[0] and missed[0] else bool(met[0])
    else:
        answer = fact == param.value
    return answer if meant or answer is False else None


def in_text(param: Param, facts: Facts) -> str:
    """ "nhịp thở 31 lần/phút (trên 30 lần/phút)" or just the name of a yes-or-no fact."""
    name = param.label.rsplit(" – ", 1)[-1]
    if not param.cmp:
        return name
    unit = UNIT_VI.get(param.unit, "")
    return f"{name} {number(facts[param.fact])}{unit} ({in_words(param, unit)})"
