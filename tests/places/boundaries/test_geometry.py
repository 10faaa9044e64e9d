"""Outlines are judged, and made of fewer points without coming apart."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.kernel.errors import UserError
from giaoban.places.boundaries.geojson import Ring, area, crosses, read
from giaoban.places.boundaries.simplify import _off, simplified
from tests.places.boundaries.conftest import Write, feature, square

FLAT = [[0, 0], [1, 0], [2, 0], [0, 0]]
BOW = [[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]
GOOD = [[0, 0], [1, 0], [1, 1], [0, 0]]


def ring(column: int, row: int) -> Ring:
    return tuple((x, y) for x, y in square(column, row)[:-1])


class TestAFeature:
    @pytest.mark.parametrize(
        ("geometry", "code"),
        [
            (None, "geometry_absent"),
            ({"type": "Point", "coordinates": [1, 2]}, "not_an_area"),
            ({"type": "MultiPolygon", "coordinates": []}, "geometry_empty"),
            ({"type": "Polygon", "coordinates": [GOOD[:-1]]}, "ring_open"),
            ({"type": "Polygon", "coordinates": [FLAT]}, "ring_flat"),
            ({"type": "Polygon", "coordinates": [BOW]}, "ring_crosses"),
            ({"type": "Polygon", "coordinates": [[[0, "x"], *GOOD]]}, "point_unreadable"),
            ({"type": "Polygon", "coordinates": [[[428000, 2325000]] * 5]}, "not_degrees"),
        ],
    )
    def test_that_cannot_be_drawn_says_why_and_leaves_the_others(
        self, write: Write, geometry: Any, code: str
    ) -> None:
        bad = {"type": "Feature", "properties": {}, "geometry": geometry}
        taken, flaws = read(write(bad, feature(GOOD)))
        assert [flaw.code for flaw in flaws] == [code]
        assert [f.number for f in taken] == [2]

    def test_may_be_of_several_parts(self, write: Write) -> None:
        parts = {"type": "MultiPolygon", "coordinates": [[square(0, 0)], [square(5, 5)]]}
        taken, _ = read(write({"type": "Feature", "properties": {}, "geometry": parts}))
        assert len(taken[0].rings) == 2

    @pytest.mark.parametrize("content", ["", "[]", "{}", '{"features": []}', "\x00\x01"])
    def test_of_no_geojson_stops_everything(self, tmp_path: Any, content: str) -> None:
        path = tmp_path / "x.geojson"
        path.write_text(content, "utf-8")
        with pytest.raises(UserError):
            read(path)


class TestSimplifying:
    @pytest.mark.parametrize(("metres", "fewer"), [(0, 1), (20, 0.5)])
    def test_keeps_every_point_within_the_tolerance(self, metres: float, fewer: float) -> None:
        before = ring(0, 0)
        (after,) = simplified([[before]], metres)[0]
        assert len(after) < len(before) * fewer
        sides = list(zip(after, after[1:] + after[:1], strict=True))
        assert all(min(_off(p, a, b, 0.93) for a, b in sides) <= metres + 0.2 for p in before)

    def test_leaves_no_gap_between_neighbours(self) -> None:
        left, right = (rings[0] for rings in simplified([[ring(0, 0)], [ring(1, 0)]], 100))
        shared = set(left) & set(right)
        assert len(shared) >= 2
        whole = abs(area(left)) + abs(area(right))
        east = {p for p in left if p[0] > 107.345}
        west = {p for p in right if p[0] < 107.355}
        assert east == west
        assert whole == pytest.approx(abs(area(ring(0, 0))) + abs(area(ring(1, 0))), rel=0.03)

    def test_leaves_a_small_island_a_triangle(self) -> None:
        island = ((107.0, 21.0), (107.0001, 21.0), (107.0001, 21.0001), (107.0, 21.0001))
        assert len(simplified([[island]], 1000)[0][0]) == 3

    @given(st.integers(0, 10_000), st.floats(0, 500))
    def test_never_makes_a_ring_of_less_than_three_points(self, seed: int, metres: float) -> None:
        draw = random.Random(seed)
        points = {(107 + draw.random() / 10, 21 + draw.random() / 10) for _ in range(draw.randint(3, 30))}
        (after,) = simplified([[tuple(points)]], metres)[0]
        assert len(after) >= 3


def test_a_long_wavy_ring_is_judged_quickly() -> None:
    assert not crosses(ring(0, 0))
