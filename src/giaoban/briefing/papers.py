"""The paper as a file: set once, kept under the name of what it says."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from giaoban import __version__
from giaoban.briefing import document
from giaoban.briefing.models import Briefing
from giaoban.documents.model import Document
from giaoban.kernel.errors import OursToMend

KINDS = ("docx", "pdf")
# A web worker would keep the hundred megabytes that setting a paper takes.
_SET = (
    "import pickle, sys; from giaoban.documents import {kind} as writer; "
    "sys.stdout.buffer.write(writer.to_bytes(pickle.load(sys.stdin.buffer)))"
)


def paper(briefing: Briefing, kind: str) -> bytes:
    """DOCX or PDF of the briefing as it stands: sections added and signature included."""
    if kind not in KINDS:
        raise ValueError(kind)
    made = document.build(briefing)
    kept = _folder() / f"{briefing.slug}-{_print(made)}.{kind}"
    if kept.is_file():
        return kept.read_bytes()
    content = _set(made, kind)
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


def _set(made: Document, kind: str) -> bytes:
    path = os.pathsep.join(p for p in sys.path if p)
    done = subprocess.run(
        [sys.executable, "-c", _SET.format(kind=kind)],
        input=pickle.dumps(made),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    if done.returncode or not done.stdout:
        raise OursToMend(f"setting the paper failed: {done.stderr.decode(errors='replace').strip()[-400:]}")
    return done.stdout
