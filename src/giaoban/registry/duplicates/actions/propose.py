"""Putting pairs in the queue, and merging those a rule may."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from giaoban.kernel import audit, bulk, clock
from giaoban.registry.duplicates import queries
from giaoban.registry.duplicates.actions.merging import alone
from giaoban.registry.duplicates.compare import Compared
from giaoban.registry.models import Pair


@transaction.atomic
def propose(*, by: Any, pairs: Sequence[Compared]) -> tuple[int, int]:
    """(new pairs, those of them merged by the rule). A pair that was asked about is never asked again."""
    bulk.one_writer()
    decided = queries.decided_about([pair.a for pair in pairs])
    now = clock.now()
    new = [
        Pair(first_id=pair.a, second_id=pair.b, score=pair.score, levels=pair.levels, proposed_at=now)
        for pair in pairs
        if (pair.a, pair.b) not in decided
    ]
    Pair.objects.bulk_create(new)
    if new:
        audit.record(by, "registry.propose_pairs", "pair:many", pairs=len(new))
    sure = [pair for pair in new if pair.levels.get("cid") == "verified"]
    return len(new), alone(by=by, pairs=sure)
