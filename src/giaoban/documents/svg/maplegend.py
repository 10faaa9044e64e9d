"""What the colours mean and how many communes have each, under the map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from giaoban.documents.svg import tokens
from giaoban.documents.svg.element import polygon, text_length, words
from giaoban.documents.svg.frame import MARGIN
from giaoban.documents.svg.hexgrid import corners
from giaoban.kernel.vietnamese import number

LEGEND_HEIGHT = 56
_RADIUS = 11
_AFTER_MARK, _BETWEEN = 18, 22


class Levelled(Protocol):
    @property
    def level(self) -> int | None: ...
    @property
    def differs(self) -> bool: ...


def legend(points: Sequence[Levelled], hatched: str, note: str, width: float, height: float) -> str:
    x, y, out = float(MARGIN + _RADIUS), height - LEGEND_HEIGHT + 16, ""
    for mark, text in _keys(points, hatched):
        if x + _AFTER_MARK + text_length(text, tokens.SMALL) > width:
            break  # a narrow picture leaves the last key to its titles
        fill, figure, ink = mark
        out += _tile(x, y, fill, figure, ink) + words(text, x + _AFTER_MARK, y + 4.5)
        x += _AFTER_MARK + text_length(text, tokens.SMALL) + _BETWEEN
    return out + words(note, MARGIN, height - 12, fill=tokens.SECOND_INK)


def _keys(points: Sequence[Levelled], hatched: str) -> Iterator[tuple[tuple[str, str, str], str]]:
    for level, colour in tokens.LEVELS.items():
        count = sum(point.level == level for point in points)
        yield (colour, str(level), tokens.text_on(colour)), f"{number(count)} xã cấp {level}"
    unknown = sum(point.level is None for point in points)
    if unknown:
        yield (hatched, "?", tokens.INK), f"{number(unknown)} xã chưa xác định"
    differing = sum(point.differs for point in points)
    if differing:
        yield ("", "", tokens.INK), f"{number(differing)} xã có cấp đề xuất khác"


def _tile(x: float, y: float, fill: str, figure: str, ink: str) -> str:
    """Without a fill it is the dashed outline of a proposal that differs."""
    return polygon(
        corners((x, y), _RADIUS),
        fill=fill or "none",
        stroke=None if fill else tokens.INK,
        stroke_width=None if fill else 2,
        stroke_dasharray=None if fill else "4 2.5",
    ) + words(figure, x, y + 4.5, fill=ink, anchor="middle", bold=True)
