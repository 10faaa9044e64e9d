"""Printed shares against the counts they come from, and shares that must make a hundred."""

from __future__ import annotations

import re
from decimal import Decimal

from giaoban.reading.figures import Found
from giaoban.reading.groups import Group
from giaoban.reading.items import Item, same_kind
from giaoban.reading.relation import FAILS, HOLDS, UNDECIDED, Relation, fits, rounded, said
from giaoban.reading.source import Source

_OF_TOTAL = re.compile(r"trong (?:tổng )?số(?:\s\w+){0,2}\s*$")
_OF_TOTAL_UNSAID = re.compile(
    r"trong (?:tổng )?số (?:các )?(?:ca|trường hợp|bệnh nhân|người)(?: mắc| bệnh| nhiễm)?(?: mới)?(?! mắc"
    r"| mới| bệnh|\s*(?:là |gồm )?\d)"
)
# "đạt 86% kế hoạch", "chiếm 12% số ca nhập viện": a base of its own
_OTHER_BASE = re.compile(
    r"\s*(?:kế hoạch|tổng đàn|nhu cầu|dự toán|dân số|chỉ tiêu|so với|của|trong|số (?!ca mắc|mắc|mẫu|ca bệnh)"
    r"|tổng số (?!ca|mẫu|mắc|lợn|hộ|người|vốn))"
)
_COUNTED = {"cases", "deaths", "animals", "households", "samples", "vnd", "doses", "clusters", "facilities"}
_NAMED_BASE = re.compile(
    r"\s*(?:của |trong |trên )?(?:tổng )?(số (?:ca|người|trẻ|hộ|mẫu|con|xã) \w+(?: \w+)?)"
)
_TAKES = re.compile(r"chiếm|tương ứng|tương đương|bằng|\(")


def decide(src: Source, items: list[Item], groups: list[Group], figures: list[Found]) -> list[Relation]:
    found: list[Relation] = []
    for item in items:
        if item.mate is None:
            relation = None
        elif item.found.of is not None:
            relation = _against(item, item.mate, [item.found.of], True)
        else:
            bases, strong = _bases(src, item, items, groups)
            relation = _against(item, item.mate, bases, strong) if bases else None
        if relation:
            found.append(relation)
    for item in items:
        fraction = _fraction_before(src, item, figures)
        if fraction is not None and item.found.of is not None and item.mate is None:
            relation = _against(item, fraction, [item.found.of], True)
            if relation:
                found.append(relation)
    return found + [r for g in groups if (r := _hundred(g))]


def _fraction_before(src: Source, item: Item, figures: list[Found]) -> Found | None:
    """ "97,5% (78/80 xã)"."""
    for f in figures:
        if f.unit == "percent" and f.sentence == item.found.sentence and 0 < item.found.start - f.end < 40:
            gap = src.low[f.end : item.found.start]
            if gap.rstrip().endswith("(") and ")" not in gap:
                return f
    return None


