"""A commune officer's lists in a full register, over HTTP from the running site, beside the administrator's.

Run: python -m bench.run lists --state DIR --residents 2000000 --cases 500000. The two take turns, so that a
busy minute falls on both alike.
"""

from __future__ import annotations

import random
import statistics
from pathlib import Path

from bench.lines import Line, p95
from bench.server import Reader, served, session_of

TAIL, RATIO = 100.0, 1.1  # asked: ms of the officer's 95th of a hundred, times the administrator's median
WARM, ROUNDS = 8, 20  # questions before the clock; of each list by each reader in one run
PAIRS = 50_000
READERS = ("commune", "admin")
LISTS = {
    "line list": "/ca-benh/",
    "line list, active cases": "/ca-benh/?state=active",
    "line list, page 40": "/ca-benh/?page=40",
    "line list, one age band in hospital": "/ca-benh/?care=hospital&age_from=65",
    "line list, a name searched": "/ca-benh/?q=Nguy%E1%BB%85n+V%C4%83n+An",
    "overdue to be closed": "/ca-benh/qua-han/",
    "declarations": "/ca-benh/khai-bao/",
    "rounds": "/ra-soat/",
    "missing doses": "/ra-soat/thieu-mui/",
    "doubtful pairs": "/trung-lap/",
    "transfers": "/chuyen-dia-ban/",
    "today": "/viec-hom-nay/",
}


def run(state: Path, runs: int) -> list[Line]:
    _fill_queue()
    with served(state) as (_, port):
        readers = {role: Reader(port, session_of(role)) for role in READERS}
        return [line for name, path in LISTS.items() for line in _list(readers, name, path, runs)]


def _fill_queue() -> None:
    """As many doubtful pairs as the first search among a million leaves, a tenth of those merged."""
    from django.db import transaction

    from bench.state import NOW
    from giaoban.kernel import bulk
    from giaoban.registry.models import Merge, Pair, Person

    draw = random.Random(0)
    if Pair.objects.exists():
        return
    persons = list(Person.objects.values_list("id", flat=True)[: 2 * PAIRS])
    draw.shuffle(persons)
    at = bulk.db_time(NOW)
    with transaction.atomic():
        ids = bulk.reserve_ids(Pair, PAIRS)
        pairs = [sorted(two) for two in zip(persons[::2], persons[1::2], strict=True)]
        bulk.insert(Pair, ["id", "first_id", "second_id", "score", "levels", "state", "proposed_at"],
                    ((id_, *two, draw.uniform(5, 30), "{}", "waiting" if n % 10 else "merged", at)
                     for n, (id_, two) in enumerate(zip(ids, pairs, strict=True))))  # fmt: skip
        merges = [(pair, *two) for pair, two in list(zip(ids, pairs, strict=True))[::10]]
        bulk.insert(Merge, ["id", "pair_id", "kept_id", "absorbed_id", "at"],
                    ((id_, *merge, at) for id_, merge in
                     zip(bulk.reserve_ids(Merge, len(merges)), merges, strict=True)))  # fmt: skip


def _list(readers: dict[str, Reader], name: str, path: str, runs: int) -> list[Line]:
    took: dict[str, list[float]] = {role: [] for role in readers}
    refused = {}
    for number in range(WARM + ROUNDS * runs):
        for role, reader in readers.items():
            if role in refused:
                continue
            answer = reader.get(path)
            if answer.status != 200:
                refused[role] = answer.status
            elif number >= WARM:
                took[role].append(answer.ms)
    if "commune" in refused:
        return [Line(f"{name}, commune officer", "ms", None, TAIL, note=f"absent: {refused['commune']}")]
    n, median = ROUNDS * runs, {role: statistics.median(ms) for role, ms in took.items() if ms}
    lines = [
        Line(f"{name}, commune officer, 95th percentile", "ms", round(p95(took["commune"]), 1), TAIL, runs=n,
             details={"median": round(median["commune"], 1)})
    ]  # fmt: skip
    if "admin" in median:
        lines.append(
            Line(f"{name}, commune officer to administrator", "times",
                 round(median["commune"] / median["admin"], 2), RATIO, runs=n,
                 details={"admin median": round(median["admin"], 1)})
        )  # fmt: skip
    return lines
