"""From inputs and a rule to a proposal: the form is chosen, the words are added."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import date_vi
from giaoban.policy.compare import known
from giaoban.policy.levels import by_capacity, by_coverage, words_capacity, words_coverage
from giaoban.policy.levels.proposal import (
    LEVELS,
    Assessment,
    Ints,
    LevelInputs,
    LevelProposal,
    Reason,
)
from giaoban.policy.rule import Rule
from giaoban.policy.status import STATUSES

Assess = Callable[[Rule, date, LevelInputs], Assessment]
Explain = Callable[[Rule, date, LevelInputs], list[list[Reason]]]

FORMS: dict[str, tuple[Assess, Explain, tuple[str, ...]]] = {
    "rate_by_coverage": (by_coverage.assess, words_coverage.explain, by_coverage.NEEDED),
    "grade_by_capacity": (by_capacity.assess, words_capacity.explain, by_capacity.NEEDED),
}
MISSING_VI = {
    "population": "dân số",
    "community_cases_14d": "số ca cộng đồng 14 ngày",
    "cases_7d": "số ca mắc mới 7 ngày",
    "deaths_7d": "số ca tử vong 7 ngày",
    "adult_dose1_pct": "tỷ lệ người từ 18 tuổi tiêm ít nhất 1 mũi",
    "elderly_full_pct": "tỷ lệ người cao tuổi tiêm đủ liều",
    "full_pct": "tỷ lệ người dân tiêm đủ liều",
    "high_risk_full_pct": "tỷ lệ nhóm nguy cơ cao tiêm đủ liều",
    "free_beds_per_100k": "số giường trống",
    "capacity_plan_met": "kết quả đánh giá tiêu chí 3 về khả năng thu dung, điều trị",
}


def propose(rule: Rule | None, on: date, inputs: LevelInputs, with_reasons: bool = True) -> LevelProposal:
    """Level of every unit, or its possible range where the law or the data leave it open."""
    inputs = inputs.floats()
    if rule is None:
        return _no_rule(on, len(inputs))
    assess, explain, _ = _form(rule)
    assessment = assess(rule, on, inputs)
    low, high = assessment.low, assessment.high
    level = np.where(low == high, low, 0).astype(np.int8)
    reasons: list[list[Reason]] = [[] for _ in range(len(inputs))]
    if with_reasons:
        steps = explain(rule, on, inputs)
        reasons = [_reasons(rule, on, inputs, i, assessment, s) for i, s in enumerate(steps)]
    return LevelProposal("level", level, low, high, reasons, assessment.status())


def needed_inputs(rule: Rule) -> tuple[str, ...]:
    """Fields of `LevelInputs` without which a unit may stay undetermined."""
    return _form(rule)[2]


def elderly_age(rule: Rule, on: date) -> int | None:
    """The age from which the rule counts the elderly on a date; None where it names none."""
    return rule.integer("elderly.age_from", on) if rule.has("elderly.age_from") else None


def elderly_ages(rule: Rule) -> tuple[int, ...]:
    """Every age the rule ever named: the returns a caller must be able to read."""
    steps = rule.steps.get("elderly.age_from", ())
    return tuple(int(param.value) for _, param in steps)


def scale_method(rule: Rule, scale: str) -> str | None:
    """How a province, district or commune is assessed: `direct` (own totals) or None (not said)."""
    key = f"scales.{scale}"
    return rule.text(key) if rule.has(key) else None


def _form(rule: Rule) -> tuple[Assess, Explain, tuple[str, ...]]:
    if rule.form not in FORMS:
        raise UserError(
            "rule_unfit",
            f"Quy định {rule.id} không phải quy định về cấp độ dịch.",
            "Chọn một quy định thuộc chủ đề epidemic_level.",
        )
    return FORMS[rule.form]


def _no_rule(on: date, count: int) -> LevelProposal:
    text = f"Ngày {date_vi(on)} chưa có quy định về cấp độ dịch có hiệu lực"
    zeros = np.zeros(count, dtype=np.int8)
    reasons = [[Reason("no_rule", text)] for _ in range(count)]
    return LevelProposal("no_rule", zeros, zeros.copy(), zeros.copy(), reasons, ["no_rule"] * count)


def _reasons(
    rule: Rule, on: date, inputs: LevelInputs, index: int, of: Assessment, steps: list[Reason]
) -> list[Reason]:
    """The steps of one unit between what frames them: hypothesis, missing figures, range."""
    reasons = list(steps)
    if on < rule.valid_from:
        text = f"Tính giả định: {rule.name} có hiệu lực từ ngày {date_vi(rule.valid_from)}"
        reasons.insert(0, Reason("hypothetical", text))
    absent = missing(needed_inputs(rule), inputs, index)
    reasons += [Reason("missing_" + name, f"Thiếu {MISSING_VI[name]}") for name in absent]
    low, high = int(of.low[index]), int(of.high[index])
    if low != high:
        levels = " hoặc ".join(str(k + 1) for k in np.flatnonzero(of.possible[index]))
        text = f"Chưa xác định được cấp độ dịch: có thể là cấp {levels}"
        reasons.append(Reason("undetermined", text, status=STATUSES[of.rank[index]]))
    return reasons


def missing(needed: tuple[str, ...], inputs: LevelInputs, index: int = 0) -> list[str]:
    """Needed figures that a unit does not have. Criterion 3 counts where a level could be held."""
    absent = [name for name in needed if not known(getattr(inputs, name))[index]]
    if "capacity_plan_met" in absent and not np.nan_to_num(inputs.previous_level[index]):
        absent.remove("capacity_plan_met")
    return absent


def tally(levels: Ints) -> dict[int, int]:
    """How many units stand at each level; 0 counts the undetermined."""
    counts = np.bincount(np.asarray(levels, dtype=int), minlength=LEVELS + 1)
    return {level: int(count) for level, count in enumerate(counts)}