def _bases(src: Source, item: Item, items: list[Item], groups: list[Group]) -> tuple[list[Decimal], bool]:
    """Totals a share may be of: its group's total (and, if they differ, the sum of its parts)."""
    for group in groups:
        if any(p.found is item.found for p in group.parts):
            bases = [group.total.value]
            if group.sum != group.total.value and group.whole:
                bases.append(group.sum)
            return (bases, True) if group.total.approx is None else ([], False)
    begin = item.found.sentence[0]
    before = [
        m
        for m in items
        if m.found.end <= item.found.start
        and m.found.paragraph == item.found.paragraph
        and same_kind(m.found, item.found)
        and m.found.approx is None
        and m.value >= item.value
        and m.mate is None
    ]
    if item.mate is not None and (told := _told_by_name(src, item, item.mate, items)):
        return told, True
    named = [
        m
        for m in before
        if m.found.sentence[0] == begin
        and _OF_TOTAL.search(src.low, max(begin, m.found.start - 24), m.found.start)
    ]
    if named:
        return [named[-1].value], True
    if _OF_TOTAL_UNSAID.search(src.low, begin, item.found.start):
        return _told_before(item, groups), False
    same = [m for m in before if m.found.sentence[0] == begin]
    own = _OTHER_BASE.match(src.low, item.mate.end) if item.mate is not None else None
    if own and (named_so := [m for m in before if _named_as(src, m, own[0].strip())]):
        return [named_so[0].value], True  # "tổng đàn 118.000 con …, chiếm 45% tổng đàn"
    if item.mate is not None and item.mate.end <= item.found.start and same:
        between = src.low[same[-1].found.end : item.mate.start]  # "1.520 trẻ, trong đó 86,5% (1.216 trẻ)"
        if re.search(r"trong đó|trong số", between):
            return [same[-1].value, *(m.value for m in same[:-1])], True
    gap = src.low[item.found.end : item.mate.start] if item.mate and item.mate.start > item.found.end else ""
    if same and (_TAKES.search(gap) or ("đạt" in gap and item.found.unit == "vnd")):
        between = src.low[same[0].found.end : item.found.start]
        if "trong đó" in between or "trong số" in between:
            return [same[0].value], True
        if _sure(src, item, gap):
            return _told_anywhere(item, same, items)
        return [same[0].value], False
    if before and "chiếm" in gap:
        return _told_anywhere(item, before, items)
    return [], False


def _told_by_name(src: Source, item: Item, share: Found, items: list[Item]) -> list[Decimal]:
    """ "chiếm 9,5% số ca nhập viện" after "số ca nhập viện là 600 ca"; "(65%) … trên tổng số 200 ca"."""
    for m in items:
        exact = m.found.approx is None and m.mate is None and same_kind(m.found, item.found)
        near = m.found.paragraph == item.found.paragraph and m.value >= item.value
        if m is item or not exact or not near:
            continue
        lead = src.low[max(m.found.sentence[0], m.found.start - 60) : m.found.start]
        if m.found.start > item.found.end and m.found.sentence == item.found.sentence:
            if re.search(r"\)\s(?:trên|trong) (?:tổng số|tổng|số)\s$", lead):
                return [m.value]
        elif m.found.end <= item.found.start:
            tail = _NAMED_BASE.match(src.low, share.end)
            if tail and tail[1] in lead:
                return [m.value]
    return []


def _named_as(src: Source, m: Item, words: str) -> bool:
    lead = src.low[max(m.found.sentence[0], m.found.start - 60) : m.found.start]
    if words == "tổng đàn" and m.found.unit == "animals" and re.search(r"(?:có|đàn)\s(?:\w+\s){0,3}$", lead):
        return True  # "toàn xã có 84.000 con gia cầm, đã tiêm 63.000 con, đạt 75% tổng đàn"
    return words in {"tổng đàn", "kế hoạch", "chỉ tiêu", "nhu cầu", "dự toán"} and words in lead


def _sure(src: Source, item: Item, gap: str) -> bool:
    """ "63 mẫu dương tính, chiếm 35%", "đã chi 5,2 tỷ đồng, đạt 65%": of what was told before."""
    share = item.mate
    if share is None or _OTHER_BASE.match(src.low, share.end):
        return False
    spent = item.found.unit == "vnd" and re.search(
        r"(?:chi|giải ngân|thanh toán|sử dụng)\s(?:\w+\s){0,3}$",
        src.low[max(0, item.found.start - 30) : item.found.start],
    )
    return "chiếm" in gap or bool(spent)


def _told_anywhere(item: Item, before: list[Item], items: list[Item]) -> tuple[list[Decimal], bool]:
    """A share of something told in an earlier sentence: wrong only if no number of the text gives it."""
    share = item.mate
    earlier = [
        m.value
        for m in items
        if m.found.end <= item.found.start
        and m.found.unit == item.found.unit
        and m.value >= item.value > 0
        and m.mate is None
    ]
    whole = [m.value for m in before if m.found.unit == item.found.unit and not m.found.compare]
    if share is None or not whole or item.found.unit not in _COUNTED:
        return [before[0].value, *(m.value for m in before[1:3])], False
    for base in (whole[0], *earlier):
        if fits(item.value / base * 100, share.value, share.number.decimals, share.approx) != FAILS:
            return [base], False
    return [whole[0]], True


