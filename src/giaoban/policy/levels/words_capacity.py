"""The steps of form `grade_by_capacity` in words, for one unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from giaoban.policy.compare import Bools, Floats, in_words, known, meets, shown
from giaoban.policy.levels import by_capacity as form
from giaoban.policy.levels.proposal import LevelInputs, Reason
from giaoban.policy.levels.rates import weekly_rate
from giaoban.policy.levels.table import cells
from giaoban.policy.rule import Param, Rule
from giaoban.policy.status import worst

CAPACITY_VI = {"high": "cao", "medium": "trung bình", "low": "thấp"}
SHARE_VI = {
    "full": "Tỷ lệ người dân tiêm đủ liều",
    "high_risk": "Tỷ lệ người thuộc nhóm nguy cơ cao tiêm đủ liều",
}


@dataclass(frozen=True)
class _Seen:
    """The figures of all units, reckoned once."""

    rule: Rule
    on: date
    inputs: LevelInputs
    of: form.Parts
    grades: Bools
    rate: Floats
    deaths: Floats
    exceeded: Bools


def explain(rule: Rule, on: date, inputs: LevelInputs) -> list[list[Reason]]:
    """Reasons of every unit, in the order of the reckoning."""
    of = form.parts(rule, on, inputs)
    deaths = weekly_rate(rule, "deaths", on, inputs)
    seen = _Seen(
        rule=rule,
        on=on,
        inputs=inputs,
        of=of,
        grades=form.grades_of(rule, on, of),
        rate=weekly_rate(rule, "new_cases", on, inputs),
        deaths=deaths,
        exceeded=meets(deaths, rule.param("deaths.threshold", on))[0],
    )
    left_out = _omitted(rule, on)
    steps = (_new_cases, _deaths, _vaccination, _beds, _matrix)
    return [[reason for step in steps for reason in step(seen, i)] + left_out for i in range(len(inputs))]


def _new_cases(seen: _Seen, i: int) -> list[Reason]:
    rate = float(seen.rate[i])
    if not np.isfinite(rate):
        return []
    bounds = form.bounds(seen.rule, seen.on)
    may = np.flatnonzero(seen.of.grades[i])
    beside = bounds[max(0, may[0] - 1) : may[-1] + 1]
    grade = " hoặc ".join(str(g + 1) for g in may)
    text = (
        f"Tỷ lệ ca mắc mới {shown(rate, bounds)}/100.000 dân/tuần: "
        f"mức độ lây nhiễm {grade} ({_between(bounds, int(may[-1]))})"
    )
    return [Reason("rate", text, rate, float(beside[0].value), worst(p.status for p in beside))]


def _between(bounds: list[Param], grade: int) -> str:
    if grade == 0:
        return f"dưới {shown(bounds[0].value)}"
    if grade == len(bounds):
        return in_words(bounds[grade - 1])
    return f"{shown(bounds[grade - 1].value)} – dưới {shown(bounds[grade].value)}"


def _deaths(seen: _Seen, i: int) -> list[Reason]:
    rate, rule = float(seen.deaths[i]), seen.rule
    if not np.isfinite(rate):
        return []
    bound, acts_on = rule.param("deaths.threshold", seen.on), rule.param("deaths.acts_on", seen.on)
    exceeded, effect = bool(seen.exceeded[i]), ""
    if exceeded:
        raised = {"grade": "mức độ lây nhiễm", "level": "cấp độ dịch"}
        step = rule.integer("deaths.step", seen.on)
        said = " hoặc ".join(f"{step} {raised[str(reading)]}" for reading in acts_on.possible)
        effect = f": tăng {said}" + ("" if acts_on.known else " (quy định chưa rõ)")
    text = (
        f"Tỷ lệ tử vong {shown(rate, [bound])}/100.000 dân/tuần "
        f"({'vượt' if exceeded else 'không vượt'} ngưỡng {shown(bound.value)}){effect}"
    )
    status = worst([bound.status, acts_on.status]) if exceeded else bound.status
    return [Reason("deaths", text, rate, float(bound.value), status)]


def _vaccination(seen: _Seen, i: int) -> list[Reason]:
    reasons, missed_before, rule = [], False, seen.rule
    figures = (seen.inputs.full_pct, seen.inputs.high_risk_full_pct)
    for name, figure, (_, miss) in zip(form.VACCINATION, figures, seen.of.missed, strict=True):
        if not known(figure)[i]:
            continue
        value, missed, effect = float(figure[i]), bool(miss[i]), ""
        threshold = rule.param(f"vaccination.{name}.threshold", seen.on)
        if missed:
            effect = f": tăng {rule.integer('vaccination.step', seen.on)} mức độ lây nhiễm"
        if missed and missed_before:
            total = rule.integer("vaccination.steps_if_both_missed", seen.on)
            effect = f": cùng chỉ số trên tăng tất cả {total} mức độ lây nhiễm"
        over = "; trên 100%: cần kiểm tra mẫu số" if value > 100 else ""
        text = (
            f"{SHARE_VI[name]} {shown(value, [threshold])}% "
            f"(yêu cầu {in_words(threshold, '%')}){effect}{over}"
        )
        reasons.append(Reason(name, text, value, float(threshold.value), threshold.status))
        missed_before = missed_before or missed
    return reasons


def _beds(seen: _Seen, i: int) -> list[Reason]:
    figure = seen.inputs.free_beds_per_100k
    if not known(figure)[i]:
        return []
    value = float(figure[i])
    high, low = form.capacity_bounds(seen.rule, seen.on, "beds")
    column = "high" if meets(figure[i : i + 1], high)[0][0] else "medium"
    column = "low" if meets(figure[i : i + 1], low)[0][0] else column
    between = f"{shown(low.value)} – {shown(high.value)}"
    said = {"high": in_words(high), "medium": between, "low": in_words(low)}[column]
    text = (
        f"Giường trống {shown(value, [high, low])}/100.000 dân: "
        f"khả năng đáp ứng {CAPACITY_VI[column]} ({said})"
    )
    bound = low if column == "low" else high
    return [Reason("beds", text, value, float(bound.value), bound.status)]


def _matrix(seen: _Seen, i: int) -> list[Reason]:
    rows, columns = np.flatnonzero(seen.grades[i]), np.flatnonzero(seen.of.capacity[i])
    if len(rows) != 1 or len(columns) != 1:
        return []
    cell = cells(seen.rule, "matrix", form.GRADES, form.CAPACITIES)[rows[0]][columns[0]]
    levels = " hoặc ".join(map(str, cell.levels))
    capacity = CAPACITY_VI[form.CAPACITIES[columns[0]]]
    text = f"Mức độ lây nhiễm {rows[0] + 1}, khả năng đáp ứng {capacity} → cấp {levels}"
    if not cell.param.known:
        text += " (ô này của bảng chưa có số liệu gốc)"
    return [Reason("matrix", text, status=cell.param.status)]


def _omitted(rule: Rule, on: date) -> list[Reason]:
    return [
        Reason(
            "omitted_" + key.split(".")[-1],
            f"Chưa đưa vào tính: {rule.labels.get(key, key)} (chưa có ngưỡng đã đối chiếu)",
            status="unverified",
        )
        for key in form.omitted(rule, on)
    ]
