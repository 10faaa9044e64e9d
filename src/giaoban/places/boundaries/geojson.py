"""Features of a GeoJSON file as outlines, or what is wrong with each. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from giaoban.kernel.errors import UserError

Point = tuple[float, float]  # longitude, latitude
Ring = tuple[Point, ...]  # closed by its last line: the first point is not repeated

_MOST_BYTES = 300_000_000  # a country's communes in full detail are about 200 MB


class Flaw(NamedTuple):
    """Why a feature cannot be drawn, and what to do."""

    feature: int
    code: str
    reason: str
    next: str


@dataclass(frozen=True)
class Feature:
    number: int  # as a person counts them in the file
    properties: dict[str, Any]
    rings: tuple[Ring, ...]


def read(path: Path) -> tuple[list[Feature], list[Flaw]]:
    """Every feature of the file: an outline, or a flaw. A file that is no GeoJSON raises UserError."""
    if not path.is_file():
        raise UserError("file_absent", f"Không thấy tệp “{path.name}”.", "Kiểm tra lại đường dẫn.")
    if path.stat().st_size > _MOST_BYTES:
        raise UserError(
            "file_too_large", f"Tệp “{path.name}” lớn hơn 300 MB.", "Tách theo tỉnh, hoặc giản lược trước."
        )
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise UserError(
            "geojson_unreadable", f"Tệp “{path.name}” không phải GeoJSON đọc được.",
            "Xuất lại từ phần mềm bản đồ, chọn định dạng GeoJSON (RFC 7946), mã UTF-8.",
        ) from error  # fmt: skip
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list) or not features:
        raise UserError(
            "geojson_empty", f"Tệp “{path.name}” không có danh sách features.",
            "Cần một FeatureCollection, mỗi xã hoặc huyện một feature.",
        )  # fmt: skip
    taken, flaws = [], []
    for number, raw in enumerate(features, start=1):
        try:
            taken.append(_feature(number, raw))
        except _Wrong as wrong:
            flaws.append(Flaw(number, *wrong.args))
    return taken, flaws


class _Wrong(ValueError):
    """code, reason, next step."""


def _feature(number: int, raw: Any) -> Feature:
    geometry = raw.get("geometry") if isinstance(raw, dict) else None
    if not isinstance(geometry, dict):
        raise _Wrong("geometry_absent", "Không có đường biên.", "Vẽ lại đơn vị này rồi xuất lại.")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        raise _Wrong(
            "not_an_area", f"Dạng “{str(kind)[:20]}” không phải một vùng.", "Xuất Polygon hoặc MultiPolygon."
        )
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise _Wrong("geometry_empty", "Đường biên trống.", "Vẽ lại đơn vị này rồi xuất lại.")
    rings = tuple(_ring(ring) for polygon in polygons for ring in _listed(polygon))
    properties = raw.get("properties")
    return Feature(number, properties if isinstance(properties, dict) else {}, rings)


def _listed(polygon: Any) -> list[Any]:
    if not isinstance(polygon, list) or not polygon:
        raise _Wrong("geometry_empty", "Đường biên trống.", "Vẽ lại đơn vị này rồi xuất lại.")
    return polygon


def _ring(raw: Any) -> Ring:
    if not isinstance(raw, list):
        raise _Wrong("ring_unreadable", "Vòng biên không đọc được.", "Xuất lại tệp.")
    points = [_point(position) for position in raw]
    if len(points) < 4 or points[0] != points[-1]:
        raise _Wrong("ring_open", "Vòng biên không khép kín.", "Điểm cuối phải trùng điểm đầu; xuất lại.")
    ring = tuple(p for p, before in zip(points[1:], points, strict=False) if p != before)
    if crosses(ring):
        raise _Wrong("ring_crosses", "Vòng biên tự cắt chính nó.", "Sửa hình (Fix geometries) rồi xuất lại.")
    if len(set(ring)) < 3 or area(ring) == 0:
        raise _Wrong("ring_flat", "Vòng biên không bao quanh diện tích nào.", "Vẽ lại đơn vị này.")
    return ring


def _point(position: Any) -> Point:
    if not isinstance(position, list) or len(position) < 2 or not all(_number(p) for p in position[:2]):
        raise _Wrong("point_unreadable", "Có điểm không phải hai số.", "Xuất lại tệp.")
    lon, lat = float(position[0]), float(position[1])
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise _Wrong(
            "not_degrees", "Tọa độ không phải kinh độ, vĩ độ.",
            "Chuyển sang WGS 84 (EPSG:4326); tệp đang dùng hệ mét như VN-2000.",
        )  # fmt: skip
    return lon, lat


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def area(ring: Ring) -> float:
    """Twice the signed area, in square degrees: only its sign and its being zero are used."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True))


def crosses(ring: Ring) -> bool:
    """Whether two sides that are not neighbours cut each other. Sides are swept from west to east."""
    n = len(ring)
    pairs = enumerate(zip(ring, ring[1:] + ring[:1], strict=True))
    sides = sorted((min(a[0], b[0]), max(a[0], b[0]), i) for i, (a, b) in pairs)
    open_: list[tuple[float, int]] = []
    for west, east, i in sides:
        open_ = [(end, j) for end, j in open_ if end >= west]
        for _, j in open_:
            if abs(i - j) not in (1, n - 1) and _cut(ring, i, j):
                return True
        open_.append((east, i))
    return False


def _cut(ring: Ring, i: int, j: int) -> bool:
    a, b, c, d = ring[i], ring[(i + 1) % len(ring)], ring[j], ring[(j + 1) % len(ring)]
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
