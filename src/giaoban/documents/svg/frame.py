"""What every picture has: a title that says the finding, a subtitle, words for who cannot see."""

from __future__ import annotations

from xml.sax.saxutils import escape
from zlib import crc32

from giaoban.documents.svg.element import tag, words, wrap
from giaoban.documents.svg.tokens import FONTS, INK, LARGE, SECOND_INK, SMALL

MARGIN = 16
_TITLE_STEP, _SUBTITLE_STEP = 24, 19  # line heights; Vietnamese marks need the room


def identity(*parts: object) -> str:
    """A short name, the same for the same content, so that several pictures share a page."""
    return f"p{crc32(repr(parts).encode()):08x}"


def heading_height(title: str, subtitle: str, width: float) -> float:
    return _heading(title, subtitle, width)[1]


def frame(
    body: str,
    *,
    name: str,
    title: str,
    subtitle: str,
    description: str,
    width: float,
    height: float,
    linked: bool = False,
) -> str:
    """The whole picture. With links inside it is a group: an image hides what it contains."""
    heading, _ = _heading(title, subtitle, width)
    return tag(
        "svg",
        tag("title", escape(title), id=f"{name}-t"),
        tag("desc", escape(description), id=f"{name}-d"),
        heading,
        body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        role="group" if linked else "img",
        aria_labelledby=f"{name}-t",
        aria_describedby=f"{name}-d",
        font_family=FONTS,
    )


def _heading(title: str, subtitle: str, width: float) -> tuple[str, float]:
    room, y, lines = width - 2 * MARGIN, 8.0, []
    for line in wrap(title, LARGE, room):
        y += _TITLE_STEP
        lines.append(words(line, MARGIN, y - 5, size=LARGE, fill=INK, bold=True))
    for line in wrap(subtitle, SMALL, room):
        y += _SUBTITLE_STEP
        lines.append(words(line, MARGIN, y - 4, size=SMALL, fill=SECOND_INK))
    return "".join(lines), y + 6
