"""Levels of the 177 communes as announced on three dates: generated, and marked so.

Which communes stand where follows the incidence of the week before; how many move is fixed by the
notice's net changes. The numbers of the decisions exist nowhere.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from demo.codes import Array
from demo.quang_ninh.facts import Facts
from demo.write import write_rows

ISSUER = "Ủy ban nhân dân tỉnh Quảng Ninh (dữ liệu minh họa)"
HEADER = ("unit", "level", "number", "issuer", "effective_at")

# Communes at levels 1 to 4: guesses, the rising epidemic of February.
ON_20_FEBRUARY = (40, 74, 55, 8)
ON_27_FEBRUARY = (13, 45, 96, 23)
# Communes that went up a level in week 9 although most went down (1→2, 2→3, 3→4): guesses.
UP = (3, 4, 1)
FAR_DOWN = (0.0, 0.0, 0.07, 0.37)  # of those leaving levels 3 and 4, share going two levels down
BACK_TO_1 = 18  # communes from level 2 to 1; a guess
NOISE = 0.35  # the announcements looked at more than incidence


def place(rates: Array, counts: tuple[int, ...], rng: np.random.Generator) -> Array:
    """The communes with the highest rates take the highest levels."""
    order = _order(rates, rng)
    levels = np.empty(len(rates), dtype=np.int64)
    levels[order] = np.repeat([1, 2, 3, 4], counts)
    return levels


def move(facts: Facts, levels: Array, rates: Array, rng: np.random.Generator) -> Array:
    """Levels a week later: within a level the highest rates go up, the lowest down."""
    order = _order(rates, rng)
    after = levels.copy()
    for level, (far, down, up) in _moves(facts).items():
        mine = order[levels[order] == level]
        after[mine[:far]] = level - 2
        after[mine[far : far + down]] = level - 1
        after[mine[len(mine) - up :]] = level + 1
    return after


def _moves(facts: Facts) -> dict[int, tuple[int, int, int]]:
    """For each level: how many go two down, one down, one up, so that the net changes hold."""
    out4 = UP[2] - facts.count("level4_change")
    far4 = round(out4 * FAR_DOWN[3])
    into3 = (out4 - far4) + UP[1]
    out3 = into3 - UP[2] - facts.count("level3_change")
    far3 = round(out3 * FAR_DOWN[2])
    return {
        4: (far4, out4 - far4, 0),
        3: (far3, out3 - far3, UP[2]),
        2: (0, BACK_TO_1, UP[1]),
        1: (0, 0, UP[0]),
    }


def _order(rates: Array, rng: np.random.Generator) -> Array:
    noisy = np.log(rates + 1) + rng.normal(0, NOISE, len(rates))
    order: Array = np.argsort(noisy, kind="stable")
    return order


def write_levels(path: Path, facts: Facts, levels: Array, number: int, effective_at: str) -> int:
    document = f"DEMO-{number:02d}/QĐ-UBND"
    codes = [c.code for c in facts.communes]
    rows = [
        (code, level, document, ISSUER, effective_at)
        for code, level in sorted(zip(codes, levels.tolist(), strict=True))
    ]
    write_rows(path, HEADER, rows)
    return len(rows)
