"""Lines that say something about the orders before them: who leads, who helps, by when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from giaoban.reading.bodies import body_at
from giaoban.reading.deadlines import Deadline, deadline_in
from giaoban.reading.source import Paragraph

if TYPE_CHECKING:
    from giaoban.reading.tasks import TaskReader

_LEADS = re.compile(
    r"(?:cơ quan|đơn vị|bộ phận)\s+(?:chủ trì|thực hiện|đầu mối"
    r"|chịu trách nhiệm)(?: thực hiện)?\s*:\s*"
)
_HELPS = re.compile(r"(?:cơ quan|đơn vị)\s+phối hợp(?: thực hiện)?\s*:\s*")
_WHEN = re.compile(
    r"(?:thời gian|thời hạn|hạn|tiến độ)(?:\s+(?:thực hiện|hoàn thành|xong|báo cáo"
    r"|chậm nhất))*\s*:\s*"
)
_ALL = re.compile(
    r"(?:các|những|tất cả các)\s+(?:nội dung|nhiệm vụ|công việc|việc)(?:\s+\w+)?\s+(?:trên"
    r"|nêu trên|này)[^.]{0,40}?(?:hoàn thành|xong|thực hiện)"
)


def apply(reader: TaskReader, p: Paragraph) -> bool:
    """Apply such a line to the orders of the same section; False when it is none."""
    low = reader.src.low
    for pattern, use in ((_LEADS, _lead), (_HELPS, _help), (_WHEN, _when)):
        found = pattern.match(low, p.start, p.end)
        if found:
            use(reader, found.end(), p)
            return True
    if _ALL.match(low, p.start, p.end):
        deadline = deadline_in(reader.src, p.start, p.end, reader.anchor)
        if deadline:
            _set_deadline(reader, deadline, True)
            return True
    return False


def _recent(reader: TaskReader, everything: bool = False) -> list[int]:
    """Orders the line speaks of: those since the last such line, in the same open section."""
    section = reader.stack.section()
    found: list[int] = []
    for i in range(len(reader.tasks) - 1, -1, -1):
        task = reader.tasks[i]
        same = everything or task.section == section or section is None
        if not same:
            break
        found.append(i)
    return found


def _lead(reader: TaskReader, pos: int, p: Paragraph) -> None:
    body = body_at(reader.src, pos, p.end, flexible=False)
    if body is None:
        return
    name = reader.src.flat[body.start : body.end]
    for i in _recent(reader):
        if reader.tasks[i].doubt or reader.tasks[i].assignee is None:
            reader.tasks[i].assignee, reader.tasks[i].doubt = name, None


def _help(reader: TaskReader, pos: int, p: Paragraph) -> None:
    body = body_at(reader.src, pos, p.end, flexible=False)
    if body is None:
        return
    names = [reader.src.flat[a:b].strip(" ,;") for a, b in body.units]
    for i in _recent(reader):
        task = reader.tasks[i]
        task.partners = task.partners + [n for n in names if n not in task.partners]


def _when(reader: TaskReader, pos: int, p: Paragraph) -> None:
    deadline = deadline_in(reader.src, pos, p.end, reader.anchor)
    if deadline:
        _set_deadline(reader, deadline, False)


def _set_deadline(reader: TaskReader, deadline: Deadline, everything: bool) -> None:
    for i in _recent(reader, everything):
        task = reader.tasks[i]
        if task.deadline_text is None:
            task.deadline = deadline.iso or (deadline.value.isoformat() if deadline.value else None)
            task.deadline_text = reader.src.words(deadline.start, deadline.end)
            task.deadline_resolved, task.deadline_rule = deadline.value, deadline.rule
