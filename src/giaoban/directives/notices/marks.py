"""The text cut at every mark's ends, so that each piece is plain or carries its marks. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

FIGURE, PLACE, TASK = "figure", "place", "task"
_INNERMOST = (FIGURE, PLACE, TASK)  # whose link a piece follows


@dataclass(frozen=True)
class Mark:
    """`n`: the position among its kind; `tone` danger or caution where something is wrong with it."""

    kind: str
    n: int
    start: int
    end: int
    tone: str = ""
    title: str = ""


@dataclass(frozen=True)
class Piece:
    """`mark`: the innermost; `task`: the task it stands in; `first`: where that mark begins."""

    text: str
    start: int
    mark: Mark | None = None
    task: Mark | None = None
    first: bool = False
    first_of_task: bool = False


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """In order and without loss: joined again they are the text."""
    ends = {0, len(text)}
    for mark in marks:
        ends |= {mark.start, mark.end}
    order = sorted(ends)
    for start, end in pairwise(order):
        over = [m for m in marks if m.start <= start and end <= m.end]
        inner = min(over, key=lambda m: (_INNERMOST.index(m.kind), m.end - m.start), default=None)
        task = next((m for m in over if m.kind == TASK), None)
        yield Piece(
            text[start:end], start, inner, task,
            first=inner is not None and inner.start == start,
            first_of_task=task is not None and task.start == start,
        )  # fmt: skip
