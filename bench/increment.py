"""The extract after a thousand cases changed, built upon the last one, beside one that reads everything."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

from bench.lines import Line, Spent, of_runs, timing
from bench.state import NOW, window

ASKED, CHANGED = 5.0, 1000  # seconds; cases


def run(state: Path, runs: int) -> list[Line]:
    from giaoban.situation import actions as situation
    from giaoban.situation.extract import extract
    from giaoban.situation.models import Snapshot

    end = window()[1]
    held = Snapshot.objects.order_by("-known_at").first()
    at = max(NOW, held.known_at if held else NOW) + timedelta(microseconds=1)
    situation.freeze(by=None, known_at=at, on=end)
    spent: list[Spent] = []
    for number in range(runs):
        at += timedelta(microseconds=1)
        _change(number, at)
        with timing() as one:
            snapshot = situation.freeze(by=None, known_at=at, on=end)
        spent.append(one)
    with timing() as whole:
        anew = extract(at, snapshot.tree_date, lambda text: None, None).manifest
    same = "parts equal to the byte" if anew == snapshot.manifest else "PARTS DIFFER"
    return [
        of_runs(f"extract and snapshot after {CHANGED:,} changed cases", spent, ASKED, same),
        of_runs("  beside it: the same extract, everything read", [whole], None),
    ]


def _change(seed: int, at: object) -> None:
    """Cases of every week and commune are corrected and get a new state."""
    from django.db import transaction

    from giaoban.registry.models import Case, CaseState

    drawn = random.Random(seed).sample(range(1, Case.objects.count() + 1), CHANGED)
    with transaction.atomic():
        Case.objects.filter(id__in=drawn).update(age=33 + seed % 40, recorded_at=at)
        CaseState.objects.bulk_create(
            CaseState(case_id=case, kind="severity", value="moderate", happened_on=window()[1],
                      reported_at=at, recorded_at=at)
            for case in drawn
        )  # fmt: skip
