"""Outlines with fewer points, neighbours still sharing their border. Pure.

Douglas and Peucker's way: a stretch is one straight line when no point of it lies further off than the
tolerance. A stretch runs between points where the neighbours change, and is simplified once for both sides:
so no gap opens and nothing overlaps along a border that was shared before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, hypot, radians

from giaoban.places.boundaries.geojson import Point, Ring

_METRES = 111_320.0  # of one degree of latitude
_FINE = 6  # decimals of a degree by which two files' points are the same: a tenth of a metre


def simplified(outlines: Sequence[Sequence[Ring]], metres: float) -> list[list[Ring]]:
    """Each outline's rings within the tolerance; a ring never loses its shape altogether."""
    rounded = [[_rounded(ring) for ring in rings] for rings in outlines]
    beside = _beside(ring for rings in rounded for ring in rings)
    shrink = _shrink(rounded)
    known: dict[tuple[Point, ...], tuple[Point, ...]] = {}
    return [[_ring(ring, beside, metres, shrink, known) for ring in rings] for rings in rounded]


def _rounded(ring: Ring) -> Ring:
    points = [(round(x, _FINE), round(y, _FINE)) for x, y in ring]
    return tuple(p for p, before in zip(points, [points[-1], *points], strict=False) if p != before)


def _shrink(outlines: Sequence[Sequence[Ring]]) -> float:
    """How much shorter a degree of longitude is here."""
    lats = [ring[0][1] for rings in outlines for ring in rings]
    return cos(radians(sum(lats) / len(lats))) if lats else 1.0


def _beside(rings: Iterable[Ring]) -> dict[Point, set[Point]]:
    """The points each point is joined to, in any outline: where they are more than two, neighbours change."""
    found: dict[Point, set[Point]] = {}
    for ring in rings:
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
    return found


def _ring(
    ring: Ring, beside: dict[Point, set[Point]], metres: float, shrink: float,
    known: dict[tuple[Point, ...], tuple[Point, ...]],
) -> Ring:  # fmt: skip
    fixed = [i for i, point in enumerate(ring) if len(beside[point]) > 2]
    if len(fixed) < 2:
        fixed = _ends(ring, shrink)
    out: list[Point] = []
    for i, start in enumerate(fixed):
        end = fixed[(i + 1) % len(fixed)]
        stretch = ring[start : end + 1] if start < end else (*ring[start:], *ring[: end + 1])
        out += _stretch(stretch, metres, shrink, known)[:-1]
    return tuple(out) if len(out) > 2 else _least(ring)


def _ends(ring: Ring, shrink: float) -> list[int]:
    """Two points far apart, the same whichever point the ring begins with: an island, or a shared hole."""
    first = min(range(len(ring)), key=lambda i: ring[i])
    far = max(range(len(ring)), key=lambda i: (_away(ring[i], ring[first], shrink), ring[i]))
    return sorted((first, far))


def _stretch(
    points: tuple[Point, ...], metres: float, shrink: float, known: dict[tuple[Point, ...], tuple[Point, ...]]
) -> tuple[Point, ...]:
    """Simplified in one direction only, so that both sides of a border get the same points."""
    turned = points[::-1] < points
    one = points[::-1] if turned else points
    if one not in known:
        known[one] = _kept(one, metres, shrink)
    return known[one][::-1] if turned else known[one]


def _kept(points: tuple[Point, ...], metres: float, shrink: float) -> tuple[Point, ...]:
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        far, at = metres, 0
        for i in range(first + 1, last):
            off = _off(points[i], points[first], points[last], shrink)
            if off > far:
                far, at = off, i
        if at:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return tuple(points[i] for i in sorted(keep))


def _off(p: Point, a: Point, b: Point, shrink: float) -> float:
    """Metres from a point to the line between two others."""
    ax, ay = (p[0] - a[0]) * shrink * _METRES, (p[1] - a[1]) * _METRES
    bx, by = (b[0] - a[0]) * shrink * _METRES, (b[1] - a[1]) * _METRES
    length = bx * bx + by * by
    t = max(0.0, min(1.0, (ax * bx + ay * by) / length)) if length else 0.0
    return hypot(ax - t * bx, ay - t * by)


def _away(p: Point, a: Point, shrink: float) -> float:
    return hypot((p[0] - a[0]) * shrink, p[1] - a[1])


def _least(ring: Ring) -> Ring:
    """A ring smaller than the tolerance stays as a triangle, so that its place on the map is not empty."""
    first = min(range(len(ring)), key=lambda i: ring[i])
    far = max(range(len(ring)), key=lambda i: _away(ring[i], ring[first], 1))
    third = max(range(len(ring)), key=lambda i: _off(ring[i], ring[first], ring[far], 1))
    return tuple(ring[i] for i in sorted({first, far, third}))
