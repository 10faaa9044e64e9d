"""Sentences of a paragraph, and the clauses of a sentence: `;` chains and `(1) (2)` lists."""

from __future__ import annotations

import re
from typing import NamedTuple

from giaoban.reading.bodies import body_at
from giaoban.reading.letters import LOW, UP
from giaoban.reading.markers import UPPER, marks_inside
from giaoban.reading.source import Source

_STOP = re.compile(rf"(?:\.{{2,}}|…|[.!?])[\"')\]]*(?=\s|$)|(?<=[{LOW}])\.(?=[{UP}][{LOW}])|\.\.\.|…")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:TP|Tp|tp|TX|P|Q|H|ThS|TS|PGS|GS|BS|BSCKI+|CKI+|đ/c|Đ/c|Ths|St|Dr|TM|KT|TL|TUQ|Q|vv"
    r"|v\.v|[A-ZĐ])\.$"
)


class Clause(NamedTuple):
    """A stretch that may hold one order; `label` is its enumeration, such as 1 for `(1)`."""

    start: int
    end: int
    label: str
    fresh: bool  # the first of its sentence or of an enumerated item


def sentences(src: Source, start: int, end: int) -> list[tuple[int, int]]:
    """Sentences of a stretch; a full stop of an abbreviation or a number ends none."""
    found, begin = [], start
    for stop in _STOP.finditer(src.flat, start, end):
        if stop.end() < end and not _ends(src, stop, end):
            continue
        found.append((begin, stop.end()))
        begin = stop.end()
        while begin < end and src.flat[begin] in " \t":
            begin += 1
    if begin < end:
        found.append((begin, end))
    return found


def _ends(src: Source, stop: re.Match[str], end: int) -> bool:
    at = stop.end()
    while at < end and src.flat[at] in " \t":
        at += 1
    if at >= end:
        return True
    upper = src.flat[at] in UPPER or src.flat[at] in "\"('-+" or src.flat[at].isdigit()
    if not upper:
        return False
    if stop[0].startswith(".") and not stop[0].startswith(".."):
        return not _SHORT.search(src.flat, max(stop.start() - 8, 0), stop.start() + 1)
    return True


def clauses(src: Source, start: int, end: int) -> list[Clause]:
    """Clauses of a sentence, cut at semicolons outside brackets and at inner enumerations."""
    cuts: list[tuple[int, int, str]] = [(start, start, "")]
    cuts += [(a, b, label) for a, b, label in marks_inside(src.flat, start, end)]
    found = []
    for (_, begin, label), after in zip(cuts, [*cuts[1:], (end, end, "")], strict=True):
        parts = _listed(src, _semicolons(src.flat, begin, after[0]), after[0])
        for i, (a, b) in enumerate(parts):
            if src.flat[a:b].strip(" .;,:"):
                found.append(Clause(a, b, label, i == 0))
    return found


def _listed(src: Source, parts: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """A list of bodies may hold semicolons itself: "các sở, ngành; UBND các huyện thực hiện"."""
    if len(parts) < 2:
        return parts
    body = body_at(src, parts[0][0], end, flexible=False)
    while body and len(parts) > 1 and body.end > parts[0][1]:
        parts[0:2] = [(parts[0][0], parts[1][1])]
    return parts


def _semicolons(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    parts, depth, begin = [], 0, start
    for i in range(start, end):
        c = flat[i]
        if c == "(":
            depth += 1
        elif c == ")":
            depth = max(depth - 1, 0)
        elif c == ";" and depth == 0:
            parts.append((begin, i))
            begin = i + 1
            while begin < end and flat[begin] == " ":
                begin += 1
    parts.append((begin, end))
    return parts


def trimmed(src: Source, start: int, end: int) -> tuple[int, int]:
    """Without blanks and closing punctuation at the ends."""
    while start < end and src.flat[start] in " \t;,.:+-":
        start += 1
    while end > start and src.flat[end - 1] in " \t;,.:/…+-":
        end -= 1
    return start, end
