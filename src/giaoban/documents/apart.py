"""A paper set in a process of its own: a web worker would keep the hundred megabytes that setting takes."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys

from giaoban.documents.model import Document
from giaoban.kernel.errors import OursToMend

_SET = (
    "import pickle, sys; from giaoban.documents import {kind} as writer; "
    "sys.stdout.buffer.write(writer.to_bytes(pickle.load(sys.stdin.buffer)))"
)


def set_apart(document: Document, kind: str) -> bytes:
    """`kind` docx or pdf."""
    if kind not in ("docx", "pdf"):
        raise ValueError(kind)
    done = subprocess.run(
        [sys.executable, "-c", _SET.format(kind=kind)],
        input=pickle.dumps(document),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )
    if done.returncode or not done.stdout:
        raise OursToMend(f"setting the paper failed: {done.stderr.decode(errors='replace').strip()[-400:]}")
    return done.stdout
