"""What figures are opened from, worked out while the page that shows them is being read.

The first who opens a figure of a new week waited a second or more for a table all later ones find ready.
One thread a process does it once for each week shown; nothing waits for it, and what it did not finish is
worked out when asked for.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from django.conf import settings

from giaoban.kernel import memory
from giaoban.situation import frozen, prepared
from giaoban.situation.models import Evaluation

# Those that take over a tenth of a second at 300,000 cases, the most opened first.
TABLES = ("announced", "active", "closed", "returned", "residents", "episodes", "cohort")
WINDOW = "current"
log = logging.getLogger(__name__)


def work_out(evaluation_id: int) -> None:
    """Begin, unless this process has begun before."""
    if settings.GIAOBAN_WORK_AHEAD:
        _begun(evaluation_id)


@cache
def _begun(evaluation_id: int) -> None:
    evaluation = Evaluation.every.select_related("snapshot").get(id=evaluation_id)
    _thread().submit(tables, evaluation)


@cache
def _thread() -> ThreadPoolExecutor:
    """An ending process waits for it, some seconds at most: killed within DuckDB it would abort."""
    return ThreadPoolExecutor(1, "work-ahead")


def tables(evaluation: Evaluation) -> None:
    try:
        shared = frozen.compiled(evaluation.snapshot.sql).shared
        for name in TABLES:
            if name in shared:  # a snapshot of old may know it by another name
                prepared.table(evaluation, name, WINDOW)
    except Exception:  # nobody waits for the thread: without this line it would fail in silence
        log.exception("evaluation %s was not worked out ahead", evaluation.id)
    finally:
        memory.give_back()
