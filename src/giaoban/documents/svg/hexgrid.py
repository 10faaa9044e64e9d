"""Places on a grid of hexagons: each near where it lies, none on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, radians, sin, sqrt

Point = tuple[float, float]
Slot = tuple[int, int]

# Share of the sheet the hexagons may cover: more makes figures larger, and moves places further.
COVER = 0.42
LARGEST = 34.0
PASSES = 12  # of improvement by swapping; it settles after four or five


@dataclass(frozen=True, slots=True)
class Layout:
    radius: float
    centres: tuple[Point, ...]
    slots: tuple[Slot, ...]


def project(places: Sequence[Point], width: float, height: float) -> list[Point]:
    """Latitude and longitude onto a sheet of this size, north up, true proportions."""
    if not places:
        return []
    shrink = cos(radians(sum(lat for lat, _ in places) / len(places)))
    flat = [(lon * shrink, -lat) for lat, lon in places]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    wide = max(x for x, _ in flat) - left or 1e-9
    high = max(y for _, y in flat) - top or 1e-9
    scale = min(width / wide, height / high)
    indent, drop = (width - wide * scale) / 2, (height - high * scale) / 2
    return [((x - left) * scale + indent, (y - top) * scale + drop) for x, y in flat]


@lru_cache(maxsize=32)
def layout(places: tuple[Point, ...], width: float, height: float) -> Layout:
    """Depends on nothing but its arguments: the same places always lie the same way."""
    count = max(len(places), 1)
    radius = min(LARGEST, sqrt(COVER * width * height / (count * 1.5 * sqrt(3))))
    inner = project(places, width - 2 * radius, height - 2 * radius)
    wanted = [(x + radius, y + radius) for x, y in inner]
    free = _slots(width, height, radius)
    taken = _improve(_greedy(wanted, free), wanted, free)
    return Layout(radius, tuple(free[slot] for slot in taken), tuple(taken))


def corners(centre: Point, radius: float) -> list[Point]:
    """Of a hexagon standing on a corner, clockwise from the top."""
    x, y = centre
    angles = (pi / 3 * i - pi / 2 for i in range(6))
    return [(x + radius * cos(a), y + radius * sin(a)) for a in angles]


def neighbours(slot: Slot) -> tuple[Slot, ...]:
    """Across the side that begins at corner 0, 1, … 5 of `corners`."""
    row, column = slot
    shift = row % 2
    return (
        (row - 1, column + shift),
        (row, column + 1),
        (row + 1, column + shift),
        (row + 1, column + shift - 1),
        (row, column - 1),
        (row - 1, column + shift - 1),
    )


def _slots(width: float, height: float, radius: float) -> dict[Slot, Point]:
    across, down = sqrt(3) * radius, 1.5 * radius
    return {
        (row, column): (across * (column + 0.5 + row % 2 / 2), radius + down * row)
        for row in range(max(1, int((height - 2 * radius) / down) + 1))
        for column in range(max(1, int(width / across - row % 2 / 2)))
    }


def _far(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def _greedy(wanted: Sequence[Point], slots: dict[Slot, Point]) -> list[Slot]:
    """From the middle outwards, so that a crowd spreads to all sides."""
    middle = (
        sum(x for x, _ in wanted) / max(len(wanted), 1),
        sum(y for _, y in wanted) / max(len(wanted), 1),
    )
    order = sorted(range(len(wanted)), key=lambda i: (_far(wanted[i], middle), i))
    free, taken = set(slots), {}
    for i in order:
        best = min(free, key=lambda slot: (_far(slots[slot], wanted[i]), slot))
        taken[i] = best
        free.discard(best)
    return [taken[i] for i in range(len(wanted))]


def _improve(taken: list[Slot], wanted: Sequence[Point], slots: dict[Slot, Point]) -> list[Slot]:
    """Swaps two places, or moves one next door, while that brings them nearer home."""
    holder = {slot: i for i, slot in enumerate(taken)}
    for _ in range(PASSES):
        changed = False
        for i in range(len(taken)):
            for slot in _near(taken[i], slots):
                j = holder.get(slot)
                if _gain(i, j, slot, taken, wanted, slots) > 1e-9:
                    _move(i, j, slot, taken, holder)
                    changed = True
        if not changed:
            break
    return taken


def _near(slot: Slot, slots: dict[Slot, Point]) -> list[Slot]:
    rings = {far for near in neighbours(slot) for far in (near, *neighbours(near))}
    return sorted(found for found in rings - {slot} if found in slots)


def _gain(
    i: int,
    j: int | None,
    slot: Slot,
    taken: list[Slot],
    wanted: Sequence[Point],
    slots: dict[Slot, Point],
) -> float:
    gain = _far(slots[taken[i]], wanted[i]) - _far(slots[slot], wanted[i])
    if j is not None:
        gain += _far(slots[slot], wanted[j]) - _far(slots[taken[i]], wanted[j])
    return gain


def _move(i: int, j: int | None, slot: Slot, taken: list[Slot], holder: dict[Slot, int]) -> None:
    old = taken[i]
    taken[i], holder[slot] = slot, i
    if j is None:
        del holder[old]
    else:
        taken[j], holder[old] = old, j
