"""PDF/A-2b files set by typst; needs no system library and no office program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from giaoban.documents.model import Document
from giaoban.documents.pdf.fonts import font_in_use
from giaoban.documents.pdf.writer import to_bytes

__all__ = ["font_in_use", "to_bytes", "write"]


def write(document: Document, path: str | Path, fonts: Sequence[str | Path] | None = None) -> None:
    """Writes the paper as PDF/A-2b; `fonts` are further folders to look for fonts in."""
    Path(path).write_bytes(to_bytes(document, fonts))
