"""Notes of a meeting as lines of a conclusion: the grammar proposes, an officer confirms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from giaoban import reading as grammar
from giaoban.directives.lines import BODY, COMMUNES, ONE
from giaoban.directives.notices.whom import NONE, Addressed
from giaoban.directives.queries.addressees import choosable
from giaoban.directives.queries.bodies import bodies_at
from giaoban.kernel.vietnamese import date_vi
from giaoban.places.models import Unit

# A note is one order without its paper: the grammar reads orders under a heading of tasks.
_PAPER = "THÔNG BÁO\nKết luận tại cuộc họp giao ban ngày {day}\n\n2. Nhiệm vụ\n- {note}.\n"
# Words `directives.deadlines` resolves and a paper rarely uses.
_SPOKEN = re.compile(
    r"\b(?:trong (?:tuần|tháng)(?: này| tới| sau)?|trong ngày(?: mai| hôm nay)?|hôm nay|ngày mai)\b", re.I
)


def lines_of(notes: Sequence[str], place: Unit, on: date) -> list[dict[str, Any]]:
    """Initial values of the form's lines, one for each task the notes give; none where they give none."""
    if not notes:
        return []
    addressed = Addressed(choosable(place, on), bodies_at(place, on))
    return [_line(task, addressed) for note in notes for task in _tasks(note, on)]


def _tasks(note: str, on: date) -> list[grammar.Task]:
    words = " ".join(note.split()).rstrip(" .;")
    if not words:
        return []
    paper = _PAPER.format(day=date_vi(on), note=words[0].upper() + words[1:])
    return list(grammar.read(paper, today=on).tasks)


def _line(task: grammar.Task, addressed: Addressed) -> dict[str, Any]:
    spoken = _SPOKEN.search(task.text)
    due = task.deadline_text or (spoken[0] if spoken else "")
    line: dict[str, Any] = {"text": " ".join(task.text.split()), "due": due}
    guess = addressed.guess(task.assignee)
    if guess.body is not None:
        return {**line, "whom": BODY, "agency": str(guess.body.pk)}
    if guess.whom == NONE:
        # in doubt as an empty form stands; the preview names them before anything is given
        return {**line, "whom": COMMUNES, "role": "commune"}
    unit = guess.unit.code if guess.whom == ONE and guess.unit else ""
    return {**line, "whom": guess.whom, "role": guess.role, "unit": unit}
