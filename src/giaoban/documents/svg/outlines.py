"""Outlines of communes from GeoJSON rings, for provinces that have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from giaoban.documents.svg.hexgrid import Point, project

# Rings of (longitude, latitude), as GeoJSON has them; the first ring is the outer one.
Polygon: TypeAlias = Sequence[Sequence[Point]]

_LEAST = 8.0  # a smaller one cannot be read in print
_WIDE, _HIGH = 0.66, 0.82  # of the room a figure takes, by its size
_ROWS = 9  # lines across an outline on which room is sought
_ISLET = 9.0  # an island smaller than this is lost under a dashed line


@dataclass(frozen=True, slots=True)
class Outline:
    """On the sheet: its path, where its figure goes and how large it is (0: no room for one), and the path of
    its parts that are large enough for a line around them."""

    path: str
    centre: Point
    figure: float
    around: str


def place_outlines(
    polygons: Sequence[Polygon], width: float, height: float, *, largest: float
) -> list[Outline]:
    """All to one scale; no figure is larger than `largest`."""
    flat = [(lat, lon) for rings in polygons for ring in rings for lon, lat in ring]
    placed = iter(project(flat, width, height))
    found = []
    for rings in polygons:
        drawn = [[next(placed) for _ in ring] for ring in rings]
        main = max(drawn, key=_extent)
        centre, figure = _room(main, largest)
        path = "".join(_path(ring) for ring in drawn)
        around = "".join(_path(ring) for ring in drawn if ring is main or _broad(ring))
        found.append(Outline(path, centre, figure, around))
    return found


def _extent(ring: Sequence[Point]) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _broad(ring: Sequence[Point]) -> bool:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(xs) - min(xs) >= _ISLET and max(ys) - min(ys) >= _ISLET


def _room(ring: Sequence[Point], most: float) -> tuple[Point, float]:
    """Where the largest figure stands inside the ring, and its size; the centre of area where it has room,
    since the eye looks for it there."""
    centre = _centre(ring)
    best, size = centre, min(most, _fitting(ring, centre))
    if size < most:
        low, high = min(y for _, y in ring), max(y for _, y in ring)
        for row in range(_ROWS):
            y = low + (high - low) * (row + 0.5) / _ROWS
            for left, right in _spans(ring, y):
                point = ((left + right) / 2, y)
                if (found := min(most, _fitting(ring, point))) > size + 0.5:
                    best, size = point, found
    return best, size if size >= _LEAST else 0.0


def _fitting(ring: Sequence[Point], point: Point) -> float:
    """The size of the figure that fits around a point, by the free way beside it and above and below it."""
    x, y = point
    turned = [(b, a) for a, b in ring]
    beside = min((_free(ring, level, x) for level in (y - 3, y, y + 3)), default=0.0)
    over = _free(turned, x, y)
    return min(2 * beside / _WIDE, 2 * over / _HIGH)


def _free(ring: Sequence[Point], y: float, x: float) -> float:
    """How far the nearer border is on the line at y; 0 outside."""
    return max((min(x - left, right - x) for left, right in _spans(ring, y) if left < x < right), default=0.0)


def _spans(ring: Sequence[Point], y: float) -> list[tuple[float, float]]:
    """The parts of the line at y that lie inside."""
    cuts = sorted(
        x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (y1 <= y) != (y2 <= y)
    )
    return list(zip(cuts[::2], cuts[1::2], strict=False))


def _path(ring: Sequence[Point]) -> str:
    """Half a pixel is as fine as a border is drawn; steps are shorter to write than places. Neighbours that
    share their points share them still."""
    steps = [(round(x * 2), round(y * 2)) for x, y in ring]
    kept = [p for p, before in zip(steps, [None, *steps], strict=False) if p != before]
    x0, y0 = kept[0]
    moves = [f"M{x0 / 2:g} {y0 / 2:g}"]
    for (x1, y1), (x2, y2) in pairwise(kept):
        moves.append(f"l{(x2 - x1) / 2:g} {(y2 - y1) / 2:g}")
    return "".join(moves) + "Z"


def _centre(ring: Sequence[Point]) -> Point:
    """The centre of area; of a ring without area the mean of its points."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if abs(area) < 1e-9:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return x / (3 * area), y / (3 * area)
