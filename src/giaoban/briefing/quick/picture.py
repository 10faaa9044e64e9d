"""The ten lines as a PNG, 1080 dots wide: what chat groups show whole on a phone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from giaoban.documents.png import DOTS_PER_INCH
from giaoban.documents.svg import tokens
from giaoban.documents.svg.element import tag, words, wrap
from giaoban.kernel.errors import OursToMend

WIDTH = 1080
_MM = WIDTH / DOTS_PER_INCH * 25.4
_MARGIN, _TITLE, _BASIS, _TEXT = 56, 46, 33, 38  # 38 of 1080 is 13 px on a phone 360 px wide
_LEADING, _BETWEEN = 1.32, 22
# A web worker would keep the hundred megabytes that setting a picture takes.
_SET = (
    "import sys; from giaoban.documents import png; "
    "sys.stdout.buffer.write(png.from_svg(sys.stdin.buffer.read().decode(), float(sys.argv[1])))"
)


def svg(lines: Sequence[str], *, frozen: bool) -> str:
    """A head in the accent, the basis below it (amber where nothing is frozen), then a line each."""
    title, basis, *others = lines
    parts, y = [], float(_MARGIN)
    head, y = _lines(title, _TITLE, y, tokens.PAPER, bold=True)
    band = y + _MARGIN / 2 - 10
    parts.append(tag("rect", x=0, y=0, width=WIDTH, height=band, fill=tokens.ACCENT))
    parts += head
    told, y = _lines(basis, _BASIS, band + 30, tokens.SECOND_INK if frozen else "#8A5A00", bold=not frozen)
    parts += told
    for line in others:
        y += _BETWEEN
        parts.append(
            tag("line", x1=_MARGIN, x2=WIDTH - _MARGIN, y1=y, y2=y, stroke=tokens.HAIRLINE, stroke_width=2)
        )
        told, y = _lines(line, _TEXT, y + _BETWEEN - 8, tokens.INK)
        parts += told
    height = y + _MARGIN
    ground = tag("rect", x=0, y=0, width=WIDTH, height=height, fill=tokens.PAPER)
    return tag(
        "svg", ground, *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {round(height)}",
        width=WIDTH, height=round(height), font_family=tokens.FONTS,
    )  # fmt: skip


def _lines(text: str, size: float, y: float, fill: str, *, bold: bool = False) -> tuple[list[str], float]:
    """The wrapped words from `y` down, and where they end."""
    room = (WIDTH - 2 * _MARGIN) * (0.94 if bold else 1)  # bold letters are wider
    parts = []
    for line in wrap(text, size, room):
        y += size * _LEADING
        parts.append(words(line, _MARGIN, y - size * 0.28, size=size, fill=fill, bold=bold))
    return parts, y


def png(lines: Sequence[str], *, frozen: bool) -> bytes:
    path = os.pathsep.join(p for p in sys.path if p)
    done = subprocess.run(
        [sys.executable, "-c", _SET, f"{_MM:.4f}"],
        input=svg(lines, frozen=frozen).encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    if done.returncode or not done.stdout:
        told = done.stderr.decode(errors="replace").strip()[-400:]
        raise OursToMend(f"setting the picture failed: {told}")
    return done.stdout
