"""Closing the chain over what has been written since."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from giaoban.accounts.models import Seal
from giaoban.accounts.trail import chain, queries
from giaoban.kernel import audit, bulk, clock

ROWS_OF_A_SEAL = 1000  # a guess: one seal is then some 16 kB


@transaction.atomic
def seal_logs(*, by: Any) -> dict[str, int]:
    """Rows sealed per log; what is written meanwhile waits. Run twice it seals nothing twice."""
    bulk.one_writer()
    if any(queries.unsealed(log) for log in chain.LOGS):
        audit.record(by, "accounts.seal_logs", "seal:new")  # before the ids are asked: it is sealed too
    return {log: _seal(log) for log in chain.LOGS}


def _seal(log: str) -> int:
    waiting = queries.unsealed(log)
    for start in range(0, len(waiting), ROWS_OF_A_SEAL):
        rows = list(chain.rows_of(log, waiting[start : start + ROWS_OF_A_SEAL]))
        ids = [row[0] for row in rows]
        marks = b"".join(chain.mark(log, row) for row in rows)
        last = queries.last_seal()
        head = chain.digest(bytes(last.digest) if last else b"", log, ids, marks)
        Seal.objects.create(log=log, rows=ids, marks=marks, digest=head, at=clock.now())
    return len(waiting)
