"""The steps of form `rate_by_coverage` in words, for one unit."""

from __future__ import annotations

from datetime import date

import numpy as np

from giaoban.policy.compare import Bools, Floats, band, in_words, known, meets, shown
from giaoban.policy.levels import by_coverage as form
from giaoban.policy.levels.proposal import LEVELS, LevelInputs, Reason
from giaoban.policy.levels.rates import weekly_rate
from giaoban.policy.levels.table import Cell, cells
from giaoban.policy.rule import Param, Rule
from giaoban.policy.status import worst


def explain(rule: Rule, on: date, inputs: LevelInputs) -> list[list[Reason]]:
    """Reasons of every unit, in the order of the reckoning."""
    rate = weekly_rate(rule, "rate", on, inputs)
    bands = band(rate, form.bounds(rule, on))
    adults = rule.param("adult_dose1.threshold", on)
    covered = np.stack(meets(inputs.adult_dose1_pct, adults), axis=1)
    table = cells(rule, "table", form.BANDS, form.COVERAGE)
    result = []
    for i in range(len(inputs)):
        one, reasons = inputs.unit(i), []
        if np.isfinite(rate[i]):
            number = int(np.flatnonzero(bands[i])[0])
            reasons.append(_rate_reason(float(rate[i]), form.bounds(rule, on), number))
        if known(one.adult_dose1_pct)[0]:
            share = float(one.adult_dose1_pct[0])
            reasons.append(_share("adult_dose1", rule, on, share, adults, ""))
        reasons += _table_reason(table, bands[i], covered[i])
        reasons += [*_elderly_reason(rule, on, one), *_capacity_reason(rule, on, one)]
        result.append(reasons)
    return result


def _table_reason(table: list[list[Cell]], bands: Bools, covered: Bools) -> list[Reason]:
    rows, columns = np.flatnonzero(bands), np.flatnonzero(covered)
    if len(rows) != 1 or len(columns) != 1:
        return []
    cell = table[rows[0]][columns[0]]
    said = "đạt" if columns[0] == 0 else "chưa đạt"
    levels = " hoặc ".join(map(str, cell.levels))
    text = f"Bảng kết hợp: mức {rows[0] + 1}, tỷ lệ tiêm {said} yêu cầu → cấp {levels}"
    return [Reason("table", text, status=cell.param.status)]


def _rate_reason(rate: float, bounds: list[Param], number: int) -> Reason:
    beside = bounds[max(0, number - 1) : number + 1]
    limits = {
        0: f"dưới {shown(bounds[0].value)}",
        len(bounds): f"từ {shown(bounds[-1].value)} trở lên",
    }
    between = limits.get(number) or (
        f"{shown(bounds[number - 1].value)} – dưới {shown(bounds[number].value)}"
    )
    return Reason(
        "rate",
        f"Tỷ lệ ca mắc mới trong cộng đồng {shown(rate, bounds)}/100.000 dân/tuần: "
        f"mức {number + 1} ({between})",
        rate,
        float(beside[0].value),
        worst(p.status for p in beside),
    )


def _share(code: str, rule: Rule, on: date, value: float, threshold: Param, effect: str) -> Reason:
    age = rule.param(f"{code}.age_from", on)
    kind = "tiêm ít nhất 1 mũi" if code == "adult_dose1" else "tiêm đủ liều"
    over = "; trên 100%: cần kiểm tra mẫu số" if value > 100 else ""
    text = (
        f"Người từ {shown(age.value)} tuổi {kind} {shown(value, [threshold])}% "
        f"(yêu cầu {in_words(threshold, '%')}){effect}{over}"
    )
    return Reason(code, text, value, float(threshold.value), threshold.status)


def _elderly_reason(rule: Rule, on: date, one: LevelInputs) -> list[Reason]:
    value: Floats = one.elderly_full_pct
    if not known(value)[0]:
        return []
    threshold = rule.param("elderly.threshold", on)
    missed = not meets(value, threshold)[0][0]
    spared = known(one.community_cases_14d)[0] and one.community_cases_14d[0] == 0
    effect = ""
    if missed:
        effect = (
            ": không tăng cấp vì địa bàn không có ca mắc"
            if spared
            else f": tăng {rule.integer('elderly.step', on)} cấp, tối đa cấp {LEVELS}"
        )
    return [_share("elderly", rule, on, float(value[0]), threshold, effect)]


def _capacity_reason(rule: Rule, on: date, one: LevelInputs) -> list[Reason]:
    previous = int(form.previous_levels(one)[0])
    blocks = rule.param("capacity.blocks_lowering", on)
    if not previous or not blocks.value or not known(one.capacity_plan_met)[0]:
        return []
    if one.capacity_plan_met[0] != 0:
        return [Reason("capacity", "Đáp ứng tiêu chí 3 về khả năng thu dung, điều trị", 1.0, 1.0)]
    text = (
        "Chưa đáp ứng tiêu chí 3 về khả năng thu dung, điều trị: "
        f"không hạ xuống dưới cấp kỳ trước (cấp {previous})"
    )
    return [Reason("capacity", text, 0.0, 1.0, blocks.status)]
