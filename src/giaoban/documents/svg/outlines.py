"""Outlines of communes from GeoJSON rings, for provinces that have them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from giaoban.documents.svg.hexgrid import Point, project

# Rings of (longitude, latitude), as GeoJSON has them; the first ring is the outer one.
Polygon: TypeAlias = Sequence[Sequence[Point]]


def place_outlines(polygons: Sequence[Polygon], width: float, height: float) -> tuple[list[str], list[Point]]:
    """A path for each, all to one scale, and where its figure goes."""
    flat = [(lat, lon) for rings in polygons for ring in rings for lon, lat in ring]
    placed = iter(project(flat, width, height))
    paths, centres = [], []
    for rings in polygons:
        drawn = [[next(placed) for _ in ring] for ring in rings]
        paths.append("".join(_path(ring) for ring in drawn))
        centres.append(_centre(max(drawn, key=len)))
    return paths, centres


def _path(ring: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z"


def _centre(ring: Sequence[Point]) -> Point:
    """The centre of area; of a ring without area the mean of its points."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if abs(area) < 1e-9:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return x / (3 * area), y / (3 * area)
