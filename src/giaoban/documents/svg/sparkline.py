"""A line the size of a word, for tables."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from giaoban.documents.svg.element import tag
from giaoban.documents.svg.tokens import ACCENT, HAIRLINE

_EDGE = 3  # so that the end point is not cut off


def sparkline(
    values: Sequence[float | None], *, width: float = 96, height: float = 24, label: str = ""
) -> str:
    """From zero up; without a label it is decoration beside the number it belongs to."""
    floor = height - _EDGE
    pieces = _pieces(values, width, floor)
    drawn = [tag("line", x1=0, x2=width, y1=floor, y2=floor, stroke=HAIRLINE)]
    drawn += [
        tag(
            "polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in piece), fill="none", stroke=ACCENT,
            stroke_width=1.75, stroke_linejoin="round",
        )
        for piece in pieces
        if piece
    ]  # fmt: skip
    if pieces[-1]:
        x, y = pieces[-1][-1]
        drawn.append(tag("circle", cx=x, cy=y, r=2.5, fill=ACCENT))
    return tag(
        "svg",
        *([tag("title", escape(label))] if label else []),
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        role="img" if label else None,
        aria_label=label or None,
        aria_hidden=None if label else "true",
    )


def _pieces(values: Sequence[float | None], width: float, floor: float) -> list[list[tuple[float, float]]]:
    """The points of the line, in parts where a value is missing; the last part is that of the last value."""
    most = max((value for value in values if value is not None), default=0) or 1
    step = (width - 2 * _EDGE) / max(len(values) - 1, 1)
    pieces: list[list[tuple[float, float]]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append((_EDGE + step * index, floor - (floor - _EDGE) * value / most))
    return pieces
