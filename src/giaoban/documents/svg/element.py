"""Well-formed SVG from functions: nothing is ever pasted into markup unescaped."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from giaoban.documents.svg.tokens import INK, SANS_TO_TIMES, SMALL
from giaoban.documents.textwidth import em_width

Attribute = str | float | int | None


def tag(name: str, *children: str, **attributes: Attribute) -> str:
    """`stroke_width=2` becomes stroke-width="2"; None leaves the attribute out."""
    parts = [f"{_name(n)}={quoteattr(_value(v))}" for n, v in attributes.items() if v is not None]
    head = " ".join([name, *parts])
    return f"<{head}>{''.join(children)}</{name}>" if children else f"<{head}/>"


def words(
    text: str,
    x: float,
    y: float,
    *,
    size: float = SMALL,
    fill: str = INK,
    anchor: str | None = None,
    bold: bool = False,
    halo: str | None = None,
) -> str:
    """One line of text; `halo` keeps it legible over lines."""
    outline: dict[str, Attribute] = {}
    if halo:
        outline = {
            "stroke": halo,
            "stroke_width": 4,
            "stroke_linejoin": "round",
            "paint_order": "stroke",
        }
    return tag(
        "text",
        escape(text),
        x=x,
        y=y,
        font_size=size,
        fill=fill,
        text_anchor=anchor,
        font_weight=600 if bold else None,
        **outline,
    )


def link(href: str | None, label: str, *children: str) -> str:
    """A mark that says what it is and, where it leads somewhere, can be reached by keyboard."""
    title = tag("title", escape(label))
    if href is None:
        return tag("g", title, *children)
    return tag("a", title, *children, href=href, aria_label=label)


def hatch(identity: str, ground: str, line: str) -> str:
    """The pattern of what is incomplete or not determined."""
    return tag(
        "pattern",
        tag("rect", width=6, height=6, fill=ground),
        tag("rect", width=2, height=6, fill=line),
        id=identity,
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def polygon(points: Iterable[tuple[float, float]], **attributes: Attribute) -> str:
    joined = " ".join(f"{_value(x)},{_value(y)}" for x, y in points)
    return tag("polygon", points=joined, **attributes)


def text_length(text: str, size: float) -> float:
    """About how long a line will be in a screen font."""
    return em_width(text) * size * SANS_TO_TIMES


def wrap(text: str, size: float, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and text_length(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _value(value: str | float | int) -> str:
    """Two decimals are finer than any screen."""
    return value if isinstance(value, str) else f"{round(value, 2):g}"
