"""Counts of a text, each with the share printed beside it and the part of a whole it plays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from giaoban.reading.figures import Found
from giaoban.reading.markers import UPPER
from giaoban.reading.source import Source

PEOPLE = {"cases", "persons", "deaths"}
_ROLES = (
    ("tier1", r"tầng 1"),
    ("tier2", r"tầng 2"),
    ("tier3", r"tầng 3"),
    ("rest", r"còn lại|số còn lại|(?:^|\s)khác\s*:?\s*(?:là |có )?$"),
    ("dead", r"tử vong|chết"),
    ("recovered", r"khỏi|ra viện|xuất viện"),
    ("treated", r"đang (?:được )?(?:điều trị|nằm viện|theo dõi|cách ly)|hiện (?:còn )?điều trị|còn đang"),
    ("community", r"cộng đồng"),
    ("imported", r"nhập cảnh|ngoại nhập"),
    ("domestic", r"trong nước|nội địa"),
    ("quarantined", r"quản lý|cách ly|phong tỏa"),
    ("female", r"(?<!\w)nữ(?!\w)"),
    ("male", r"(?<!\w)nam(?! định| hà| đàn)(?!\w)"),
)
_COMPILED_ROLES = [(name, re.compile(pattern)) for name, pattern in _ROLES]


# "…, lợn con 2.352 con), trong đó lợn nái chiếm 15%": the share belongs to something named after.
_ELSEWHERE = re.compile(r"trong (?:đó|số)(?!\w)|\)[^(]{12,}(?:chiếm|đạt|bằng)")


@dataclass
class Item:
    """A count of a text with the share printed beside it and what it counts."""

    found: Found
    depth: int
    mate: Found | None = None
    role: str | None = None
    named: bool = False  # a place name stands before it

    @property
    def value(self) -> Decimal:
        return self.found.value


def depth_at(src: Source, begin: int, pos: int) -> int:
    inner = src.flat[begin:pos]
    return max(inner.count("(") - inner.count(")"), 0)


def items_of(src: Source, figures: list[Found]) -> list[Item]:
    """Counts with their mates: "830 bệnh nhân (5,26%)" and "3,25% … (2.225 người)"."""
    items: list[Item] = []
    used: set[int] = set()
    for i, f in enumerate(figures):
        if f.unit == "percent" or (f.compare and not f.compare.startswith("thêm")):
            continue
        item = Item(f, depth_at(src, f.sentence[0], f.start))
        after = figures[i + 1] if i + 1 < len(figures) else None
        before = figures[i - 1] if i else None
        if (
            after
            and after.unit == "percent"
            and not after.compare
            and i + 1 not in used
            and _beside(src, f, after)
        ):
            item.mate = after
            used.add(i + 1)
        elif (
            before
            and before.unit == "percent"
            and not before.compare
            and i - 1 not in used
            and _inside(src, before, f)
        ):
            item.mate, item.depth = before, item.depth - 1
            used.add(i - 1)
        item.role = _role(src, f, figures, i, item.mate)
        item.named = _named(src, f)
        items.append(item)
    return items


def _beside(src: Source, count: Found, share: Found) -> bool:
    gap = src.low[count.end : share.start]
    if share.sentence != count.sentence or len(gap) > 90 or ";" in gap or _ELSEWHERE.search(gap):
        return False
    return bool(
        re.search(
            r"\(\s*(?:chiếm |đạt |tương đương |bằng |tỷ lệ |khoảng )*(?:tỷ lệ )?$|,?\s(?:chiếm|đạt|bằng"
            r"|tương đương|tương ứng|tỷ lệ|với tỷ lệ)(?: tỷ lệ| khoảng| gần| trên| hơn| là| đạt)*\s*$",
            gap,
        )
    ) and not re.search(r"\)[^(]*\(", gap)


def _inside(src: Source, share: Found, count: Found) -> bool:
    gap = src.low[share.end : count.start]
    return (
        share.sentence == count.sentence
        and len(gap) <= 110
        and gap.count("(") == 1
        and ")" not in gap
        and gap.rstrip().endswith("(")
    )


def _role(src: Source, f: Found, figures: list[Found], i: int, share: Found | None) -> str | None:
    begin, end = f.sentence
    if share is not None and share.end <= f.start:  # "1,55% … ở tầng 3 (648 người)"
        f, i = share, next(k for k, g in enumerate(figures) if g is share)
    left = max(figures[i - 1].end if i and figures[i - 1].sentence == f.sentence else begin, begin)
    left = max([left] + [src.flat.rfind(c, left, f.start) + 1 for c in ",;("])
    right = figures[i + 1].start if i + 1 < len(figures) and figures[i + 1].sentence == f.sentence else end
    stops = [k for k in (src.flat.find(c, f.end, right) for c in ",;()") if k >= 0]
    near = src.low[f.start : min(stops, default=right)]
    before = src.low[left : f.start]
    for text in (near, before):
        for name, pattern in _COMPILED_ROLES:
            if pattern.search(text):
                return name
    return None


def _named(src: Source, f: Found) -> bool:
    before = (
        src.flat[max(f.sentence[0], f.start - 30) : f.start]
        .rstrip(" (:-")
        .removesuffix(" có")
        .removesuffix(" với")
        .split()
    )
    return bool(before) and (before[-1][:1] in UPPER or before[-1] == "khác" or before[-2:] == ["còn", "lại"])


def sentence_by_sentence(figures: list[Found]) -> Iterator[tuple[list[Found], list[Found]]]:
    """The figures of each sentence, and those its paragraph told before it."""
    by_sentence: dict[tuple[int, int], list[Found]] = {}
    for f in figures:
        by_sentence.setdefault(f.sentence, []).append(f)
    earlier: list[Found] = []
    for members in by_sentence.values():
        if earlier and earlier[-1].paragraph != members[0].paragraph:
            earlier = []
        yield members, earlier
        earlier = [*earlier, *members]


def same_kind(a: Found, b: Found) -> bool:
    return (
        a.unit == b.unit
        or (a.unit in PEOPLE and b.unit in PEOPLE)
        or (a.unit in PEOPLE | {None} and b.unit in PEOPLE | {None})
    )
