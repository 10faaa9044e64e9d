"""Drafting from a page: what freezes a snapshot runs in a process of its own.

Freezing takes seconds and hundreds of megabytes, which a web worker would keep.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.db import connection

from giaoban.briefing import actions, queries
from giaoban.briefing.models import Briefing
from giaoban.kernel.errors import OursToMend, UserError
from giaoban.kernel.weeks import Window
from giaoban.places.models import Unit
from giaoban.situation import queries as snapshots

LONGEST = 120  # seconds; a province's full extract takes 15


def draft(*, by: Any, place: Unit, window: Window, count: str) -> Briefing:
    """As `actions.draft`. Inside a transaction another process would not see its rows."""
    if connection.in_atomic_block or snapshots.latest(window.start, window.end, count):
        return actions.draft(by=by, place=place, window=window, count=count)
    return queries.by_slug(_apart(by, place, window, count))


def _apart(by: Any, place: Unit, window: Window, count: str) -> str:
    words = ["brief", "--place", place.code, "--from", str(window.start), "--to", str(window.end),
             "--count", count, "--by", by.get_username(), "--json"]  # fmt: skip
    path = os.pathsep.join(p for p in sys.path if p)
    done = subprocess.run(
        [sys.executable, "-m", "giaoban", "--state", str(settings.STATE), *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
        env={**os.environ, "PYTHONPATH": path},
    )
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise OursToMend(f"drafting failed: {done.stderr.strip()[-400:]}") from error
    if "error" in answer:
        told = answer["error"]
        raise UserError(told["code"], told["message"], told["next"])
    return str(answer["id"])
