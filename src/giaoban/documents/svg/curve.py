"""The epidemic curve: a bar a day, the mean of seven days as a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from giaoban.documents.svg import tokens
from giaoban.documents.svg.element import hatch, link, tag, text_length, words
from giaoban.documents.svg.frame import MARGIN, frame, heading_height, identity
from giaoban.documents.svg.scale import ticks
from giaoban.kernel.vietnamese import date_vi, number

Series = Sequence[tuple[date, float | None]]
MEAN_DAYS = 7
_LEFT, _BOTTOM, _LABELS = 52, 30, 118  # room for the axis, the dates, the words at the line's end
_MARK_ROOM = 22


@dataclass(frozen=True, slots=True)
class Mark:
    """A day worth a line and a word: a cut-off, a decision."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class _Plot:
    series: tuple[tuple[date, float | None], ...]
    left: float
    top: float
    right: float
    bottom: float
    most: float

    @property
    def step(self) -> float:
        return (self.right - self.left) / max(len(self.series), 1)

    def x(self, index: float) -> float:
        return self.left + self.step * (index + 0.5)

    def y(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * value / self.most


def curve(
    series: Series,
    *,
    title: str,
    subtitle: str = "",
    width: float = 720,
    height: float = 320,
    incomplete_from: date | None = None,
    marks: Sequence[Mark] = (),
    unit: str = "ca",
    href: Callable[[date], str] | None = None,
) -> str:
    """Days from `incomplete_from` on are hatched and enter no mean."""
    days = tuple(sorted(series))
    axis = ticks(max((value or 0 for _, value in days), default=0))
    top = heading_height(title, subtitle, width) + (_MARK_ROOM if marks else 4) + 14
    plot = _Plot(days, _LEFT + MARGIN, top, width - _LABELS, height - _BOTTOM, axis[-1])
    name = identity("curve", title, subtitle, days)
    mean = _means(days, incomplete_from)
    body = [
        tag("defs", hatch(f"{name}-h", tokens.HATCH_GROUND, tokens.BAR)),
        _grid(plot, axis),
        _bars(plot, name, incomplete_from, unit, href),
        _mean_line(plot, mean),
        _dates(plot),
        _marks(plot, marks),
        _labels(plot, mean, incomplete_from, unit),
    ]
    return frame(
        "".join(body),
        name=name,
        title=title,
        subtitle=subtitle,
        description=_description(days, mean, unit),
        width=width,
        height=height,
        linked=href is not None,
    )


def _means(days: Series, incomplete_from: date | None) -> list[float | None]:
    """The mean of a day and the six before it, where all seven are known and complete."""
    means: list[float | None] = []
    for index, (day, _) in enumerate(days):
        window = [value for _, value in days[max(0, index - MEAN_DAYS + 1) : index + 1]]
        known = [value for value in window if value is not None]
        complete = incomplete_from is None or day < incomplete_from
        means.append(sum(known) / MEAN_DAYS if complete and len(known) == MEAN_DAYS else None)
    return means


def _grid(plot: _Plot, axis: list[float]) -> str:
    lines = []
    for value in axis:
        y = plot.y(value)
        colour = tokens.SECOND_INK if value == 0 else tokens.HAIRLINE
        lines.append(tag("line", x1=plot.left, x2=plot.right, y1=y, y2=y, stroke=colour))
        lines.append(words(number(value), plot.left - 8, y + 4.5, fill=tokens.SECOND_INK, anchor="end"))
    return "".join(lines)


def _bars(
    plot: _Plot,
    name: str,
    incomplete_from: date | None,
    unit: str,
    href: Callable[[date], str] | None,
) -> str:
    gap = min(2.0, plot.step * 0.2)
    bars = []
    for index, (day, value) in enumerate(plot.series):
        if value is None:
            continue
        partial = incomplete_from is not None and day >= incomplete_from
        bar = tag(
            "rect",
            x=plot.x(index) - plot.step / 2 + gap / 2,
            y=plot.y(value),
            width=plot.step - gap,
            height=plot.bottom - plot.y(value),
            fill=f"url(#{name}-h)" if partial else tokens.BAR,
            stroke=tokens.BAR if partial else None,
        )
        said = f"{date_vi(day)}: {number(value)} {unit}" + (" (chưa đủ số liệu)" if partial else "")
        bars.append(link(href(day) if href else None, said, bar))
    return "".join(bars)


def _mean_line(plot: _Plot, mean: list[float | None]) -> str:
    """Broken where a mean is not known; a pale edge keeps it apart from the bars."""
    pieces: list[list[str]] = [[]]
    for index, value in enumerate(mean):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{plot.x(index):.1f},{plot.y(value):.1f}")
    drawn = ""
    for colour, thick in ((tokens.PAPER, 5), (tokens.INK, 2.5)):
        for piece in filter(None, pieces):
            drawn += tag(
                "polyline",
                points=" ".join(piece),
                fill="none",
                stroke=colour,
                stroke_width=thick,
                stroke_linejoin="round",
                stroke_linecap="round",
            )
    return drawn


def _dates(plot: _Plot) -> str:
    """Mondays, or every so many of them as fit."""
    mondays = [i for i, (day, _) in enumerate(plot.series) if day.weekday() == 0]
    fit = max(1, int((plot.right - plot.left) // 56))
    every = -(-len(mondays) // fit) or 1
    shown = mondays[::every] if mondays else range(0, len(plot.series), 7)
    out = []
    for index in shown:
        x, day = plot.x(index), plot.series[index][0]
        out.append(tag("line", x1=x, x2=x, y1=plot.bottom, y2=plot.bottom + 5, stroke=tokens.SECOND_INK))
        text = date_vi(day).rpartition("/")[0]
        out.append(words(text, x, plot.bottom + 20, fill=tokens.SECOND_INK, anchor="middle"))
    return "".join(out)


def _marks(plot: _Plot, marks: Sequence[Mark]) -> str:
    index_of = {day: index for index, (day, _) in enumerate(plot.series)}
    out = []
    for mark in marks:
        if mark.day not in index_of:
            continue
        x = plot.x(index_of[mark.day])
        half = text_length(mark.text, tokens.SMALL) / 2
        middle = min(max(x, MARGIN + half), plot.right + _LABELS - MARGIN - half)
        out.append(
            tag(
                "line",
                x1=x,
                x2=x,
                y1=plot.top - 16,
                y2=plot.bottom,
                stroke=tokens.SECOND_INK,
                stroke_dasharray="3 3",
            )
        )
        out.append(words(mark.text, middle, plot.top - 21, anchor="middle"))
    return "".join(out)


def _labels(plot: _Plot, mean: list[float | None], incomplete_from: date | None, unit: str) -> str:
    """Words beside what they name, instead of a legend."""
    out = []
    x = plot.right + 10
    known = [(index, value) for index, value in enumerate(mean) if value is not None]
    if known:
        y = max(plot.y(known[-1][1]), plot.top + 12)
        out.append(words(f"{number(known[-1][1], 0)} {unit}/ngày", x, y - 2, bold=True))
        out.append(words("trung bình 7 ngày", x, y + 16, size=12, fill=tokens.SECOND_INK))
    complete = [
        (value, index)
        for index, (day, value) in enumerate(plot.series)
        if value and (incomplete_from is None or day < incomplete_from)
    ]
    highest = max(complete, default=None)
    if highest:
        value, index = highest
        day = date_vi(plot.series[index][0]).rpartition("/")[0]
        text = f"{number(value)} ({day})"
        half = text_length(text, tokens.SMALL) / 2
        # Not over the hatched days, which may be higher and mean less.
        partial = len(complete) < sum(bool(value) for _, value in plot.series)
        end = plot.x(complete[-1][1]) + plot.step / 2 if partial else plot.right + 8
        middle = min(plot.x(index), end - half)
        out.append(words(text, middle, plot.y(value) - 6, anchor="middle", halo=tokens.PAPER))
    if incomplete_from and plot.series and incomplete_from <= plot.series[-1][0]:
        out.append(
            words("gạch chéo:", x, plot.bottom - 20, size=12, fill=tokens.SECOND_INK)
            + words("chưa đủ số liệu", x, plot.bottom - 4, size=12, fill=tokens.SECOND_INK)
        )
    return "".join(out)


def _description(days: Series, mean: list[float | None], unit: str) -> str:
    if not days:
        return "Chưa có số liệu."
    known = [value for value in mean if value is not None]
    text = (
        f"Số {unit} theo ngày từ {date_vi(days[0][0])} đến {date_vi(days[-1][0])}, "
        f"cao nhất {number(max(value or 0 for _, value in days))} {unit}."
    )
    return text + (f" Trung bình 7 ngày gần nhất: {number(known[-1], 1)}." if known else "")
