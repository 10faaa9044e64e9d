"""A notice while an officer confirms it: what the text gave, what was typed over it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from giaoban.directives import queries as directives
from giaoban.directives.lines import ONE
from giaoban.directives.notices import presenters, queries
from giaoban.directives.notices.actions import Confirmed
from giaoban.directives.notices.forms import HeadForm, LineForm
from giaoban.directives.notices.models import Notice
from giaoban.directives.notices.reading import read_text
from giaoban.directives.notices.whom import Addressed, Whom, label
from giaoban.kernel import vietnamese
from giaoban.reading import Task


class Reviewed:
    """Offsets come from the sealed text, never from the form."""

    def __init__(
        self, notice: Notice, *, now: datetime, covers: Any, data: Mapping[str, Any] | None = None
    ) -> None:
        self.notice, self.now, self.asked = notice, now, data is not None
        self.read = read_text(queries.text_of(notice), now.date(), covers)
        self.addressed = Addressed(
            directives.choosable(notice.place, now.date()), directives.bodies_at(notice.place, now.date())
        )
        self.head = HeadForm(data, initial=self._head())
        due_all = str((data or {}).get("due_all", ""))
        self.lines = [self._line(n, t, due_all, data) for n, t in enumerate(self.read.reading.tasks)]

    def _head(self) -> dict[str, Any]:
        on = self.notice.date or self.now.date()
        return {
            "text": presenters.title(self.notice),
            "chair": self.notice.chair,
            "concluded_on": vietnamese.date_vi(min(on, self.now.date())),
        }

    def _line(self, n: int, task: Task, due_all: str, data: Mapping[str, Any] | None) -> LineForm:
        guess = self.addressed.guess(task.assignee)
        initial = {
            "assignee": (task.assignee or "")[:160],
            "text": " ".join(task.text.split()),
            "whom": guess.whom,
            "role": "" if guess.body else guess.role,
            "unit": _named(guess),
            "due": (task.deadline_text or "")[:120],
        }
        return LineForm(
            data, prefix=f"line{n}", initial=initial, addressed=self.addressed, now=self.now,
            noticed=self.notice.date, due_all=due_all,
        )  # fmt: skip

    @cached_property
    def paired(self) -> list[tuple[Task, LineForm]]:
        return list(zip(self.read.reading.tasks, self.lines, strict=True))

    def is_valid(self) -> bool:
        return self.asked and all([self.head.is_valid(), *(line.is_valid() for line in self.lines)])

    def arguments(self) -> dict[str, Any]:
        """Of `actions.confirm`."""
        data = self.head.cleaned_data
        return {
            "text": data["text"], "chair": data["chair"], "concluded_on": data["concluded_on"],
            "lines": [_confirmed(task, form) for task, form in self.paired],
        }  # fmt: skip


def _named(guess: Whom) -> str:
    if guess.body is not None:
        return guess.body.name
    return label(guess.unit) if guess.whom == ONE and guess.unit else ""


def _confirmed(task: Task, form: LineForm) -> Confirmed:
    return Confirmed(
        start=task.start, end=task.end, text=form.cleaned_data["text"], line=form.line(),
        section=task.section or "", assignee=form.cleaned_data["assignee"],
        due_text=form.cleaned_data["due"],
    )  # fmt: skip
