"""The same figure told twice: the title against the words."""

from __future__ import annotations

import re

from giaoban.reading.figures import Found
from giaoban.reading.relation import FAILS, HOLDS, Relation, said
from giaoban.reading.source import Source

_SAME_ACT = re.compile(r"(?:ghi nhận|thêm|phát hiện|công bố|có thêm|phát sinh)")


def decide(src: Source, figures: list[Found]) -> list[Relation]:
    """A title with one count, and the first such count of the words below it."""
    counts = [
        f
        for f in figures
        if f.unit in {"cases", "deaths", "animals", "clusters", "households"} and f.approx is None
    ]
    if not counts:
        return []
    title = counts[0]
    paragraph = src.paragraphs[title.paragraph]
    ends = src.flat[paragraph.start : paragraph.end].rstrip().endswith((".", ";", ":"))
    inside = [f for f in counts if f.paragraph == title.paragraph]
    if ends or len(inside) != 1 or not _SAME_ACT.search(src.low, paragraph.start, title.start):
        return []
    body = next(
        (
            f
            for f in counts[1:4]
            if f.paragraph > title.paragraph
            and f.unit == title.unit
            and _SAME_ACT.search(src.low, f.sentence[0], f.start)
            and "lũy kế" not in src.low[f.sentence[0] : f.start]
        ),
        None,
    )
    if body is None or abs(body.value - title.value) > title.value * 3 // 10:
        return []
    same = body.value == title.value
    words = f"Tiêu đề nêu {said(title.value)}, nội dung nêu {said(body.value)}" + (
        ": khớp." if same else " cho cùng một số liệu."
    )
    spans = [(title.start, title.end), (body.start, body.end)]
    return [Relation("sum", HOLDS if same else FAILS, title.value, body.value, words, spans)]
