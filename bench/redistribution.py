"""Proposals of redistribution: packs over 177 communes, staff over 230 stations, in seconds on the clock.

Centres, stocks and needs are made up from a fixed seed; the reckoning is the one of the page.
"""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

import numpy as np

from bench.lines import Line
from giaoban.resources.redistribution import Need, after, lack, propose

ASKED = 2.0  # seconds
SIZES = {"packs over 177 communes": (177, 400, 300), "staff over 230 stations": (230, 12, 11)}


def sites(n: int, have: int, keep: int, seed: int = 5) -> list[Need]:
    """Half of them lack and half can spare, on a province's extent."""
    rng = np.random.default_rng(seed)
    there, wanted = rng.integers(0, have, n), rng.integers(1, keep, n)
    lat, lon = rng.uniform(20.7, 21.7, n), rng.uniform(106.4, 108.1, n)
    return [Need(i, int(there[i]), int(wanted[i]), (lat[i], lon[i])) for i in range(n)]


def run(state: Path, runs: int) -> list[Line]:
    return [_line(name, *size, runs=runs) for name, size in SIZES.items()]


def _line(name: str, n: int, have: int, keep: int, runs: int) -> Line:
    needs, took = sites(n, have, keep), []
    for _ in range(runs):
        started = time.perf_counter()
        moves = propose(needs)
        took.append(time.perf_counter() - started)
    then = after(needs, moves)
    worse = sum(lack(s, then[s.key]) > lack(s) for s in needs)
    before = sum(lack(s) for s in needs)
    left = sum(lack(s, then[s.key]) for s in needs)
    details = {
        "moves": len(moves), "lacking before": before, "after": left, "sites worse off": worse,
    }  # fmt: skip
    return Line(f"redistribution of {name}", "s", round(median(took), 3), ASKED, runs=runs, details=details)


if __name__ == "__main__":
    for line in run(Path(), 3):
        print(line.what, line.measured, line.unit, line.details)
