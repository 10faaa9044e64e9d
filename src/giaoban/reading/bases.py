"""The two counts a change speaks of: the value told now, and the one it is measured against."""

from __future__ import annotations

import re
from decimal import Decimal

from giaoban.reading.figures import Found
from giaoban.reading.items import PEOPLE, same_kind
from giaoban.reading.relation import FAILS, fits
from giaoban.reading.source import Source

_BASE_WORD = re.compile(
    r"(?:tuần|ngày|tháng|kỳ|quý|năm|đợt)\s(?:trước|liền trước|ngoái)(?: đó)?|cùng kỳ|hôm qua|ngày hôm trước"
)
_BASE_BESIDE = re.compile(
    rf"(?:{_BASE_WORD.pattern}|(?:tuần|tháng|quý|năm) (?:thứ )?\d{{1,4}}|so với [^.,;()]{{3,60}}?)"
    rf"(?: năm (?:20\d\d|trước|ngoái))?\s*"
    rf"(?:\(\s*(?:là |có |ghi nhận )?|(?:là|có|ghi nhận)\s)(?:tuần trước "
    rf"|cùng kỳ )?(?:là |có |ghi nhận )?$"
    rf"|\((?:{_BASE_WORD.pattern}|(?:tuần|tháng|quý|năm) \d{{1,4}})\s?:?\s(?:là |có |ghi nhận )?$"
)
# "so với cùng kỳ (452 ca)": a base before the value it is compared with
_BASE_OPENED = re.compile(r"so với [^.;()]{3,60}\(\s*(?:là |có )?$")
_PERIOD_NUMBER = re.compile(r"(?<!\w)(tuần|tháng|quý|năm)(?: thứ)? (\d{1,4})(?![\d.,]\d)(?!\w)")
# A share farther behind a count than this speaks of something else (a guess).
_BACK = 300


def direction(f: Found) -> int:
    word = (f.compare or "").split(" ")[0]
    return {"tăng": 1, "cao": 1, "nhiều": 1, "giảm": -1, "thấp": -1, "ít": -1}.get(word, 0)


def counts_of(members: list[Found]) -> list[Found]:
    return [f for f in members if f.unit not in {"percent", "times", "days"} and f.approx is None]


def now_told(src: Source, before: list[Found]) -> Found | None:
    """The value the change speaks of: the last count without a comparison of its own."""
    counts = [f for f in counts_of(before) if not f.compare or f.compare.startswith("thêm")]
    counts = [
        f for f in counts if f.unit in PEOPLE | {"animals", "households", "clusters", "beds", "samples"}
    ]
    counts = [f for f in counts if not is_base(src, f, before) and not _step_before(src, f, counts)] or counts
    if not counts:
        return None
    last = counts[-1]
    inner = src.flat.count("(", last.sentence[0], last.start) > src.flat.count(
        ")", last.sentence[0], last.start
    )
    outside = [
        f
        for f in counts
        if src.flat.count("(", f.sentence[0], f.start) == src.flat.count(")", f.sentence[0], f.start)
    ]
    return outside[-1] if inner and outside else last


def is_base(src: Source, f: Found, before: list[Found]) -> bool:
    """Whether a count is told of the earlier period: "tuần trước ghi nhận 120 ca"."""
    begin = max([f.sentence[0], *(g.end for g in before if g.end <= f.start)])
    lead = src.low[max(begin, f.start - 60) : f.start]
    own = re.split(r"[,;()]\s", lead)[-1]
    return bool(_BASE_OPENED.search(lead)) or (bool(_BASE_WORD.search(own)) and "so với" not in own)


def _step_before(src: Source, f: Found, counts: list[Found]) -> bool:
    """ "tuần 40 có 26 ca; tuần 39 có 13 ca": the second is the base of the first."""
    own = _numbered(src, f)
    if own is None:
        return False
    return any(
        (o := _numbered(src, g)) and o[0] == own[0] and o[1] == own[1] + 1 for g in counts if g is not f
    )


def base_told(src: Source, members: list[Found], i: int, earlier: list[Found], now: Found) -> Decimal | None:
    """A count the text itself gives for the earlier period."""
    f = members[i]
    for later in members[i + 1 : i + 3]:
        if direction(later) and later.unit != "percent":
            break  # the next change has its own base
        gap = src.low[f.end : later.start]
        bracketed = _BASE_BESIDE.search(gap) and same_kind(later, now)
        if bracketed and later.unit != "percent" and later.approx is None:
            return later.value
    own = None if "cùng kỳ" in (f.compare or "") else _numbered(src, now)
    for old in reversed([*earlier, *members[:i]]):
        other = _numbered(src, old) if own and old is not now and same_kind(old, now) else None
        if own and other and other == (own[0], own[1] - 1) and not (old.compare or old.approx):
            return old.value  # "tuần 20 là 310 ca; tuần 21 là 403 ca"
        if old is now or old.unit == "percent" or old.compare or old.approx or not same_kind(old, now):
            continue
        if old.sentence == now.sentence and old.end < now.start and ";" in src.low[old.end : now.start]:
            continue
        lead = src.low[max(old.sentence[0], old.start - 75) : old.start]
        if _BASE_OPENED.search(lead) or (_BASE_WORD.search(lead[-45:]) and "so với" not in lead[-45:]):
            return old.value
    return None


def _numbered(src: Source, f: Found) -> tuple[str, int] | None:
    """The numbered period a count is told of: ("tuần", 21)."""
    lead = src.low[max(f.sentence[0], f.start - 60) : f.start]
    named = [m for m in _PERIOD_NUMBER.finditer(lead) if not lead[: m.start()].endswith("so với ")]
    named = [m for m in named if m[1] != "năm"] or named  # "tuần 40 năm 2024"
    return (named[-1][1], int(named[-1][2])) if named else None


def base_before(src: Source, members: list[Found], i: int) -> int | None:
    """Index of a base in brackets right before the change: "so với tuần trước (120 ca) giảm 5%"."""
    if i == 0 or members[i - 1].unit == "percent" or members[i - 1].approx:
        return None
    lead = src.low[max(members[i - 1].sentence[0], members[i - 1].start - 70) : members[i - 1].start]
    gap = src.low[members[i - 1].end : members[i].start]
    opened = re.search(r"so với [^.;()]{3,60}\(\s*(?:là |có )?$", lead)
    return i - 1 if opened and re.fullmatch(r"\s*\),?\s*[^.;()\d]{0,70}", gap) else None


def spoken_of(before: list[Found], base: Found, f: Found, sign: int) -> Found | None:
    """The count compared with a base named first: the one that fits, else the first told nearby."""
    near = [
        m
        for m in before
        if m.unit == base.unit and not m.compare and not m.approx and base.start - m.end < _BACK
    ]
    for m in near:
        delta = (m.value - base.value) * sign
        exact = delta / base.value * 100 if f.unit == "percent" and base.value else delta
        if fits(exact, f.value, f.number.decimals, f.approx) != FAILS:
            return m
    last = [m for m in near if near and m.sentence == near[-1].sentence]
    return last[0] if last else None
