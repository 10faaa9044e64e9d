"""Numbers of headings, tables and figures, given once so that all writers agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from giaoban.documents.model import Block, Document, Figure, Heading, Table
from giaoban.documents.wording import roman, with_end_mark

# The alphabet of Vietnamese outlines: đ has its place, f j w z do not occur.
LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A block and the label printed before its heading, title or caption."""

    block: Block
    label: str = ""


class Numberer:
    """Counts through the whole paper: tables and figures of the annexes go on from the body's."""

    def __init__(self, scheme: str) -> None:
        self.scheme = scheme
        self.counts = [0, 0, 0]
        self.tables = self.figures = 0

    def label(self, block: Block) -> str:
        if isinstance(block, Heading):
            return self._heading(block) if block.numbered else ""
        if isinstance(block, Table) and block.title:
            self.tables += 1
            return f"Bảng {self.tables}. "
        if isinstance(block, Figure) and block.caption:
            self.figures += 1
            return f"Hình {self.figures}. "
        return ""

    def restart_headings(self) -> None:
        self.counts = [0, 0, 0]

    def _heading(self, heading: Heading) -> str:
        level = min(max(heading.level, 1), 3)
        self.counts[level - 1] += 1
        self.counts[level:] = [0] * (3 - level)
        first, second, third = self.counts
        if level == 3:
            return f"{LETTERS[(third - 1) % len(LETTERS)]}) "
        if self.scheme == "arabic":
            return f"{first}. " if level == 1 else f"{first}.{second}. "
        return f"{roman(first)}. " if level == 1 else f"{second}. "


def numbered_parts(document: Document, end_mark: str = "") -> Iterator[list[Numbered]]:
    """The body, then each annex."""
    numberer = Numberer(document.numbering)
    body = with_end_mark(document.blocks, end_mark)
    for blocks in (body, *(annex.blocks for annex in document.annexes)):
        numberer.restart_headings()
        yield [Numbered(block, numberer.label(block)) for block in blocks]
