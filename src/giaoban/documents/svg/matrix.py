"""How many places went from which level to which: four by four, with sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from giaoban.documents.svg import tokens
from giaoban.documents.svg.element import link, polygon, tag, words
from giaoban.documents.svg.frame import MARGIN, frame, heading_height, identity
from giaoban.kernel.vietnamese import number

LEVELS = (1, 2, 3, 4)
_HEAD, _NAMES, _ROW = 46, 96, 44


def transition_matrix(
    matrix: Sequence[Sequence[int]],
    *,
    title: str,
    subtitle: str = "",
    width: float = 480,
    href: Callable[[int, int], str] | None = None,
) -> str:
    """`matrix[i][j]`: places at level i+1 before that are at level j+1 now."""
    if len(matrix) != 4 or any(len(row) != 4 for row in matrix):
        raise ValueError("a level goes from one of four to one of four")
    top = heading_height(title, subtitle, width) + 4
    height = top + _HEAD + 5 * _ROW + 12
    cell = (width - 2 * MARGIN - _NAMES) / 5
    left = MARGIN + _NAMES
    body = [_head(left, top, cell), _row_names(top)]
    for i, row in enumerate(matrix):
        y = top + _HEAD + i * _ROW
        for j, count in enumerate(row):
            target = href(i + 1, j + 1) if href and count else None
            body.append(_cell(i + 1, j + 1, count, left + j * cell, y, cell, target))
        body.append(_sum(sum(row), left + 4.5 * cell, y))
    for j in range(4):
        below = sum(row[j] for row in matrix)
        body.append(_sum(below, left + (j + 0.5) * cell, top + _HEAD + 4 * _ROW))
    total = sum(map(sum, matrix))
    body.append(_sum(total, left + 4.5 * cell, top + _HEAD + 4 * _ROW))
    worse = sum(matrix[i][j] for i in range(4) for j in range(4) if j > i)
    better = sum(matrix[i][j] for i in range(4) for j in range(4) if j < i)
    return frame(
        "".join(body),
        name=identity("matrix", title, subtitle, tuple(map(tuple, matrix))),
        title=title,
        subtitle=subtitle,
        description=f"{worse} xã tăng cấp độ, {better} xã giảm cấp độ, "
        f"{total - worse - better} xã giữ nguyên.",
        width=width,
        height=height,
        linked=href is not None,
    )


def _head(left: float, top: float, cell: float) -> str:
    middle = left + 2 * cell
    over = words("Cấp độ kỳ này", middle, top + 14, fill=tokens.SECOND_INK, anchor="middle")
    badges = "".join(_badge(j, left + (j - 0.5) * cell, top + 31) for j in LEVELS)
    return over + badges + words("Cộng", left + 4.5 * cell, top + 35, bold=True, anchor="middle")


def _row_names(top: float) -> str:
    out = words("Kỳ trước", MARGIN, top + 35, fill=tokens.SECOND_INK)
    for i in LEVELS:
        y = top + _HEAD + (i - 0.5) * _ROW
        out += words("Cấp", MARGIN, y + 4.5) + _badge(i, MARGIN + 46, y)
    return out + words("Cộng", MARGIN, top + _HEAD + 4.5 * _ROW + 4.5, bold=True)


def _badge(level: int, x: float, y: float) -> str:
    colour = tokens.LEVELS[level]
    return tag("rect", x=x - 12, y=y - 11, width=24, height=22, rx=4, fill=colour) + words(
        str(level), x, y + 5, fill=tokens.text_on(colour), anchor="middle", bold=True
    )


def _cell(before: int, now: int, count: int, x: float, y: float, size: float, href: str | None) -> str:
    tint, ink = tokens.NEUTRAL_TINT, tokens.INK
    if count and now > before:
        tint, ink = tokens.DANGER_TINT, tokens.DANGER
    elif count and now < before:
        tint, ink = tokens.GOOD_TINT, tokens.GOOD
    box = tag("rect", x=x + 1, y=y + 1, width=size - 2, height=_ROW - 2, fill=tint)
    text = words(
        number(count),
        x + size / 2,
        y + _ROW / 2 + 5,
        size=tokens.TEXT,
        fill=ink if count else tokens.SECOND_INK,
        anchor="middle",
        bold=bool(count),
    )
    arrow = _arrow(now - before, x + size / 2 - 24, y + _ROW / 2, ink) if count else ""
    return link(href, f"Từ cấp {before} sang cấp {now}: {number(count)} xã", box, arrow, text)


def _arrow(change: int, x: float, y: float, fill: str) -> str:
    """Up is worse, down is better; drawn, because not every font has the signs."""
    if change == 0:
        return ""
    tip = -5 if change > 0 else 5
    return polygon([(x - 5, y - tip), (x + 5, y - tip), (x, y + tip)], fill=fill)


def _sum(count: int, x: float, y: float) -> str:
    return words(number(count), x, y + _ROW / 2 + 5, size=tokens.TEXT, anchor="middle", bold=True)
