"""A target's path and what was measured on the way: the path as a broken line, the measured as dots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from giaoban.documents.svg import tokens
from giaoban.documents.svg.element import link, tag, words
from giaoban.documents.svg.frame import MARGIN, frame, heading_height, identity
from giaoban.documents.svg.scale import ticks
from giaoban.kernel.vietnamese import date_vi, number

Points = Sequence[tuple[date, float | None]]
_LEFT, _BOTTOM, _LABELS = 56, 30, 96  # room for the axis, the dates, the words at the line's end
_DOT = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """A value at a window's end; `good` None where it cannot be told against the path."""

    day: date
    value: float
    good: bool | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class _Plot:
    first: date
    days: int
    left: float
    top: float
    right: float
    bottom: float
    least: float
    most: float

    def x(self, day: date) -> float:
        return self.left + (self.right - self.left) * (day - self.first).days / max(self.days, 1)

    def y(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * (value - self.least) / (self.most - self.least)


def path_line(
    asked: Points,
    measured: Sequence[Measured],
    *,
    title: str,
    subtitle: str = "",
    unit: str = "",
    asked_word: str = "lộ trình",
    measured_word: str = "số liệu",
    width: float = 720,
    height: float = 300,
) -> str:
    """`asked` day by day; days for which nothing is asked break the line."""
    every = [day for day, _ in asked] + [one.day for one in measured]
    values = [value for _, value in asked if value is not None] + [one.value for one in measured]
    axis = _axis(values)
    first, last = min(every), max(every)
    top = heading_height(title, subtitle, width) + 18
    plot = _Plot(first, (last - first).days, _LEFT + MARGIN, top, width - _LABELS, height - _BOTTOM, axis[0],
                 axis[-1])  # fmt: skip
    body = [_grid(plot, axis), _dates(plot, first, last), _line(plot, asked), _dots(plot, measured, unit),
            _labels(plot, asked, measured, asked_word, measured_word)]  # fmt: skip
    return frame(
        "".join(body), name=identity("path", title, subtitle, tuple(asked), tuple(measured)), title=title,
        subtitle=subtitle, description=_description(measured, unit), width=width, height=height,
        linked=any(one.href for one in measured),
    )  # fmt: skip


def _axis(values: Sequence[float]) -> list[float]:
    """From zero; a line that stays in the upper half would look level, so its axis begins below it."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    if low <= high / 2 or high == low:
        return ticks(high)
    step = ticks(high - low)[1]
    first = floor(low / step)
    return [step * n for n in range(first, ceil(high / step) + 1)]


def _grid(plot: _Plot, axis: Sequence[float]) -> str:
    drawn = []
    for value in axis:
        y = plot.y(value)
        colour = tokens.SECOND_INK if value == axis[0] else tokens.HAIRLINE
        drawn.append(tag("line", x1=plot.left, x2=plot.right, y1=y, y2=y, stroke=colour))
        drawn.append(words(number(value), plot.left - 8, y + 4.5, fill=tokens.SECOND_INK, anchor="end"))
    return "".join(drawn)


def _dates(plot: _Plot, first: date, last: date) -> str:
    shown = [(first, "start"), (last, "end")] if last > first else [(first, "start")]
    return "".join(
        words(date_vi(day), plot.x(day), plot.bottom + 20, fill=tokens.SECOND_INK, anchor=anchor)
        for day, anchor in shown
    )


def _line(plot: _Plot, asked: Points) -> str:
    pieces: list[list[str]] = [[]]
    for day, value in asked:
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{plot.x(day):.1f},{plot.y(value):.1f}")
    return "".join(
        tag("polyline", points=" ".join(piece), fill="none", stroke=tokens.SECOND_INK, stroke_width=2,
            stroke_dasharray="6 4")
        for piece in pieces if piece
    )  # fmt: skip


def _dots(plot: _Plot, measured: Sequence[Measured], unit: str) -> str:
    line = " ".join(f"{plot.x(one.day):.1f},{plot.y(one.value):.1f}" for one in measured)
    drawn = [tag("polyline", points=line, fill="none", stroke=tokens.ACCENT, stroke_width=2.5)]
    for one in measured:
        colour = tokens.DANGER if one.good is False else tokens.ACCENT
        x, y = plot.x(one.day), plot.y(one.value)
        mark = tag("circle", cx=x, cy=y, r=_DOT, fill=colour, stroke=tokens.PAPER, stroke_width=2)
        if one.good is False:  # not by colour alone: behind is a square
            side = _DOT * 2
            corner = {"x": x - _DOT, "y": y - _DOT, "width": side, "height": side}
            mark = tag("rect", fill=colour, stroke=tokens.PAPER, **corner)
        drawn.append(link(one.href, f"{date_vi(one.day)}: {_said(one.value, unit)}", mark))
    return "".join(drawn)


def _labels(
    plot: _Plot, asked: Points, measured: Sequence[Measured], asked_word: str, measured_word: str
) -> str:
    """Words beside what they name; the two are kept apart where the lines end near each other."""
    known = [(day, value) for day, value in asked if value is not None]
    ends: list[tuple[float, float, str, str]] = []
    if known:
        ends.append((plot.x(known[-1][0]), plot.y(known[-1][1]), asked_word, tokens.SECOND_INK))
    if measured:
        ends.append((plot.x(measured[-1].day), plot.y(measured[-1].value), measured_word, tokens.ACCENT))
    if len(ends) == 2 and abs(ends[0][1] - ends[1][1]) < 18 and abs(ends[0][0] - ends[1][0]) < _LABELS:
        x, y, text, colour = ends[1]
        ends[1] = (x, y + (18 if y >= ends[0][1] else -18), text, colour)
    return "".join(
        words(text, x + 9, y + 4.5, fill=colour, bold=colour == tokens.ACCENT, halo=tokens.PAPER)
        for x, y, text, colour in ends
    )


def _said(value: float, unit: str) -> str:
    return f"{number(value, 2 if value % 1 else 0)} {unit}".strip()


def _description(measured: Sequence[Measured], unit: str) -> str:
    told = "; ".join(f"{date_vi(one.day)}: {_said(one.value, unit)}" for one in measured)
    return told or "Chưa có số liệu."
