"""What became of a file: the same shape for every kind of import."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class ImportResult:
    """rows = accepted + unchanged + corrected + refused + held, always."""

    file: str
    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    corrected: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    held: list[dict[str, Any]] = field(default_factory=list)
    batch: int | None = None

    @property
    def exit_code(self) -> int:
        """0 all taken, 3 some not."""
        return 3 if self.refused or self.held else 0

    def as_dict(self) -> dict[str, Any]:
        return {
            "file": self.file, "rows": self.rows, "accepted": self.accepted,
            "unchanged": self.unchanged, "corrected": self.corrected,
            "refused": self.refused, "held": self.held, "batch": self.batch,
        }  # fmt: skip
