"""The paper's blocks as parts of a page: every figure in them a link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from giaoban.briefing.document.stated import Stated
from giaoban.documents.model import Block, Bullets, Figure, Heading, Paragraph, Run, Table
from giaoban.documents.numbering import Numbered, Numberer
from giaoban.documents.wording import cell_text

FigureLink = Callable[[str, str], str]  # (figure, anchor of its place in the text) → address
RowsLink = Callable[[str, str | None], str]  # (figure, code of a unit below) → address


class TextPage:
    """Renders blocks; `chosen` is the figure in focus, `opens` whether the reader may open rows."""

    def __init__(self, focus: FigureLink, rows: RowsLink, chosen: str, opens: bool) -> None:
        self.focus, self.rows, self.chosen, self.opens = focus, rows, chosen, opens
        self.seen = 0

    def sections(self, blocks: Sequence[Block]) -> list[dict[str, Any]]:
        """A section for every heading of the first level, its number before its title."""
        numberer = Numberer("arabic")
        found: list[dict[str, Any]] = []
        for block in blocks:
            label = numberer.label(block)
            if isinstance(block, Heading) and block.level == 1:
                found.append({"title": label + block.text, "id": f"muc-{len(found) + 1}", "parts": []})
            elif found:
                found[-1]["parts"].append(self.part(Numbered(block, label)))
        return found

    def part(self, numbered: Numbered) -> dict[str, Any]:
        block, label = numbered.block, numbered.label
        if isinstance(block, Paragraph):
            return {"kind": "paragraph", "runs": [self.run(r) for r in block.runs]}
        if isinstance(block, Bullets):
            return {"kind": "bullets", "items": [[self.run(r) for r in item] for item in block.items]}
        if isinstance(block, Table):
            return {"kind": "table", **self.table(block, label)}
        if isinstance(block, Figure):
            return {"kind": "figure", "svg": block.svg, "caption": label + block.caption}
        return {"kind": "heading", "text": label + getattr(block, "text", "")}

    def run(self, run: Run) -> dict[str, Any]:
        if run.ref is None:
            return {"text": run.text, "url": ""}
        self.seen += 1
        anchor = f"so-{self.seen}"
        return {
            "text": run.text,
            "url": self.focus(run.ref, anchor),
            "anchor": anchor,
            "current": run.ref == self.chosen,
        }

    def table(self, table: Table, label: str = "") -> dict[str, Any]:
        return {
            "title": label + (table.title or ""),
            "note": table.note or "",
            "groups": _groups(table),
            "columns": [{"title": c.title, "num": c.align == "right"} for c in table.columns],
            "rows": [self._cells(table, row) for row in table.rows],
            "total": self._cells(table, table.total) if table.total else None,
        }

    def _cells(self, table: Table, row: Sequence[Any]) -> list[dict[str, Any]]:
        return [
            {
                "text": cell_text(value, column.places),
                "num": column.align == "right",
                "mid": column.align == "center",
                "url": self._url(value),
            }
            for value, column in zip(row, table.columns, strict=True)
        ]

    def _url(self, value: Any) -> str:
        """Opens the rows behind a cell; a zero has none to open."""
        if self.opens and isinstance(value, Stated) and value:
            return self.rows(value.ref, value.place) + ("?changed=1#thay-doi" if value.changed else "")
        return ""


def _groups(table: Table) -> list[dict[str, Any]]:
    """The upper line of the head, where columns stand in groups."""
    if not any(column.group for column in table.columns):
        return []
    found = []
    for group, columns in groupby(table.columns, key=lambda c: c.group):
        found.append({"title": group or "", "span": len(list(columns))})
    return found