def _told_before(item: Item, groups: list[Group]) -> list[Decimal]:
    """ "Trong tổng số ca mắc có …" without the number: the totals told just before, and their parts' sums."""
    near = [
        g
        for g in groups
        if g.total.end <= item.found.start
        and item.found.paragraph - g.total.paragraph <= 3
        and g.total.approx is None
        and same_kind(g.total, item.found)
        and g.total.value >= item.value
    ]
    return [v for g in near[:2] for v in (g.total.value, g.sum)]


def _against(item: Item, share: Found, bases: list[Decimal], strong: bool) -> Relation | None:
    """The share under each base; it fails only when no base gives it and the base is certain."""
    bases = [b for b in dict.fromkeys(bases) if b > 0]
    if not bases or item.found.approx:
        return None
    exact = [item.value / b * 100 for b in bases]
    verdicts = [fits(e, share.value, share.number.decimals, share.approx) for e in exact]
    spans = [(item.found.start, item.found.end), (share.start, share.end)]
    digits = max(share.number.decimals, 2 if share.approx or len(bases) > 1 else share.number.decimals)
    shown = "; ".join(
        f"{said(item.value)} / {said(b)} = {said(e, digits)}%" for b, e in zip(bases, exact, strict=True)
    )
    printed = f"văn bản in {said(share.value, share.number.decimals)}%"
    # With a total that its parts contradict, the parts' own sum is the fairer base to show.
    base = len(bases) - 1 if strong else 0
    if HOLDS in verdicts:
        base = verdicts.index(HOLDS)
        others = [v for i, v in enumerate(verdicts) if i != base]
        verdict = HOLDS if base == 0 or FAILS not in others or not strong else UNDECIDED
        verdict = HOLDS if share.approx and base > 0 else verdict
    else:
        verdict = FAILS if strong and UNDECIDED not in verdicts else UNDECIDED
        if not strong and FAILS in verdicts and len(bases) > 1:
            return None
    words = f"{shown}; {printed}{_truncated(verdicts)}."
    return Relation(
        "share",
        verdict,
        share.value,
        rounded(exact[base], max(share.number.decimals, 2) if verdict != HOLDS else digits),
        words,
        spans,
    )


def _truncated(verdicts: list[str]) -> str:
    return " (khớp nếu cắt bớt thay vì làm tròn)" if UNDECIDED in verdicts and HOLDS not in verdicts else ""


def _hundred(group: Group) -> Relation | None:
    """Shares of all parts make a hundred, within their rounding."""
    shares = [p.mate for p in group.parts if p.mate is not None]
    if len(shares) < 2 or len(shares) != len(group.parts) or not group.whole:
        return None
    total = sum((s.value for s in shares), Decimal(0))
    slack = sum((Decimal(1).scaleb(-s.number.decimals) / 2 for s in shares), Decimal(0))
    up = sum((Decimal(1).scaleb(-s.number.decimals) for s in shares if s.approx in {">", ">="}), Decimal(0))
    down = sum((s.value / 10 for s in shares if s.approx in {"<", "<=", "~"}), Decimal(0))
    verdict = HOLDS if Decimal(100) - slack - up <= total <= Decimal(100) + slack + down else FAILS
    shown = " + ".join(f"{said(s.value, s.number.decimals)}%" for s in shares)
    words = f"Các tỷ lệ in {shown} = {said(total)}%" + (
        ", đủ 100% trong sai số làm tròn."
        if verdict == HOLDS
        else ", không đủ 100%."
        if total < 100
        else ", vượt 100%."
    )
    return Relation("share", verdict, Decimal(100), total, words, [(s.start, s.end) for s in shares])
