"""The section of the next briefing: targets behind, open findings, pilots due, communes watched."""

from __future__ import annotations

from typing import Any

from giaoban.briefing import actions as briefing_actions
from giaoban.briefing.models import Briefing, Section
from giaoban.directives.programmes.models import Finding, Pilot
from giaoban.directives.programmes.queries import inspections, pilots, targets, watch, windows
from giaoban.directives.programmes.rules.targets import BEHIND, MISSED
from giaoban.directives.queries.measures import CATALOGUE
from giaoban.kernel.vietnamese import date_vi, number, percent
from giaoban.situation import queries as situation
from giaoban.situation.models import Evaluation

KEY = "programmes"
TITLE = "Chỉ tiêu, kiểm tra, thí điểm và địa bàn cần theo dõi"
POSITION = 41  # behind what became of the conclusions
_NAMED = 10  # lines of a kind in the paper; all of them are on its page
_COLUMNS = [
    {"title": "Nội dung", "width": 1.2}, {"title": "Nơi", "width": 1.6}, {"title": "Tình trạng", "width": 3},
    {"title": "Dòng gốc", "align": "right", "width": 0.8},
]  # fmt: skip
_SEVERITIES = {"grave": "nghiêm trọng", "serious": "đáng kể", "minor": "nhẹ"}
Rows = list[list[Any]]


def add_programmes(*, by: Any, briefing: Briefing) -> Section | None:
    """Called when a briefing is drafted. Nothing running, no section; once added it stays."""
    content = content_of(briefing)
    if content is None:
        return None
    return briefing_actions.add_section(
        by=by, briefing=briefing, key=KEY, title=TITLE, position=POSITION, content=content
    )


def content_of(briefing: Briefing) -> dict[str, Any] | None:
    """A signed document is Vietnamese whoever makes it."""
    week, path = briefing.evaluation, briefing.place.path
    found = [_targets(week, path), _findings(path), _pilots(week, path), _watched(week, path)]
    sentences = [sentence for sentence, _ in found if sentence]
    if not sentences:
        return None
    rows = [row for _, held in found for row in held]
    return {"paragraphs": sentences, **({"table": {"columns": _COLUMNS, "rows": rows}} if rows else {})}


def _targets(week: Evaluation, path: str) -> tuple[str, Rows]:
    told = []
    for target in targets.of_place(path):
        since = target.start_evaluation.start
        known = windows.comparable(target.start_evaluation, since, week.end)
        if known:
            told.append(targets.told(target, known[-1]))
    late = [(one, line) for one in told for line in one.lines if line.standing.verdict in (BEHIND, MISSED)]
    if not told:
        return "", []
    behind = len({one.target.pk for one, _ in late})
    said = f"{number(len(told))} chỉ tiêu đang thực hiện, {number(behind)} chỉ tiêu có nơi chậm lộ trình"
    places = f" ({number(len(late))} nơi)." if late else "."
    rows = []
    for one, line in sorted(late, key=lambda pair: -(pair[1].standing.gap or 0.0))[:_NAMED]:
        unit, measure = line.place.unit, one.target.measure
        records = situation.record_count(one.evaluation, unit.path, [measure])[measure]
        rows.append([f"Chỉ tiêu: {one.target.text}", unit.full_name, _gap(line, measure), records])
    return said + places, rows


def _gap(line: targets.Line, measure: str) -> str:
    standing, known = line.standing, CATALOGUE[measure]
    late = "hết hạn" if standing.verdict == MISSED else "lộ trình"
    value, asked = (_value(v, known.unit) for v in (line.value, standing.expected))
    return f"{known.label_vi}: {value}, {late} cần {asked}"


def _value(value: float | None, unit: str) -> str:
    if value is None:
        return "chưa có số liệu"
    return percent(value) if unit == "percent" else number(value, 1 if value % 1 else 0)


def _findings(path: str) -> tuple[str, Rows]:
    still = inspections.open_of_place(path)
    if not still:
        return "", []
    visits = len({one.visit_id for one in still})
    said = f"{number(len(still))} phát hiện của {number(visits)} cuộc kiểm tra chưa khắc phục xong."
    order = {name: n for n, name in enumerate(_SEVERITIES)}
    worst = sorted(still, key=lambda one: (order[one.severity], one.visit.on))[:_NAMED]
    return said, [_finding(one) for one in worst]


def _finding(one: Finding) -> list[Any]:
    where = str(one.visit.facility or one.visit.unit.full_name)
    repair = f"hạn khắc phục {date_vi(one.task.due_at.date())}" if one.task else "chưa giao việc khắc phục"
    state = f"{one.text.rstrip('.')} ({_SEVERITIES[one.severity]}); {repair}"
    return [f"Kiểm tra ngày {date_vi(one.visit.on)}", where, state, 1]


def _pilots(week: Evaluation, path: str) -> tuple[str, Rows]:
    held = [p for p in pilots.of_place(path) if p.decision in ("", Pilot.CONTINUE)]
    due = [p for p in held if pilots.is_due(p, week.end)]
    if not held:
        return "", []
    said = f"{number(len(held))} thí điểm chưa kết luận, {number(len(due))} đã hết thời gian chờ quyết định."
    return said, [_pilot(p) for p in due[:_NAMED]]


def _pilot(pilot: Pilot) -> list[Any]:
    told = pilots.told(pilot)
    before, after = told.groups["pilot"]
    unit = CATALOGUE[pilot.measure].unit
    figures = f"{_value(before.value, unit)} → {_value(after.value, unit)}"
    state = f"hết thời gian ngày {date_vi(pilot.last_day)}; {CATALOGUE[pilot.measure].label_vi}: {figures}"
    return [f"Thí điểm: {pilot.name}", f"{before.places} nơi", state, before.records + after.records]


def _watched(week: Evaluation, path: str) -> tuple[str, Rows]:
    own_week = week.count == "province" and week.end - week.start == windows.WEEK
    held = watch.watch_list(path, week if own_week else windows.newest_week(week.end))
    if held is None or not (held.on_list or held.waiting or held.left):
        return "", []
    urgent = [c for c in held.on_list if c.rank == 1]
    since = held.evaluation.start
    left = [c for c in held.left if c.left and c.left >= since]
    said = (
        f"{number(len(held.on_list))} trong {number(held.communes)} xã, phường, thị trấn cần theo dõi theo "
        f"ngưỡng ước đoán của phần mềm, {number(len(urgent))} xã ở mức khẩn; "
        f"{number(len(left))} xã ra khỏi danh sách trong kỳ."
    )
    return said, [_commune(c) for c in urgent[:_NAMED]]


def _commune(c: watch.Watched) -> list[Any]:
    state = f"7 ngày {number(c.day.week)} ca, 7 ngày trước {number(c.day.before)} ca"
    if c.doubling is not None:
        state += f", gấp đôi sau {number(c.doubling, 1)} ngày"
    if c.raised is not None:
        state += f", cấp độ {c.raised.before} lên {c.raised.level}"
    return ["Xã cần theo dõi", c.name, state, int(c.day.week)]
