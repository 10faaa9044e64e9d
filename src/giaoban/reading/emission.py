"""Orders written down: whose they are, by when, with whom, and where they stand."""

from __future__ import annotations

from datetime import date

from giaoban.reading.bodies import Body
from giaoban.reading.deadlines import deadline_in
from giaoban.reading.heading import Heading
from giaoban.reading.levels import Level, Stack
from giaoban.reading.model import Task
from giaoban.reading.partners import partners_in
from giaoban.reading.sentences import Clause, trimmed
from giaoban.reading.source import Source


class Emission:
    """The orders found so far and the state that decides whose the next one is."""

    def __init__(self, src: Source, head: Heading, chair: str | None) -> None:
        self.src, self.head, self.chair = src, head, chair
        self.anchor: date | None = head.resolved
        self.tasks: list[Task] = []
        self.levels_of: list[int] = []
        self.stack = Stack(Level(direct=head.kind in {"directive", "plan", "decision"}))
        self.press = not head.formal
        self.subject: Body | None = None  # the first subject of the paragraph
        self.opener: Body | None = None  # whom an enumeration of the paragraph speaks to
        self.stressed = False  # "nhấn mạnh …": what follows speaks to nobody named
        self.headed = False  # the paragraph before named the body this one speaks to
        self.broken = False  # a second subject spoke: who a bare order means is no longer clear

    def _is_act(self, subject: Body | None) -> bool:
        """A decision's own articles ("Điều 1. Thiết lập …") do what they say; they order nobody."""
        own = self.stack.top.kind in {"article", ""}
        return self.head.kind == "decision" and own and subject is None and self.stack.top.assignee is None

    def _emit(self, span: tuple[int, int], subject: Body | None, label: str) -> None:
        src = self.src
        a, b = trimmed(src, *span)
        if b - a < 8 or self._is_act(subject):
            return
        assignee, doubt = self._assignee(subject)
        found = deadline_in(src, a, b, self.anchor) or self.stack.top.deadline
        start, end = src.span(a, b)
        partners = partners_in(src, a, b, subject)
        self.tasks.append(
            Task(
                assignee,
                partners or list(self.stack.top.partners),
                src.text[start:end],
                (found.iso or (found.value.isoformat() if found.value else None)) if found else None,
                src.words(found.start, found.end) if found else None,
                self.stack.section(label),
                start,
                end,
                found.value if found else None,
                found.rule if found else None,
                doubt,
            )
        )
        self.levels_of.append(len(self.stack.levels))
        self._remember(subject)

    def _assignee(self, subject: Body | None) -> tuple[str | None, str | None]:
        if subject is not None:
            return self._name(subject), None
        if self.subject is not None and not self.broken:
            return self._name(self.subject), None
        if self.stack.top.assignee:
            return self.stack.top.assignee, None
        if len(self.head.addressees) == 1 and self.head.kind in {"official_letter", "dispatch"}:
            return self.head.addressees[0], "theo nơi nhận văn bản"
        return None, "văn bản không nêu ai thực hiện"

    def _remember(self, subject: Body | None) -> None:
        if subject is None or self.stressed:
            return
        if self.subject is None:
            self.subject = subject
            if self.stack.top.kind:
                self.stack.change(assignee=self._name(subject))
        elif self._name(subject) != self._name(self.subject) and self.press:
            self.broken = True

    def _extend(self, clause: Clause) -> None:
        if not self.tasks:
            return
        _, b = trimmed(self.src, clause.start, clause.end)
        task = self.tasks[-1]
        _, end = self.src.span(clause.start, b)
        task.end, task.text = end, self.src.text[task.start : end]

    def _name(self, body: Body) -> str:
        return self.src.flat[body.start : body.end].strip(" ,;:")
