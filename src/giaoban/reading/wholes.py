"""Shares and bounds of an A told with its own whole B: "4.512 trẻ trong tổng số 5.340 trẻ, đạt 84,5%"."""

from __future__ import annotations

import re
from decimal import Decimal

from giaoban.reading.figures import Found
from giaoban.reading.items import PEOPLE, same_kind, sentence_by_sentence
from giaoban.reading.relation import FAILS, HOLDS, Relation, fits, rounded, said
from giaoban.reading.source import Source

_COUNTED = PEOPLE | {
    "animals",
    "households",
    "samples",
    "doses",
    "communes",
    "beds",
    "facilities",
    "schools",
    "vnd",
}
# "A … trong tổng số B", "A … trên B"
_WITHIN = re.compile(
    r"[^.;,()\d]{0,40}?\s?(?:trong|trên)\s(?:tổng số|tổng|số)\s(?:\w+\s){0,2}(?:là )?$|\s(?:trong|trên)\s$"
)
_SHARE = (
    r"(?:[(,]\s*|\s)(?:chiếm|đạt|bằng|tương đương|tương ứng|tỷ lệ|với tỷ lệ|đạt tỷ lệ|chiếm tỷ lệ)"
    r"(?:\s(?:dương tính|bao phủ|tiêm|hoàn thành|khoảng))*(?:\s(?:là|đạt))?\s*$"
)
_THEN = re.compile(rf"[^.;()%]{{0,60}}?{_SHARE}|[^.;()%]{{0,60}}?\(\s*$")
_BEFORE = re.compile(r"[^.;()\d]{0,60}?\(\s*$")
# "820 mẫu, có 41 mẫu dương tính": the second of the first
_FOUND = re.compile(
    r"[^.()]{0,110}?[,;]\s(?:(?:trong đó |đã |phát hiện |có |kết quả |ghi nhận )+(?:\w+\s){0,3}"
    r"|số (?:\w+ ){1,4}là )$"
)
_DUE = re.compile(
    r"(?:trong|thuộc) diện|cần (?:tiêm|uống)|phải tiêm|đăng ký|tổng số|(?:lấy|xét nghiệm)(?!\w)"
)
_FATALITY = re.compile(r"[^.;()\d]{0,40}?tỷ lệ (?:chết|tử vong)(?:\s?/\s?(?:số )?(?:ca )?mắc)?(?: là)?\s$")
_MATRIX = re.compile(
    r"cơ cấu|phân theo|phân bố theo|theo (?:nhóm )?(?:tuổi|giới|địa bàn|mức độ|nghề)|tỷ trọng"
)
_RATES = re.compile(r"tỷ lệ (?:bao phủ|tiêm|hoàn thành|dương tính|hộ|sử dụng)|bao phủ|tiến độ|hoàn thành")
_MAKES = re.compile(r"[^.;:()%]{0,60}?,?\s(?:chiếm|bằng|tương đương|(?:chiếm |với |đạt )?tỷ lệ)(?:\slà)?\s*")
_PLAN = re.compile(r"\s(?:so với )?(?:kế hoạch|chỉ tiêu)(?:\s\w+){0,4}?\s(?:\(|là )?")
_ENDS = re.compile(r"\s*(?:[.,;)]|$|tổng số|số (?:ca|mẫu|hộ|trẻ|con)|trong )")
_OTHER = re.compile(
    r"\s*(?:kế hoạch|chỉ tiêu|nhu cầu|so với|dân số|số (?!mẫu|trẻ|ca|người|con|hộ)|của (?:kế|năm|tỉnh|cả))"
)


def decide(src: Source, figures: list[Found]) -> list[Relation]:
    found: list[Relation] = []
    for members, _ in sentence_by_sentence(figures):
        told = _pairs(src, members)
        settled = {r.spans[-1] for r in told}
        found += told + [r for r in _by_any(src, members) if r.spans[-1] not in settled]
        found += _beyond_hundred(src, members)
    return found


def _pairs(src: Source, members: list[Found]) -> list[Relation]:
    found: list[Relation] = []
    for i in range(len(members) - 1):
        b = members[i + 1]
        a = _of_kind(members[: i + 1], b)
        share = members[i + 2] if i + 2 < len(members) else None
        if a.unit == "percent" and share is not None:
            if _BEFORE.fullmatch(src.low[a.end : b.start]) and _exact(src, b, share, _WITHIN):
                found.append(_share(b, share.value, a))  # "18% (54 hộ trong 400 hộ)"
            continue
        if _exact(src, a, b, _WITHIN) and _same_words(src, a, b):
            if a.value > b.value and a.unit == b.unit:
                words = f"{said(a.value)} lớn hơn tổng {said(b.value)}."
                found.append(Relation("bound", FAILS, a.value, b.value, words, [_at(a), _at(b)]))
            elif share is not None and _after(src, b, share):
                found.append(_share(a, b.value, share))
        elif share is not None and _exact(src, a, b, _FOUND) and _after(src, b, share):
            lead = src.low[max(a.sentence[0], a.start - 60) : b.start]
            rate = re.search(r"tỷ lệ|chiếm", src.low[b.end : share.start])
            if b.value <= a.value and (rate or _DUE.search(lead)):
                found.append(_share(b, a.value, share))
        elif share is not None and a.unit == "cases" and b.unit == "deaths" and not (a.approx or b.approx):
            told = _FATALITY.fullmatch(src.low[b.end : share.start])
            if told and share.unit == "percent" and b.value <= a.value and not b.compare:
                found.append(_share(b, a.value, share))
    return found


