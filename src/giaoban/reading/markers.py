"""Paragraph marks of official writing: `I.` `Điều 1` `3.1.` `a)` `(1)` `-` `+`, and page numbers."""

from __future__ import annotations

import re
from typing import NamedTuple

from giaoban.reading.letters import UP

UPPER = frozenset("".join(chr(c) for c in range(65, 91)) + UP[3:])

_MARK = re.compile(
    rf"""[*_]*(?:
      (?P<article>(?:Điều|Phần|Chương|Mục|PHẦN|CHƯƠNG|MỤC)\s+(?:\d{{1,2}}|[IVX]{{1,5}}
    |thứ\s\w+)\s*[.:)]?(?=\s|$))
    | (?P<roman>[IVX]{{1,5}}\s*[.)/](?=\s|[{UP}]) | [IVX]{{1,5}}\s-\s)
    | (?P<ordinal>(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười)\slà\s*[,:]
        |Thứ\s(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\s*(?:[,:]|là\s*[,:]?))
    | (?P<capital>[A-GĐ]\s?[.)](?=\s+[{UP}]))
    | (?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[.)]?\s?[-–]?(?=\s+[^\d\s%]) | \d{{1,2}}[.)/](?=\s*[^\d\s])
        | \d{{1,2}}\s?[-–](?=\s+[{UP}]))
    | (?P<paren>\(\d{{1,2}}\)|\([ivx]{{1,4}}\))
    | (?P<letter>[a-zđ][.)](?=\s) | \([a-zđ]\))
    | (?P<dash>-+(?!\d))
    | (?P<plus>\+(?!\d))
    | (?P<star>[*❖](?=\s))
    | (?P<dot>[•●▪◦·✓](?=\s))
    )[\s+*_]*""",
    re.VERBOSE,
)
_INNER = re.compile(r"(?:(?<=[\s:;.,])|^)(\((?:\d{1,2}|[a-zđ]|[ivx]{1,4})\))\s*\+?\s*(?=\w)")
PAGE_NUMBER = re.compile(
    r"^\s*(?:[-–]\s*)?(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–])?\s*$", re.IGNORECASE
)

# How deep a mark stands when nothing before it says otherwise.
RANK = {
    "article": 0,
    "capital": 0,
    "roman": 1,
    "decimal": 2,
    "ordinal": 5,
    "letter": 6,
    "star": 6,
    "dash": 7,
    "dot": 7,
    "plus": 8,
    "paren": 9,
}


class Mark(NamedTuple):
    """A paragraph mark: its class, its label as cited, and where the words after it begin."""

    kind: str
    label: str
    end: int

    @property
    def rank(self) -> int:
        if self.kind == "decimal":
            return RANK["decimal"] + min(self.label.count("."), 3)
        return RANK[self.kind]


def mark_at_start(line: str) -> Mark | None:
    """The mark a line begins with; `1.200 ca` and `16/3` are none."""
    found = _MARK.match(line)
    if not found or not found.lastgroup:
        return None
    raw = found[found.lastgroup]
    label = " ".join(raw.strip(" .,:)/(-+*•●▪◦·✓❖").split())
    return Mark(found.lastgroup, label, found.end())


def marks_inside(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Enumerations inside a paragraph: (where it begins, where its words begin, label)."""
    found = [(m.start(1), m.end(), m[1].strip("()")) for m in _INNER.finditer(text, start, end)]
    labels = [label for _, _, label in found]
    # One lone "(1)" may be a footnote; an enumeration has a second item or starts at one.
    first = bool(found) and not text[start : found[0][0]].strip()
    return found if first or len(set(labels)) > 1 or labels[:1] in (["1"], ["a"], ["i"]) else []
