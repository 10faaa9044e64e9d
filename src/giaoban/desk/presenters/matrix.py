"""The 4 × 4 of level changes: from which level to which, with sums and the net of each level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

LEVELS = (1, 2, 3, 4)


def matrix(moved: Sequence[Sequence[int]] | None) -> dict[str, Any] | None:
    """None where nothing was announced at both ends."""
    if not moved or not sum(map(sum, moved)):
        return None
    before = [sum(row) for row in moved]
    now = [sum(row[j] for row in moved) for j in range(4)]
    return {
        "levels": LEVELS,
        "rows": [
            {"level": i + 1, "cells": [_cell(i, j, n) for j, n in enumerate(row)], "sum": before[i]}
            for i, row in enumerate(moved)
        ],
        "sums": now,
        "net": [after - earlier for earlier, after in zip(before, now, strict=True)],
        "total": sum(now),
        "raised": sum(moved[i][j] for i in range(4) for j in range(4) if j > i),
        "lowered": sum(moved[i][j] for i in range(4) for j in range(4) if j < i),
    }


def _cell(before: int, now: int, count: int) -> dict[str, Any]:
    news = "" if not count or before == now else ("danger" if now > before else "good")
    return {"n": count, "same": before == now, "news": news}
