"""What a bench says: one line a thing measured, beside what was asked of it."""

from __future__ import annotations

import os
import resource
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Line:
    """`measured` is a median unless `what` says otherwise; None where the thing is not there."""

    what: str
    unit: str
    measured: float | None
    asked: float | None = None
    more_is_better: bool = False
    runs: int = 1
    note: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def holds(self) -> bool | None:
        if self.measured is None or self.asked is None:
            return None
        return self.measured >= self.asked if self.more_is_better else self.measured <= self.asked


@dataclass
class Spent:
    wall: float = 0.0
    processor: float = 0.0


def processor_seconds() -> float:
    """Of this process and of those it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


@contextmanager
def timing() -> Iterator[Spent]:
    spent, wall, work = Spent(), time.perf_counter(), processor_seconds()
    yield spent
    spent.wall, spent.processor = time.perf_counter() - wall, processor_seconds() - work


def of_runs(what: str, spent: Sequence[Spent], asked: float | None, note: str = "") -> Line:
    """Seconds: the median, with the least and most and the processor's share beside it."""
    walls = [s.wall for s in spent]
    details = {
        "least": round(min(walls), 2), "most": round(max(walls), 2),
        "processor_s": round(statistics.median(s.processor for s in spent), 2),
    }  # fmt: skip
    return Line(what, "s", round(statistics.median(walls), 2), asked, False, len(walls), note, details)


def p95(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


def machine() -> dict[str, Any]:
    """A fixed loop on one core, in wall and processor time: far apart, the machine was busy with others."""
    with timing() as spent:
        total = 0
        for i in range(5_000_000):
            total += i & 7
    assert total
    return {
        "loop_s": round(spent.wall, 2), "loop_processor_s": round(spent.processor, 2),
        "load": [round(n, 1) for n in os.getloadavg()], "cores": os.cpu_count(),
    }  # fmt: skip
