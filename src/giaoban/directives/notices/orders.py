"""Tasks as a notice orders them: those that say the same stand together under the body they address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from giaoban.directives.deadlines import END_OF_DAY
from giaoban.directives.models import Conclusion, NoticeLine, Task
from giaoban.directives.queries.measures import CATALOGUE
from giaoban.kernel.text import fold
from giaoban.kernel.vietnamese import date_vi, number, percent
from giaoban.places import queries as places
from giaoban.places.models import Unit

_KINDS = ("Xã", "Phường", "Thị trấn", "Đặc khu"), ("Huyện", "Thị xã", "Quận", "Thành phố")
_EVERY = {
    "commune": "UBND các {kinds}", "station": "Trạm Y tế các {kinds}", "district": "UBND các {kinds}",
    "hospital": "Cơ sở điều trị các {kinds}",
}  # fmt: skip


@dataclass
class Order:
    """One bullet: `body` gets it, `text` says what and until when."""

    body: str
    text: str
    tasks: list[Task] = field(default_factory=list)


def orders(conclusion: Conclusion) -> list[Order]:
    """As they were given: what was cascaded further down is the lower bodies' own."""
    given = Task.objects.filter(conclusion=conclusion, giver=conclusion.place_id).exclude(state="withdrawn")
    groups: dict[tuple[Any, ...], list[Task]] = {}
    for task in given.select_related("unit").order_by("pk"):
        goal = (task.measure, task.direction, task.target, task.target_change)
        key = (task.text, task.role, task.due_at, goal)
        groups.setdefault(key, []).append(task)
    found = [Order(_body(conclusion, tasks), _text(tasks[0]), tasks) for tasks in groups.values()]
    elsewhere = NoticeLine.objects.filter(notice__conclusions=conclusion, notice__origin="read", tasks=None)
    return found + [Order(line.assignee, line.text) for line in elsewhere.order_by("seq")]


def by_body(found: Sequence[Order]) -> dict[str, list[Order]]:
    """In the order in which each body is first named."""
    grouped: dict[str, list[Order]] = {}
    for order in found:
        grouped.setdefault(order.body, []).append(order)
    return grouped


def _body(conclusion: Conclusion, tasks: Sequence[Task]) -> str:
    units = {t.unit_id for t in tasks}
    level = tasks[0].unit.level
    every = list(places.subtree(conclusion.place, level, on=conclusion.concluded_on))
    pattern = _EVERY.get(tasks[0].role)
    if len(units) > 1 and pattern and units == {u.pk for u in every}:
        return pattern.format(kinds=_kinds(every))
    return ", ".join(t.body for t in tasks)


def _kinds(units: Sequence[Unit]) -> str:
    present = {u.kind for u in units}
    ordered = [k for group in _KINDS for k in group if k in present]
    return ", ".join(k.lower() for k in ordered)


def _text(task: Task) -> str:
    """The task, its measure and its deadline, each once."""
    # a semicolon parts orders in such writing: what was given as one is written as one
    words = " ".join(task.text.split()).rstrip(" .;,").replace(";", ",")
    told = task.due_text and fold(task.due_text) in fold(words) and "/" in task.due_text
    return words + _measure(task) + ("" if told else f", hoàn thành {until(task.due_at)}")


def until(due: datetime) -> str:
    """Written as a date, whatever words gave it: a paper is read on other days."""
    day = date_vi(due.date())
    if due.time().replace(second=0) == END_OF_DAY:
        return f"chậm nhất ngày {day}"
    minutes = f" {due.minute:02d}" if due.minute else ""
    return f"trước {due.hour} giờ{minutes} ngày {day}"


def _measure(task: Task) -> str:
    known = CATALOGUE.get(task.measure)
    if known is None:
        return ""
    words = "ít nhất" if task.direction == "up" else "không quá"
    if task.target is not None:
        value = _share(task.target) if known.unit == "percent" else number(task.target)
        return f" (đo bằng: {known.label_vi}, {words} {value})"
    change = task.target_change or 0.0
    moved = f"{'tăng' if change > 0 else 'giảm'} {_share(abs(change))}"
    return f" (đo bằng: {known.label_vi}, {moved} so với khi giao)"


def _share(value: float) -> str:
    return percent(value, 2 if value % 1 else 0)
