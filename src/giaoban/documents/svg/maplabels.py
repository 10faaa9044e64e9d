"""Names of districts on the sheet, beside their hexagons and never over one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from giaoban.documents.svg import tokens
from giaoban.documents.svg.element import text_length, words
from giaoban.documents.svg.hexgrid import Point

_TALL = 17.0  # of a line of words with its marks
_WIDE, _HIGH = 0.87, 0.8  # half of a hexagon's width; of its height, whose corners are free


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, centre: Point, radius: float) -> Box:
        x, y = centre
        return cls(x - radius * _WIDE, y - radius * _HIGH, x + radius * _WIDE, y + radius * _HIGH)

    def hits(self, other: Box) -> bool:
        return not (
            self.right <= other.left
            or other.right <= self.left
            or self.bottom <= other.top
            or other.bottom <= self.top
        )


def group_labels(members: Mapping[str, Sequence[Point]], radius: float, room: Point) -> str:
    """The largest districts first; one that finds no room is named by its titles only."""
    boxes = [Box.around(centre, radius) for centres in members.values() for centre in centres]
    out = []
    for name, centres in sorted(members.items(), key=lambda item: (-len(item[1]), item[0])):
        text = short_name(name)
        half = text_length(text, tokens.SMALL) / 2 + 2
        found = _room_for(_spots(centres, radius, half), half, boxes, room)
        if found and text:
            box, (x, y) = found
            boxes.append(box)
            out.append(words(text, x, y + 4.5, anchor="middle", bold=True, halo=tokens.PAPER))
    return "".join(out)


def short_name(name: str) -> str:
    """A map says "Hạ Long"; the kind of unit stands in the titles."""
    for kind in ("Thành phố ", "Thị xã ", "Huyện ", "Quận "):
        name = name.removeprefix(kind)
    return name


def _room_for(
    spots: Sequence[Point], half: float, boxes: Sequence[Box], room: Point
) -> tuple[Box, Point] | None:
    for x, y in spots:
        box = Box(x - half, y - _TALL / 2, x + half, y + _TALL / 2)
        inside = box.left >= 0 and box.top >= 0 and box.right <= room[0] and box.bottom <= room[1]
        if inside and not any(box.hits(other) for other in boxes):
            return box, (x, y)
    return None


def _spots(centres: Sequence[Point], radius: float, half: float) -> list[Point]:
    """Left, right, above and below each hexagon; those nearest to the district's middle first."""
    middle = (sum(x for x, _ in centres) / len(centres), sum(y for _, y in centres) / len(centres))
    aside, over = radius * _WIDE + half + 1, radius + _TALL / 2 - 2
    spots = []
    for x, y in centres:
        for part in (0.0, -0.4, 0.4):
            spots += [(x + aside, y + part * radius), (x - aside, y + part * radius)]
        for part in (0.0, -0.5, 0.5, -1.0, 1.0):
            spots += [(x + part * half, y - over), (x + part * half, y + over)]
    return sorted(spots, key=lambda spot: (_gap(spot, half, middle), spot))


def _gap(spot: Point, half: float, point: Point) -> float:
    """From a point to the nearest bit of the words, not to their middle."""
    across = max(abs(point[0] - spot[0]) - half, 0)
    return float((across**2 + (point[1] - spot[1]) ** 2) ** 0.5)
