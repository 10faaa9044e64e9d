"""Lying bars: one line an item, its name before and its number behind the bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from giaoban.documents.svg import tokens
from giaoban.documents.svg.element import link, tag, text_length, words
from giaoban.documents.svg.frame import MARGIN, frame, heading_height, identity
from giaoban.kernel.vietnamese import number

_ROW, _THICK = 28, 18


@dataclass(frozen=True, slots=True)
class Bar:
    """`text` is printed in place of the number; `value` None is "chưa báo cáo", not zero."""

    label: str
    value: float | None
    href: str | None = None
    text: str | None = None
    colour: str = tokens.ACCENT


def bars(items: Sequence[Bar], *, title: str, subtitle: str = "", unit: str = "", width: float = 640) -> str:
    top = heading_height(title, subtitle, width) + 8
    height = top + _ROW * len(items) + 12
    names = max((text_length(item.label, tokens.SMALL) for item in items), default=0)
    left = min(MARGIN + names + 10, width * 0.5)
    values = max((text_length(_shown(item, unit), tokens.SMALL) for item in items), default=0)
    room = max(width - left - MARGIN - values - 10, 40)
    most = max((item.value or 0 for item in items), default=0) or 1
    rows = [_row(item, top + _ROW * i, left, room / most, unit) for i, item in enumerate(items)]
    axis = tag("line", x1=left, x2=left, y1=top - 4, y2=height - 10, stroke=tokens.SECOND_INK)
    said = "; ".join(f"{item.label}: {_shown(item, unit)}" for item in items)
    return frame(
        "".join([*rows, axis]),
        name=identity("bars", title, subtitle, tuple(items)),
        title=title,
        subtitle=subtitle,
        description=said or "Chưa có số liệu.",
        width=width,
        height=height,
        linked=any(item.href for item in items),
    )


def _row(item: Bar, y: float, left: float, scale: float, unit: str) -> str:
    length = max(item.value or 0, 0) * scale
    shown = _shown(item, unit)
    middle = y + _ROW / 2 + 4.5
    known = item.value is not None
    parts = [
        words(item.label, left - 8, middle, anchor="end"),
        tag("rect", x=left, y=y + 5, width=length, height=_THICK, fill=item.colour),
        words(shown, left + length + 8, middle, fill=tokens.INK if known else tokens.SECOND_INK),
    ]
    return link(item.href, f"{item.label}: {shown}", *parts)


def _shown(item: Bar, unit: str) -> str:
    if item.text is not None:
        return item.text
    if item.value is None:
        return "chưa báo cáo"
    return f"{number(item.value)} {unit}".strip()
