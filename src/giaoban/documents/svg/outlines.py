"""Outlines of communes from GeoJSON rings, for provinces that have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from giaoban.documents.svg.hexgrid import Point, project

# Rings of (longitude, latitude), as GeoJSON has them; the first ring is the outer one.
Polygon: TypeAlias = Sequence[Sequence[Point]]


@dataclass(frozen=True, slots=True)
class Outline:
    """On the sheet: its path, where its figure goes, whether there is room for one."""

    path: str
    centre: Point
    roomy: bool


def place_outlines(
    polygons: Sequence[Polygon], width: float, height: float, size: float
) -> list[Outline]:
    """All to one scale; `size` is that of the figures, zero for outlines without one."""
    flat = [(lat, lon) for rings in polygons for ring in rings for lon, lat in ring]
    placed = iter(project(flat, width, height))
    found = []
    for rings in polygons:
        drawn = [[next(placed) for _ in ring] for ring in rings]
        largest = max(drawn, key=_extent)
        path = "".join(_path(ring) for ring in drawn)
        found.append(Outline(path, _centre(largest), _roomy(largest, size)))
    return found


def _extent(ring: Sequence[Point]) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _roomy(ring: Sequence[Point], size: float) -> bool:
    """Whether a figure stands inside the outline; else its title alone tells it."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(xs) - min(xs) >= size * 1.3 and max(ys) - min(ys) >= size * 1.2


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
