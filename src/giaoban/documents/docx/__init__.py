"""Word files. Times New Roman is named, not embedded: Word has it."""

from __future__ import annotations

from pathlib import Path

from giaoban.documents.docx.writer import to_bytes
from giaoban.documents.model import Document

__all__ = ["to_bytes", "write"]


def write(document: Document, path: str | Path) -> None:
    """Writes the paper as DOCX; the same model gives the same bytes."""
    Path(path).write_bytes(to_bytes(document))
