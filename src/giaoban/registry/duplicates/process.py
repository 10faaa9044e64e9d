"""Starting the comparing process, feeding it, and taking its pairs. This side never opens an identity."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from giaoban.kernel.errors import OursToMend
from giaoban.registry.duplicates.compare import Compared

_THREADS = 2


def compared(columns: Iterable[tuple[list[Any], ...]], total: int) -> list[Compared]:
    """The pairs worth proposing among persons given column by column, a part at a time."""
    started = subprocess.Popen(
        [sys.executable, "-m", "giaoban.registry.duplicates.worker"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )  # fmt: skip
    assert started.stdin and started.stdout and started.stderr
    with started:
        try:
            pickle.dump({"key": settings.GIAOBAN_KEY, "total": total, "threads": _THREADS}, started.stdin)
            for part in columns:
                pickle.dump(part, started.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            pickle.dump(None, started.stdin)
            started.stdin.close()
            found = pickle.load(started.stdout)
        except (BrokenPipeError, EOFError, pickle.UnpicklingError):
            # the last line of a traceback could quote a value: only the kind of the error is kept
            kind = started.stderr.read().decode("utf-8", "replace").strip().splitlines()[-1:]
            raise OursToMend(f"comparing persons ended early: {''.join(kind).split(':')[0]}") from None
    return [Compared(a, b, score, levels) for a, b, score, levels in found]
