"""The paper as a file: set once, kept under the name of what it says."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.conf import settings

from giaoban import __version__
from giaoban.briefing import document
from giaoban.briefing.models import Briefing
from giaoban.documents.apart import set_apart
from giaoban.documents.model import Document

KINDS = ("docx", "pdf")


def paper(briefing: Briefing, kind: str) -> bytes:
    """DOCX or PDF of the briefing as it stands: sections added and signature included."""
    if kind not in KINDS:
        raise ValueError(kind)
    made = document.build(briefing)
    kept = _folder() / f"{briefing.slug}-{_print(made)}.{kind}"
    if kept.is_file():
        return kept.read_bytes()
    content = set_apart(made, kind)
    part = kept.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(kept)
    return content


def _folder() -> Path:
    folder = settings.STATE / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _print(made: Document) -> str:
    return hashlib.sha256(f"{__version__}\0{made!r}".encode()).hexdigest()[:16]
