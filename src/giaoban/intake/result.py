"""What became of a file: the same shape for every kind of import."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

_REFUSED = ("row", "column", "value", "code", "reason", "next")
_HELD = ("row", "reason", "suggestions")


@dataclass
class ImportResult:
    """rows = accepted + unchanged + corrected + refused + held, always.

    `passed_over` are lines that are no rows: totals at the end, a header printed again; and sheets of a
    workbook. `left` are columns that nothing explained.
    """

    file: str
    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    corrected: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    held: list[dict[str, Any]] = field(default_factory=list)
    batch: int | None = None
    passed_over: list[dict[str, Any]] = field(default_factory=list)
    left: list[dict[str, Any]] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 all taken, 3 some rows not, or a list in another sheet left unread."""
        lists_left = any(line["what"] == "list_left" for line in self.passed_over)
        return 3 if self.refused or self.held or lists_left else 0

    def add_issues(self, issues: list[dict[str, Any]]) -> None:
        """What was kept of the rows not taken, as the sender is told it, in the order of the file."""
        for issue in sorted(issues, key=lambda i: i["row"]):
            held = issue["outcome"] == "held"
            (self.held if held else self.refused).append({k: issue[k] for k in (_HELD if held else _REFUSED)})

    def add_left(self, columns: Iterable[str]) -> None:
        """Columns that neither their heading nor the mapping explained."""
        self.left += [{"what": "column", "column": name} for name in columns]

    def add_twice(self, columns: Iterable[str]) -> None:
        """Headings that stand twice: only the first of such columns is read."""
        self.left += [{"what": "twice", "column": name} for name in columns]

    @property
    def noticed(self) -> list[dict[str, Any]]:
        """Columns first: where only the beginning is kept, a hundred totals do not push them out."""
        nothing = [] if self.rows else [{"what": "no_rows"}]
        return [*nothing, *self.left, *self.passed_over]

    def as_dict(self) -> dict[str, Any]:
        return {
            "file": self.file, "rows": self.rows, "accepted": self.accepted,
            "unchanged": self.unchanged, "corrected": self.corrected,
            "refused": self.refused, "held": self.held, "batch": self.batch,
            "passed_over": self.passed_over, "left": self.left,
        }  # fmt: skip
