"""The weekly snapshot and briefing of a province: with a full extract, and from the extract."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bench.lines import Line, Spent, of_runs, timing
from bench.state import NOW, PROVINCE, window

EXTRACT, FROM_EXTRACT = 15.0, 3.0  # seconds, asked


def run(state: Path, runs: int) -> list[Line]:
    from django.db.models import Max

    from giaoban import policy
    from giaoban.briefing import actions as briefing
    from giaoban.kernel import clock
    from giaoban.kernel.weeks import Window
    from giaoban.places import queries as places
    from giaoban.situation import actions as situation
    from giaoban.situation.models import Base, Evaluation, Snapshot

    start, end = window()
    place = places.resolve(PROVINCE, end)
    with timing() as rules:
        policy.load()
    extracts, evaluations, composed = [], [], []
    for _ in range(runs):
        # A moment of its own for every run: the same one would be the same snapshot, already frozen.
        last = Snapshot.objects.aggregate(last=Max("known_at"))["last"] or NOW
        at = max(NOW, last) + timedelta(microseconds=1)
        Base.objects.all().delete()  # nothing to build upon: everything is read
        with timing() as spent:
            snapshot = situation.freeze(by=None, known_at=at, on=end)
        extracts.append(spent)
        with timing() as spent:
            situation.evaluate(by=None, snapshot=snapshot, start=start, end=end, count="province")
        evaluations.append(spent)
        with timing() as spent:
            briefing.draft(by=None, place=place, window=Window(start, end), known_at=at)
        composed.append(spent)
    assert Evaluation.objects.filter(snapshot=snapshot).exists() and clock.now() >= NOW
    second = [_sum(e, c) for e, c in zip(evaluations, composed, strict=True)]
    whole = [_sum(e, s) for e, s in zip(extracts, second, strict=True)]
    return [
        of_runs("weekly snapshot and briefing with a full extract", whole, EXTRACT),
        of_runs("weekly snapshot and briefing from the extract", second, FROM_EXTRACT),
        of_runs("  of it: the extract", extracts, None),
        of_runs("  of it: every indicator of every unit, and levels", evaluations, None),
        of_runs("  of it: the briefing of the province", composed, None),
        of_runs("  besides, once a process: the rules are read", [rules], None),
    ]


def _sum(one: Spent, other: Spent) -> Spent:
    return Spent(one.wall + other.wall, one.processor + other.processor)
