"""A table of the law with holes: each cell gives the levels it may hold."""

from __future__ import annotations

from dataclasses import dataclass

from giaoban.policy.levels.proposal import LEVELS
from giaoban.policy.rule import Param, Rule
from giaoban.policy.status import RANK


@dataclass(frozen=True)
class Cell:
    """The levels a cell may hold (one, unless the cell is empty) and the rank of its status."""

    levels: tuple[int, ...]
    rank: int
    param: Param


def cells(rule: Rule, prefix: str, rows: tuple[str, ...], columns: tuple[str, ...]) -> list[list[Cell]]:
    """Cells by row (rising epidemic) and column (worsening second criterion).

    An empty cell is bounded by its neighbours: more cases or less capacity never lower a level.
    That the law's own table has this order is an inference, so such a cell counts as unverified.
    """
    params = [[rule.param(f"{prefix}.{row}.{column}") for column in columns] for row in rows]
    known = [
        (r, c, int(param.value))
        for r, line in enumerate(params)
        for c, param in enumerate(line)
        if param.known
    ]

    def cell(r: int, c: int) -> Cell:
        param = params[r][c]
        if param.known:
            return Cell((int(param.value),), RANK[param.status], param)
        low = max((v for r2, c2, v in known if r2 <= r and c2 <= c), default=1)
        high = min((v for r2, c2, v in known if r2 >= r and c2 >= c), default=LEVELS)
        return Cell(tuple(range(low, max(low, high) + 1)), RANK["unverified"], param)

    return [[cell(r, c) for c in range(len(columns))] for r in range(len(rows))]
