"""Outlines made here: squares with wavy borders, side by side."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from math import pi, sin
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from giaoban.places import matcher_store
from giaoban.places.models import Unit
from tests.registry import small_tree

Ring = list[list[float]]
SIZE, STEPS, WAVE = 0.05, 40, 0.0004  # a square of five kilometres, its borders off by 45 m


def side(a: tuple[float, float], b: tuple[float, float]) -> Ring:
    """A wavy line from a to b, the same points from b to a; its end is left to the next side."""
    turned = b < a
    (x1, y1), (x2, y2) = (b, a) if turned else (a, b)
    points = [
        [
            x1 + (x2 - x1) * i / STEPS + (y2 - y1) / SIZE * WAVE * sin(4 * pi * i / STEPS),
            y1 + (y2 - y1) * i / STEPS + (x2 - x1) / SIZE * WAVE * sin(4 * pi * i / STEPS),
        ]
        for i in range(STEPS + 1)
    ]
    return (points[::-1] if turned else points)[:-1]


def square(column: int, row: int) -> Ring:
    """A closed ring at a place of the grid; neighbours share their border point by point."""
    x, y = 107.3 + column * SIZE, 21.0 + row * SIZE
    corners = [(x, y), (x + SIZE, y), (x + SIZE, y + SIZE), (x, y + SIZE)]
    ring = [p for a, b in zip(corners, corners[1:] + corners[:1], strict=True) for p in side(a, b)]
    return [*ring, ring[0]]


def feature(ring: Any, **properties: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


@pytest.fixture
def units(db: None, settings: Settings, tmp_path: Path) -> Iterator[dict[str, Unit]]:
    settings.STATE = tmp_path / "state"
    settings.GIAOBAN_ROOT_PLACE = small_tree.QUANG_NINH
    matcher_store.clear()
    yield small_tree.load()
    matcher_store.clear()


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_geojson(*features: Any, name: str = "ranh-gioi.geojson") -> Path:
        path = tmp_path / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), "utf-8")
        return path

    return write_geojson
