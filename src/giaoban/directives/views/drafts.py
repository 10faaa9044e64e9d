"""Where a conclusion comes from: nothing, a briefing, notes of a meeting, a task from above."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.briefing.models import Briefing
from giaoban.directives import actions, queries
from giaoban.directives.lines import COMMUNES, ONE
from giaoban.directives.meetings import queries as meetings
from giaoban.directives.models import Conclusion, Meeting, Obstacle, Task
from giaoban.directives.notices.heard import lines_of
from giaoban.directives.views.typed import Draft
from giaoban.kernel import clock
from giaoban.kernel.text import whole, wholes
from giaoban.places.models import Unit


@dataclass(frozen=True)
class Source:
    """`kept`: hidden fields that come back with the form; `waiting`: obstacles it may decide."""

    place: Unit
    action: str
    back: str
    heading: str
    save: Callable[[Any, dict[str, Any]], Conclusion]
    briefing: Briefing | None = None
    draft: Draft | None = None
    meeting: Meeting | None = None
    task: Task | None = None
    kept: Sequence[tuple[str, Any]] = ()
    waiting: Sequence[Obstacle] = ()
    decides: frozenset[int] = field(default_factory=frozenset)


def source_of(request: Any) -> Source | None:
    """None: what was named is not the reader's to see."""
    asked = request.POST if request.method == "POST" else request.GET
    if asked.get("meeting"):
        return _from_meeting(request, asked, whole(asked["meeting"], 0))
    slug = asked.get("briefing", "")
    briefing = queries.briefing_of(request.scope, slug) if slug else None
    if slug and briefing is None:
        return None
    return Source(
        place=briefing.place if briefing else request.posting.place,
        briefing=briefing,
        action=reverse("conclude"),
        back=reverse("conclusions"),
        heading=_("Ghi kết luận"),
        save=lambda by, given: actions.conclude(by=by, **given),
        kept=[("briefing", briefing.slug)] if briefing else [],
    )


def _from_meeting(request: Any, asked: Any, pk: int) -> Source | None:
    found = meetings.meeting(request.scope, pk)
    if found is None or not meetings.leads(request.scope, found):
        return None
    notes = meetings.open_notes(found, wholes(asked.getlist("note")))
    decides = frozenset(wholes(asked.getlist("obstacle")))
    text = "\n".join(note.text for note in notes)
    draft = Draft(text, found.chair, "", lines_of([n.text for n in notes], found.place, clock.today()))
    return Source(
        place=found.place,
        briefing=found.briefing,
        meeting=found,
        draft=draft,
        action=reverse("conclude"),
        back=reverse("meeting", args=[found.pk]),
        heading=_("Kết luận của cuộc họp"),
        save=lambda by, given: actions.conclude(
            by=by, **given, meeting=found, notes=[n.pk for n in notes], decides=sorted(decides)
        ),
        kept=[("meeting", found.pk), *(("note", n.pk) for n in notes)],
        waiting=queries.open_for(found.place, clock.now()),
        decides=decides,
    )


def from_task(task: Task) -> Source:
    """Addressed to everybody below, measured as the task is and due no later."""
    each = task.unit.level != "commune"
    line = {
        "text": task.text,
        "whom": COMMUNES if each else ONE,
        "unit": "" if each else task.unit.code,
        "role": "commune" if each else "station",
        "due": f"{task.due_at:%H} giờ {task.due_at:%M} ngày {task.due_at:%d/%m/%Y}",
        "measure": task.measure,
        "direction": task.direction,
        "goal": _goal(task),
    }
    return Source(
        place=task.unit,
        task=task,
        action=reverse("task_concrete", args=[task.pk]),
        back=reverse("task", args=[task.pk]),
        heading=_("Cụ thể hóa nhiệm vụ"),
        draft=Draft(f"Thực hiện nhiệm vụ {task.giver.full_name} giao: {task.text}", "",
                    task.conclusion.theme, [line]),
        save=lambda by, given: actions.make_concrete(
            by=by, task=task, **{k: v for k, v in given.items() if k not in ("place", "briefing")}
        ),
    )  # fmt: skip


def _goal(task: Task) -> str:
    if task.target is not None:
        return f"{task.target:g}".replace(".", ",")
    if task.target_change is None:
        return ""
    return f"{'giảm' if task.target_change < 0 else 'tăng'} {abs(task.target_change):g}%".replace(".", ",")
