"""Small drawings made of text: level marks, sparklines, bars in cells, SVG frozen with a snapshot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy

LEVEL_WORDS = {
    1: gettext_lazy("nguy cơ thấp"),
    2: gettext_lazy("nguy cơ trung bình"),
    3: gettext_lazy("nguy cơ cao"),
    4: gettext_lazy("nguy cơ rất cao"),
}
# What a drawing of ours never holds; a file that does was not drawn by us.
_ACTIVE = re.compile(r"<\s*(script|foreignObject|iframe|object|embed)|\son\w+\s*=|javascript:", re.I)


def trusted_svg(markup: str | None) -> SafeString:
    """An SVG put into the page as it is; what could act in the browser is left out whole."""
    text = (markup or "").strip()
    if not text.startswith("<svg") or _ACTIVE.search(text):
        return SafeString("")
    return mark_safe(text)


def level_mark(level: int | None, proposed: int | None = None) -> SafeString:
    """The announced level in its official colour with its figure; dashed where the proposal differs."""
    if level not in LEVEL_WORDS:
        words, shown, style = gettext("chưa xác định cấp độ"), "?", 0
    else:
        words = gettext("cấp độ {level}, {risk}").format(level=level, risk=LEVEL_WORDS[level])
        shown, style = str(level), level
    differs = ""
    if proposed is not None and proposed != level:
        differs = " differs"
        words += gettext("; đề xuất cấp {level}").format(level=proposed)
    return format_html(
        '<span class="level level-{}{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="sr">{}</span></span>',
        style, differs, words, shown, words,
    )  # fmt: skip


def sparkline(values: Sequence[float | None] | None, width: int = 72, height: int = 24) -> SafeString:
    """A line from zero to the largest value, its last point marked; a missing day is a gap."""
    known = [value for value in values or [] if value is not None]
    if not values or len(known) < 2:
        return SafeString("")
    top = max(known) or 1
    step = width / (len(values) - 1)
    path, pen, last = "", "M", (0.0, 0.0)
    for index, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        last = (index * step, height - max(value, 0) / top * (height - 2) - 1)
        path += f"{pen}{last[0]:.1f} {last[1]:.1f}"
        pen = "L"
    return format_html(
        '<svg class="spark" width="{}" height="{}" viewBox="0 0 {} {}" aria-hidden="true">'
        '<path d="{}"/><circle cx="{}" cy="{}" r="2"/></svg>',
        width, height, width, height, path, f"{last[0]:.1f}", f"{last[1]:.1f}",
    )  # fmt: skip


def bar_style(value: float | None, full: float) -> SafeString:
    share = 0.0 if value is None or not full else min(100.0, abs(value) / full * 100)
    return format_html('style="--w:{}"', f"{share:.1f}")
