"""A conclusion while it is being typed: its lines, and what would be given out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from giaoban.briefing.models import Briefing
from giaoban.directives import presenters, queries
from giaoban.directives.forms import ConclusionForm, LineForm
from giaoban.directives.lines import TaskLine
from giaoban.directives.queries import measures
from giaoban.kernel import vietnamese, wording
from giaoban.kernel.text import whole
from giaoban.places.models import Unit

MOST_LINES = 12  # a guess: a conclusion with more is several conclusions
# Two forms of one count (by list, by returns) are parts of an indicator, not goals of their own.
_PARTS = ("_linelist", "_returns", "_registered", "_returned", "_change", "_unknown")


@dataclass(frozen=True)
class Draft:
    """What stands in the form before anybody typed: from notes of a meeting, from a task above."""

    text: str = ""
    chair: str = ""
    theme: str = ""
    lines: Sequence[Mapping[str, Any]] = field(default=())


class TypedConclusion:
    """`asked` once a look or the saving was asked for: only then are faults shown.

    `confirmed` when the saving was asked for and nothing has changed since the look.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        place: Unit,
        briefing: Briefing | None,
        now: datetime,
        draft: Draft | None = None,
    ) -> None:
        self.place, self.briefing, self.now = place, briefing, now
        self.asked = data is not None and data.get("do") in ("preview", "save")
        self.fingerprint = _fingerprint(data or {})
        # what is saved is what was looked at: a field changed since asks for another look
        self.confirmed = (data or {}).get("do") == "save" and (data or {}).get("seen") == self.fingerprint
        draft = draft if draft and data is None else Draft()
        n = max(_lines_in(data), min(MOST_LINES, len(draft.lines)))
        units = queries.choosable(place, now.date())
        given: dict[str, Any] = {"now": now, "units": units, "measures": measure_choices(),
                                 "bodies": queries.bodies_at(place, now.date())}  # fmt: skip
        today = {"concluded_on": vietnamese.date_vi(now.date())}
        if self.asked:
            self.form = ConclusionForm(data)
            self.lines = [LineForm(data, prefix=f"line{i}", **given) for i in range(n)]
            return
        typed = data or {}
        drafted = {k: getattr(draft, k) for k in ("text", "chair", "theme") if getattr(draft, k)}
        said = {k: typed[k] for k in ConclusionForm.base_fields if k in typed}
        self.form = ConclusionForm(initial={**today, **drafted, **said})
        self.lines = [
            LineForm(
                prefix=f"line{i}",
                initial={
                    **(draft.lines[i] if i < len(draft.lines) else {}),
                    **{k: typed[f"line{i}-{k}"] for k in LineForm.base_fields if f"line{i}-{k}" in typed},
                },
                **given,
            )
            for i in range(n)
        ]

    @property
    def may_add(self) -> bool:
        return len(self.lines) < MOST_LINES

    def is_valid(self) -> bool:
        return self.asked and all([self.form.is_valid(), *(line.is_valid() for line in self.lines)])

    def arguments(self) -> dict[str, Any]:
        """Of `actions.conclude`."""
        return {**self.form.cleaned_data, "place": self.place, "briefing": self.briefing,
                "lines": [line.line() for line in self.lines]}  # fmt: skip

    @cached_property
    def preview(self) -> list[dict[str, Any]]:
        """What each line would give out; empty while something is wrong."""
        return [self._seen(line.line()) for line in self.lines] if self.is_valid() else []

    def n_tasks(self) -> int:
        return sum(seen["n"] for seen in self.preview)

    def _seen(self, line: TaskLine) -> dict[str, Any]:
        units = queries.addressees(line, self.place, self.form.cleaned_data["concluded_on"])
        seen: dict[str, Any] = {
            "n": len(units),
            "text": line.text or self.form.cleaned_data["text"],
            "bodies": presenters.bodies(line.role, units, line.agency.name if line.agency else ""),
            "until": presenters.until(line.due_at),
            "due_text": line.due_text,
            "due_rule": line.due_rule,
        }
        if line.measure:
            evaluation = self.briefing.evaluation if self.briefing else measures.newest()
            codes = [u.code for u in units]
            starts = measures.values(evaluation, line.measure, [*codes, self.place.code])
            seen["measure"] = {
                "label": presenters.label(line.measure),
                "start": starts[self.place.code],
                "unit": presenters.unit_of(line.measure),
                "known": sum(starts[c] is not None for c in codes),
                "goal": presenters.goal_words(line.measure, line.direction, line.target, line.target_change),
            }
        return seen


def _fingerprint(data: Mapping[str, Any]) -> str:
    typed = sorted((k, str(v)) for k, v in data.items() if k not in ("do", "seen", "csrfmiddlewaretoken"))
    return sha256(json.dumps(typed).encode()).hexdigest()[:16]


def _lines_in(data: Mapping[str, Any] | None) -> int:
    n = whole((data or {}).get("n_lines"), 1)
    if data is not None and data.get("do") == "add":
        n += 1
    if data is not None and data.get("do") == "drop":
        n -= 1
    return max(1, min(MOST_LINES, n))


def measure_choices() -> list[Any]:
    """The indicators a task may be bound to, by chapter in Vietnamese."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for indicator in measures.CATALOGUE.values():
        if not indicator.id.endswith(_PARTS):
            groups.setdefault(indicator.chapter, []).append((indicator.id, presenters.label(indicator.id)))
    if wording.in_english():  # chapters have no English name
        return [choice for group in groups.values() for choice in group]
    return list(groups.items())
