"""How communes moved between announced levels from the window before to this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Transitions:
    """`moved[a][b]`: communes that stood at level a and stand at level b. None: not announced."""

    moved: Mapping[int | None, Mapping[int | None, int]]

    @property
    def matrix(self) -> list[list[int]]:
        """Four by four: the communes with a level at both ends."""
        return [[self.moved[a][b] for b in LEVELS] for a in LEVELS]

    def net(self, level: int) -> int:
        """Communes at the level now less those at it before: the change a briefing states."""
        return self.came(level) - self.left(level)

    def came(self, level: int) -> int:
        return sum(self.moved[a][level] for a in (*LEVELS, None) if a != level)

    def left(self, level: int) -> int:
        return sum(self.moved[level][b] for b in (*LEVELS, None) if b != level)


def transitions(levels: pa.Table) -> Transitions:
    """From the opened rows of `levels_announced` for the windows `base` and `current`."""
    held: dict[str, dict[str, int]] = {"base": {}, "current": {}}
    columns = (levels[name].to_pylist() for name in ("window", "unit", "level"))
    for window, unit, level in zip(*columns, strict=True):
        if window in held:
            held[window][unit] = level
    moved: dict[int | None, dict[int | None, int]] = {
        a: {b: 0 for b in (*LEVELS, None)} for a in (*LEVELS, None)}
    for unit in {*held["base"], *held["current"]}:
        moved[held["base"].get(unit)][held["current"].get(unit)] += 1
    return Transitions(moved)
