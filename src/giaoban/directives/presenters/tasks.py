"""Tasks as rows, trails and measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.directives import rules
from giaoban.directives.models import Task, TaskStatus
from giaoban.directives.presenters.words import MOVE_WORDS, goal, label, shortened, state_mark, unit_of, until
from giaoban.kernel import wording
from giaoban.kernel.tables import Column

TABS = [
    ("open", gettext_lazy("Đang làm")),
    ("overdue", gettext_lazy("Quá hạn")),
    ("week", gettext_lazy("Hạn trong tuần")),
    ("stuck", gettext_lazy("Vướng mắc")),
    ("waiting", gettext_lazy("Chờ xác nhận")),
    ("accepted", gettext_lazy("Hoàn thành")),
    ("all", gettext_lazy("Tất cả")),
]
TASK_COLUMNS = [
    Column("body", gettext_lazy("Đơn vị"), head=True, link="url", sort=True),
    Column("text", gettext_lazy("Nhiệm vụ")),
    Column("state", gettext_lazy("Tình trạng")),
    Column("due", gettext_lazy("Thời hạn"), sort=True),
    Column("word", gettext_lazy("Báo cáo gần nhất")),
    Column("measure", gettext_lazy("Số liệu: khi giao → nay")),
]


PART_COLUMNS = [
    Column("body", gettext_lazy("Đơn vị"), head=True, link="url"),
    Column("text", gettext_lazy("Nhiệm vụ")),
    Column("due", gettext_lazy("Thời hạn")),
    Column("state", gettext_lazy("Tình trạng")),
]


def parts_rows(parts: Sequence[Task], now: datetime) -> list[dict[str, Any]]:
    """What was given on below a task."""
    return [
        {
            "body": t.body,
            "url": reverse("task", args=[t.pk]),
            "text": shortened(t.text),
            "due": until(t.due_at),
            "state": state_mark(t, now),
            "_class": "warn" if rules.is_overdue(t.state, t.due_at, now) else "",
        }
        for t in parts
    ]


def measured(task: Task, now_value: float | None, reported: float | None) -> dict[str, Any]:
    """What the owner says beside what the records say."""
    unit = unit_of(task.measure)
    target = rules.target_of(task.start_value, task.target, task.target_change)
    return {
        "label": label(task.measure),
        "unit": unit,
        "start": task.start_value,
        "now": now_value,
        "change": None if now_value is None or task.start_value is None else now_value - task.start_value,
        "reported": reported,
        "goal": goal(task),
        "reached": rules.has_reached(now_value, target, task.direction),
        "differs": rules.differs(reported, now_value, unit),
        "good": task.direction,
    }


def _path(task: Task, value: float | None) -> str:
    if not task.measure:
        return ""
    unit = unit_of(task.measure)
    return f"{wording.in_unit(task.start_value, unit)} → {wording.in_unit(value, unit)}"


def row(
    task: Task, word: TaskStatus | None, value: float | None, reported: float | None, now: datetime
) -> dict[str, Any]:
    unit = unit_of(task.measure)
    differs = rules.differs(reported, value, unit)
    path = _path(task, value)
    return {
        "body": task.body,
        "url": reverse("task", args=[task.pk]),
        "text": shortened(task.text),
        "state": state_mark(task, now),
        "due": until(task.due_at),
        "word": shortened(word.note, 160) if word else "",
        "start": task.start_value,
        "now": value,
        "reported": reported,
        "goal": rules.target_of(task.start_value, task.target, task.target_change),
        "measure": format_html(
            '{} <span class="tag caution">{}</span>', path,
            _("báo cáo %(n)s") % {"n": wording.in_unit(reported, unit)},
        ) if differs else path,
        "_class": "warn" if rules.is_overdue(task.state, task.due_at, now) else "",
    }  # fmt: skip


def tabs(counts: Mapping[str, int], chosen: str, address: Callable[[str], str]) -> list[dict[str, Any]]:
    """`address(state)` makes the link that keeps the rest of the filter."""
    return [
        {"url": address(key), "label": words, "count": counts[key], "current": key == chosen}
        for key, words in TABS
    ]


def sections(current: str) -> list[dict[str, Any]]:
    """Tasks, and what they come from, what holds them up, who answers for them."""
    entries = [
        ("tasks", _("Nhiệm vụ")), ("conclusions", _("Kết luận")), ("obstacles", _("Vướng mắc")),
        ("followed", _("Theo dõi")), ("charges", _("Phân công")),
    ]  # fmt: skip
    return [{"url": reverse(n), "label": w, "count": None, "current": n == current} for n, w in entries]


def trail(task: Task, statuses: Sequence[TaskStatus], now: datetime) -> list[dict[str, Any]]:
    """Every move, oldest first; then what is still to come."""
    steps: list[dict[str, Any]] = []
    for n, status in enumerate(statuses, 1):
        last = n == len(statuses) and task.state in rules.OPEN
        steps.append(
            {
                "label": MOVE_WORDS[status.move],
                "state": "now" if last else "done",
                "at": status.at,
                "by": status.by.get_full_name() or status.by.username if status.by else "",
                "note": _note(status),
            }
        )
    if task.state in rules.OPEN:
        late = rules.is_overdue(task.state, task.due_at, now)
        steps.append({"label": MOVE_WORDS["answer"], "state": "late" if late else "todo"})
    if task.state not in ("accepted", "withdrawn"):
        steps.append({"label": MOVE_WORDS["sign_off"], "state": "todo"})
    return steps


def _note(status: TaskStatus) -> str:
    parts = [status.note] if status.note else []
    if status.move in ("ask_extension", "extend") and status.due_at:
        parts.append(_("hạn mới: %(at)s") % {"at": until(status.due_at)})
    return " · ".join(parts)