def _of_kind(before: list[Found], b: Found) -> Found:
    """The last count of b's kind, past one of another: "640 mẫu tại 32 chợ, phát hiện 48 mẫu"."""
    if len(before) > 1 and b.unit == before[-2].unit != before[-1].unit and before[-1].unit != "percent":
        return before[-2]
    return before[-1]


def _exact(src: Source, a: Found, b: Found, between: re.Pattern[str]) -> bool:
    over = b.approx == ">" and a.unit == b.unit and src.low[a.end : b.start + 4] == " trên"
    if over and between is _WITHIN:
        return not a.compare  # "7.200 hộ trên 9.000 hộ": out of, not more than
    if a.unit not in _COUNTED or a.approx or b.approx or a.compare or b.compare or a.of or b.of:
        return False
    return same_kind(a, b) and bool(between.fullmatch(src.low[a.end : b.start]))


def _same_words(src: Source, a: Found, b: Found) -> bool:
    """ "120 ca trên 5 xã" was ruled out by the unit; "30 người trên xe 45 người" by its words."""
    gap = src.low[a.end : b.start]
    return a.unit == b.unit or "tổng" in gap or "số" in gap


def _after(src: Source, count: Found, share: Found) -> bool:
    if share.unit != "percent" or share.compare or share.value > 100:
        return False
    gap = src.low[count.end : share.start]
    return bool(_THEN.fullmatch(gap)) and not _OTHER.match(src.low, share.end)


def _share(part: Found, whole: Decimal, share: Found) -> Relation:
    exact = part.value / whole * 100 if whole else Decimal(0)
    verdict = fits(exact, share.value, share.number.decimals, share.approx)
    decimals = share.number.decimals
    words = (
        f"{said(part.value)} / {said(whole)} = {said(exact, max(decimals, 1))}%; "
        f"văn bản in {said(share.value, decimals)}%."
    )
    return Relation(
        "share", verdict, share.value, rounded(exact, max(decimals, 2)), words, [_at(part), _at(share)]
    )


def _by_any(src: Source, members: list[Found]) -> list[Relation]:
    """A share of the count right before it, of a whole the sentence tells anywhere; or of a plan after it."""
    found = []
    for i, share in enumerate(members[1:], 1):
        part = members[i - 1]
        if share.unit != "percent" or part.compare or part.approx or part.of:
            continue
        after = members[i + 1] if i + 1 < len(members) else None
        if share.compare and not re.match(r"so với (?:kế hoạch|chỉ tiêu)", share.compare):
            continue
        if after and after.unit == part.unit and _PLAN.fullmatch(src.low[share.end : after.start]):
            found.append(_share(part, after.value, share))
            continue
        gap = src.low[part.end : share.start]
        if not _MAKES.fullmatch(gap) or not _ENDS.match(src.low, share.end):
            continue
        wholes = [f.value for f in members if _whole_for(f, part)]
        told = [_share(part, value, share) for value in dict.fromkeys(wholes)]
        if not told or any(r.verdict != FAILS for r in told) or _gives(members, share):
            continue
        if part.unit in _COUNTED and len(told) == 1:
            found.append(told[0])
    return found


def _whole_for(f: Found, part: Found) -> bool:
    return (
        f is not part
        and f.unit == part.unit
        and not (f.compare or f.approx or f.of)
        and f.value >= part.value
    )


def _gives(members: list[Found], share: Found) -> bool:
    """Whether any two counts of the sentence make the share: then it speaks of those."""
    counts = [f for f in members if f.unit in _COUNTED and not f.compare and f.value > 0]
    return any(
        fits(a.value / b.value * 100, share.value, share.number.decimals, share.approx) != FAILS
        for a in counts
        for b in counts
        if a is not b and same_kind(a, b) and a.value <= b.value
    )


def _beyond_hundred(src: Source, members: list[Found]) -> list[Relation]:
    """Shares that part one whole and no counts: together no more than a hundred."""
    found = []
    for part in _segments(src, members):
        shares = [f for f in part if f.unit == "percent" and not f.compare]
        lead = src.low[part[0].sentence[0] : shares[0].start] if shares else ""
        if len(shares) < 3 or len(shares) != len(part) or any(f.approx for f in shares):
            continue
        if not _MATRIX.search(lead) or _RATES.search(lead):
            continue
        total = sum((f.value for f in shares), Decimal(0))
        slack = sum((Decimal(1).scaleb(-f.number.decimals) / 2 for f in shares), Decimal(0))
        if total < 100 - slack:
            continue
        verdict = FAILS if total > 100 + slack else HOLDS
        shown = " + ".join(f"{said(f.value, f.number.decimals)}%" for f in shares)
        words = f"Các tỷ lệ in {shown} = {said(total)}%, {'vượt' if verdict == FAILS else 'đủ'} 100%."
        found.append(Relation("share", verdict, Decimal(100), total, words, [_at(f) for f in shares]))
    return found


def _segments(src: Source, members: list[Found]) -> list[list[Found]]:
    """Figures of a sentence between its semicolons."""
    parts: list[list[Found]] = [[]]
    for f in members:
        if parts[-1] and ";" in src.low[parts[-1][-1].end : f.start]:
            parts.append([])
        parts[-1].append(f)
    return [p for p in parts if p]


def _at(f: Found) -> tuple[int, int]:
    return f.start, f.end
