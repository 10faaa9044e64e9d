"""A conclusion and the table of who does what of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.directives import rules
from giaoban.directives.models import Conclusion, Task
from giaoban.directives.presenters.words import STATE_WORDS, goal_words, label, shortened, unit_of, until
from giaoban.kernel.tables import Column

UNIT_COLUMNS = [
    Column("body", gettext_lazy("Đơn vị"), head=True, link="url", sort=True),
    Column("state", gettext_lazy("Tình trạng"), sort=True),
    Column("due", gettext_lazy("Thời hạn")),
    Column("word", gettext_lazy("Báo cáo gần nhất")),
]


def unit_columns(tasks: Sequence[Task]) -> list[Column]:
    """A deadline that is the same for all is said once above the table, not in every row."""
    same = len({t.due_at for t in tasks}) == 1
    columns = [c for c in UNIT_COLUMNS if not (same and c.key == "due")]
    return columns + measure_columns(tasks)


def deadlines(tasks: Sequence[Task]) -> str:
    """ "hết ngày 11/3/2022", or from the first to the last."""
    moments = sorted({t.due_at for t in tasks})
    if not moments:
        return ""
    if len(moments) == 1:
        return until(moments[0])
    return _("từ %(first)s đến %(last)s") % {"first": until(moments[0]), "last": until(moments[-1])}


def measure_columns(tasks: Sequence[Task]) -> list[Column]:
    """The measure's columns of a conclusion's table: then, now, target, and what the owners report."""
    names = {t.measure for t in tasks if t.measure}
    if not names:
        return []
    units = {unit_of(n) for n in names}
    unit = units.pop() if len(units) == 1 else ""
    return [
        Column("start", gettext_lazy("Khi giao"), "unit", unit=unit, sort=True),
        Column("now", gettext_lazy("Nay, theo số liệu"), "unit", unit=unit, sort=True),
        Column("goal", gettext_lazy("Cần đạt"), "unit", unit=unit),
        Column("reported", gettext_lazy("Đơn vị báo cáo"), "unit", unit=unit),
    ]


STATE_COLUMNS = [
    Column("state", gettext_lazy("Tình trạng"), head=True, link="url"),
    Column("n", gettext_lazy("Số nhiệm vụ"), "bar"),
    Column("share", gettext_lazy("Tỷ lệ"), "percent", places=0),
]


def progress(counted: Mapping[str, int]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """How many tasks stand in each state, and all of them."""
    total = sum(counted.get(s, 0) for s in rules.STATES)
    rows = [
        {"state": STATE_WORDS[s], "n": counted[s], "share": counted[s] / total * 100, "url": f"?state={s}"}
        for s in rules.STATES
        if counted.get(s)
    ]
    return rows, {"state": _("Tất cả"), "n": total}


def conclusion_row(conclusion: Conclusion, counted: Mapping[str, int]) -> dict[str, Any]:
    total = counted.get("all", 0)
    finished = counted.get("done", 0) + counted.get("accepted", 0)
    return {
        "conclusion": conclusion,
        "url": reverse("conclusion", args=[conclusion.pk]),
        "on": conclusion.concluded_on,
        "text": shortened(conclusion.text, 160),
        "theme": conclusion.theme,
        "given": total,
        "received": total - counted.get("given", 0),
        "finished": finished,
        "late": counted.get("late", 0),
        "stuck": counted.get("stuck", 0),
        "_class": "warn" if counted.get("late") else "",
    }


CONCLUSION_COLUMNS = [
    Column("text", gettext_lazy("Kết luận"), head=True, link="url"),
    Column("on", gettext_lazy("Ngày"), "date"),
    Column("theme", gettext_lazy("Lĩnh vực")),
    Column("given", gettext_lazy("Đã giao"), "number"),
    Column("received", gettext_lazy("Đã tiếp nhận"), "number"),
    Column("finished", gettext_lazy("Đã báo cáo kết quả"), "number"),
    Column("stuck", gettext_lazy("Vướng mắc"), "number"),
    Column("late", gettext_lazy("Quá hạn"), "number"),
]


def measures_of(tasks: Sequence[Task]) -> list[dict[str, str]]:
    """The measures of a conclusion's tasks with their goal, each once."""
    found: dict[tuple[str, str, float | None, float | None], dict[str, str]] = {}
    for t in tasks:
        if t.measure:
            key = (t.measure, t.direction, t.target, t.target_change)
            found[key] = {"label": label(t.measure), "goal": goal_words(*key)}
    return list(found.values())


_URGENT = ("stuck", "returned", "given", "received", "progress", "done", "accepted", "withdrawn")


def urgency(task: Task, now: datetime) -> tuple[int, int, datetime, str]:
    """What needs a look stands first: late, then stuck, then by deadline."""
    late = rules.is_overdue(task.state, task.due_at, now)
    return (0 if late else 1, _URGENT.index(task.state), task.due_at, task.unit.path)


def sheet(
    listed: Sequence[tuple[Task, Mapping[str, Any]]], now: datetime
) -> tuple[list[str], list[list[Any]]]:
    """The table to take away: plain values, no marks."""
    header = [
        _("Mã đơn vị"), _("Đơn vị"), _("Nhiệm vụ"), _("Tình trạng"), _("Quá hạn"), _("Thời hạn"),
        _("Chỉ số đo"), _("Khi giao"), _("Nay, theo số liệu"), _("Cần đạt"), _("Đơn vị báo cáo"),
        _("Báo cáo gần nhất"),
    ]  # fmt: skip
    lines = [
        [
            t.unit.code, t.body, t.text, str(STATE_WORDS[t.state]),
            "x" if rules.is_overdue(t.state, t.due_at, now) else "", t.due_at,
            label(t.measure) if t.measure else "", row["start"], row["now"], row["goal"], row["reported"],
            row["word"],
        ]
        for t, row in listed
    ]  # fmt: skip
    return header, lines
