"""Times the search for persons who stand twice among a million, and counts what it finds and misses.

Run: python -m bench.duplicates [--records 1000000] [--seed 1]. The register of `bench.duplicates_data` is
sealed as the database keeps it and handed to the comparing process as the nightly command does; timed from
the first part handed over to the last pair back, unsealing included, reading the database not. Weights were
tuned on seed 0, so 1 is another register.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.duplicates_data import COMMUNES_OF_DISTRICT, Made, register
from bench.lines import Line

RECORDS = 1_000_000
SECONDS, MEGABYTES, PRECISION, RECALL = 60.0, 2_048.0, 0.999, 0.95  # asked
_PART = 20_000
_KEY = "22" * 32
Part = tuple[list[Any], ...]


def measure(records: int = RECORDS, seed: int = 1) -> dict[str, Any]:
    from django.conf import settings

    if not settings.configured:
        settings.configure(GIAOBAN_KEY=_KEY)
    from giaoban.registry.duplicates import process

    parts, true = _sealed(records, seed)
    started = time.perf_counter()
    found = {(pair.a, pair.b) for pair in process.compared(iter(parts), records)}
    took = time.perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    right = len(found & true)
    return {
        "records": records, "seed": seed, "seconds": round(took, 1),
        "processor_s": round(used.ru_utime + used.ru_stime, 1), "peak_mb": round(used.ru_maxrss / 1024),
        "pairs": len(found), "true_pairs": len(true), "precision": round(right / max(1, len(found)), 5),
        "recall": round(right / len(true), 4),
    }  # fmt: skip


def _sealed(records: int, seed: int) -> tuple[list[Part], set[tuple[int, int]]]:
    from giaoban.kernel.sealing import seal

    standing: dict[int, list[int]] = defaultdict(list)
    parts: list[Part] = []
    some: list[tuple[Any, ...]] = []
    for number, person in enumerate(register(records, seed)):
        standing[person.truth].append(number)
        content = seal({"name": person.name, "cid": person.cid, "phone": person.phone, "address": ""})
        some.append((*_columns(number, person), content))
        if len(some) == _PART:
            parts.append(tuple(list(column) for column in zip(*some, strict=True)))
            some = []
    if some:
        parts.append(tuple(list(column) for column in zip(*some, strict=True)))
    return parts, set(_pairs(standing))


def _columns(number: int, person: Made) -> tuple[Any, ...]:
    born = person.birth and person.birth.isoformat()
    district = person.unit // COMMUNES_OF_DISTRICT
    return number, person.unit, district, True, born, person.precision, person.sex, None, None


def _pairs(standing: dict[int, list[int]]) -> Iterator[tuple[int, int]]:
    for numbers in standing.values():
        if len(numbers) == 2:
            yield numbers[0], numbers[1]


def run(state: Path, runs: int) -> list[Line]:
    told = measure()
    what = f"duplicates among {told['records']:,} persons"
    return [
        Line(what, "s", told["seconds"], SECONDS, False, 1, details={"processor_s": told["processor_s"]}),
        Line(f"{what}: memory", "MB", told["peak_mb"], MEGABYTES, False, 1),
        Line(f"{what}: precision", "", told["precision"], PRECISION, True, 1),
        Line(f"{what}: recall", "", told["recall"], RECALL, True, 1),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(json.dumps(measure(given.records, given.seed), indent=1))


if __name__ == "__main__":
    main()
