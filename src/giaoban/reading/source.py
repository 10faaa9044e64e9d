"""The text laid out for the grammar: lines joined to paragraphs, blanks single, spellings alike.

`flat` is what the rules see; `at` leads every character back to the canonical text, so whatever
is found keeps its true place.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from functools import cached_property

from giaoban.reading.markers import PAGE_NUMBER, UPPER, Mark, mark_at_start

_SAME = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "Ð": "Đ",
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "«": '"',
        "»": '"',
    }
)
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
# New and old places of the tone mark (`hoà`, `hòa`; `Uỷ`, `Ủy`) are one spelling to the rules;
# `quý` keeps its mark: after q the u is no vowel.
_OLD = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_NEW = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_TONE = {o: n for o, n in zip(_OLD, _NEW, strict=True)}
_TONE |= {o.capitalize(): n.capitalize() for o, n in _TONE.items()}
_TONE |= {o.upper(): n.upper() for o, n in zip(_OLD, _NEW, strict=True)}
_TONE_AT = re.compile(r"(?<![qQ])(" + "|".join(_TONE) + r")(?!\w)")

# "1 250" with a no-break blank is one number.
_THOUSANDS = re.compile("(?<=\\d)[\u00a0\u202f\u2009](?=\\d{3}(?!\\d))")
_TERMINAL = re.compile(r"[.;:!?…][\"'”’)\]*_]*$")
_UNFINISHED = re.compile(
    r"(?:,|\b(?:của|và|các|những|với|cho|trong|tại|về|để|do|là|từ|đến|theo|bằng|trên|dưới|vào|như|"
    r"hoặc|hay|ngày|tháng|tỉnh|huyện|quận|thị xã|thành phố|xã|phường|đồng chí|ông|bà|số|gồm|được|bị|"
    r"phải|cần|không|sở|ban|bộ))$"
)
# "… các quận, huyện" may well end its paragraph; only on the next line does a name follow.
_PLACE_WORD = re.compile(r"(?:tỉnh|huyện|quận|thị xã|thành phố|xã|phường|sở|ban|bộ|số)$")
_ABBREVIATED = re.compile(r"\b(?:TP|Tp|TX|Q|P|ThS|TS|PGS|GS|BS|đ/c)\.$")
# A page of running text is 80 to 100 characters wide; a file with longer lines is not wrapped.
_WIDEST_WRAP = 140


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the flat text; `start` is after its mark."""

    outer: int
    start: int
    end: int
    mark: Mark | None
    line: int


@dataclass
class Source:
    text: str
    flat: str = ""
    at: list[int] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)

    @cached_property
    def low(self) -> str:
        """Lower case of the same length (a few foreign letters would grow)."""
        low = self.flat.lower()
        if len(low) == len(self.flat):
            return low
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.flat)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the flat text stands in the canonical text."""
        if end <= start:
            return self.at[start], self.at[start]
        return self.at[start], self.at[end - 1] + 1

    def words(self, start: int, end: int) -> str:
        """Canonical text of a stretch, verbatim."""
        begin, finish = self.span(start, end)
        return self.text[begin:finish]


def lay_out(text: str) -> Source:
    """Lines to paragraphs, with every character's way back."""
    source = Source(text)
    lines = _lines(text)
    width = _wrap_width(lines)
    groups: list[list[tuple[int, str, int]]] = []
    gap = 0
    for number, (offset, line) in enumerate(lines):
        bare = line.strip()
        if not bare or PAGE_NUMBER.match(bare):
            gap += 1
            continue
        if groups and _continues(groups[-1][-1][1].strip(), bare, gap, width):
            groups[-1].append((offset, line, number))
        else:
            groups.append([(offset, line, number)])
        gap = 0
    chars: list[str] = []
    for group in groups:
        _append(source, chars, group)
    source.flat = "".join(chars)
    source.at.append(len(text))
    return source


def _lines(text: str) -> list[tuple[int, str]]:
    found, offset = [], 0
    for line in text.split("\n"):
        found.append((offset, line))
        offset += len(line) + 1
    return found


def _wrap_width(lines: list[tuple[int, str]]) -> int:
    """Width of hard-wrapped lines, or 0 when each paragraph is one line."""
    lengths = sorted(len(line.rstrip()) for _, line in lines if line.strip())
    if not lengths or lengths[-1] > _WIDEST_WRAP:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    pairs = itertools.pairwise(lines)
    wrapped = sum(1 for (_, a), (_, b) in pairs if len(a.rstrip()) >= 0.7 * width and b.strip()[:1].islower())
    return width if wrapped >= 2 and width >= 40 else 0


def _continues(before: str, line: str, gap: int, width: int) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    if mark_at_start(line.translate(_SAME)) or "\t" in line or "\t" in before:
        return False
    if _TERMINAL.search(before) and not _ABBREVIATED.search(before):
        return False
    if before.isupper() or line.isupper() or gap > 4:
        return False
    if line[0].islower():
        return not line.startswith(("http", "www"))
    if len(before) < 25 or len(line) < 3:
        return False
    if before.lower().startswith(("kính gửi", "v/v", "số:", "nơi nhận")):
        return False
    if _UNFINISHED.search(before) and not (
        _PLACE_WORD.search(before) and (gap or len(before) < 0.7 * width or not width)
    ):
        if before.endswith(("ngày", "tháng", "số")):
            return line[0].isdigit()  # a title may well end "… trong một ngày"
        return line[0] in UPPER or line[0].isdigit() or line[0] in '"“'
    return bool(width) and gap == 0 and len(before) >= 0.8 * width


def _append(source: Source, chars: list[str], group: list[tuple[int, str, int]]) -> None:
    """Add one paragraph: single blanks between words, equal spellings, its mark set apart."""
    outer = len(chars)
    blank = True
    for offset, line, _ in group:
        alike = _TONE_AT.sub(lambda m: _TONE[m[1]], line).translate(_SAME)
        alike = _THOUSANDS.sub(".", alike)
        for i, c in enumerate(alike):
            if c in _INVISIBLE:
                continue
            space = c.isspace()
            if space and (blank and c != "\t"):
                continue
            chars.append("\t" if c == "\t" else " " if space else c)
            source.at.append(offset + i)
            blank = space
        if not blank:
            chars.append(" ")
            source.at.append(offset + len(line))
            blank = True
    while len(chars) > outer and chars[-1].isspace():
        chars.pop()
        source.at.pop()
    if len(chars) == outer:
        return
    mark = mark_at_start("".join(chars[outer : outer + 40]))
    start = min(outer + mark.end, len(chars)) if mark else outer
    source.paragraphs.append(Paragraph(outer, start, len(chars), mark, group[0][2]))
    chars.append("\n")
    source.at.append(group[-1][0] + len(group[-1][1]))
