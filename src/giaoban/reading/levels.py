"""Where in the outline a paragraph stands, and what it inherits from above."""

from __future__ import annotations

from dataclasses import dataclass, replace

from giaoban.reading.deadlines import Deadline
from giaoban.reading.markers import Mark


@dataclass(frozen=True)
class Level:
    """One open section: whose orders it holds, whether it holds orders at all, by when."""

    rank: int = -1
    kind: str = ""
    label: str = ""
    assignee: str | None = None
    partners: tuple[str, ...] = ()
    direct: bool = False
    deadline: Deadline | None = None
    opened: bool = False  # its paragraph ended with a colon: what follows belongs to it


class Stack:
    """Open sections, outermost first; a mark of a class already open closes down to it."""

    def __init__(self, base: Level) -> None:
        self.levels = [base]
        self.pending: Level | None = None

    @property
    def top(self) -> Level:
        return self.levels[-1]

    def change(self, **values: object) -> None:
        self.levels[-1] = replace(self.top, **values)  # type: ignore[arg-type]

    def enter(self, mark: Mark) -> None:
        """A paragraph with a mark begins."""
        same = next((i for i, lv in enumerate(self.levels) if lv.kind and _alike(lv, mark)), None)
        if same is not None and not (self.pending and self.pending.rank >= 0):
            del self.levels[same:]
        elif not self.top.opened:
            while len(self.levels) > 1 and self.top.rank >= mark.rank:
                self.levels.pop()
        if self.pending:
            self.levels.append(replace(self.pending, rank=mark.rank - 1, kind="", label=self._lead_label()))
            self.pending = None
        self.levels.append(replace(self.top, rank=mark.rank, kind=mark.kind, label=mark.label, opened=False))

    def _lead_label(self) -> str:
        return ""

    def leave_bullets(self) -> None:
        """A paragraph without a mark belongs to the numbered section, not to its last bullet."""
        while len(self.levels) > 1 and self.top.kind in {"dash", "plus", "dot", "star", "paren", "letter"}:
            self.levels.pop()

    def section(self, inner: str = "") -> str | None:
        """Label such as `II.1.a`, `3.1` or `Điều 2`; `inner` is an enumeration in the sentence."""
        parts: list[str] = []
        for level in self.levels:
            if not level.label or level.kind in {"dash", "plus", "dot", "star"}:
                continue
            if level.kind == "decimal" and "." in level.label:
                parts = [p for p in parts if not p[0].isdigit()]
            parts.append(f"({level.label})" if level.kind == "paren" else level.label)
        if inner:
            parts.append(f"({inner})")
        return ".".join(parts).replace(".(", "(") or None


def _alike(level: Level, mark: Mark) -> bool:
    return level.rank == mark.rank and level.kind == mark.kind
