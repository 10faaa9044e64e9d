"""Changes against their bases: "tăng 30 ca (25%) so với tuần trước (120 ca)", "giảm 34,1%"."""

from __future__ import annotations

import re
from decimal import Decimal

from giaoban.reading.figures import Found
from giaoban.reading.items import PEOPLE, same_kind
from giaoban.reading.nearness import near
from giaoban.reading.relation import FAILS, UNDECIDED, Relation, cut, fits, rounded, said
from giaoban.reading.source import Source

_FROM = re.compile(r"(?<!\w)từ\s+(?:trên |hơn |gần |khoảng )?$")
_TO = re.compile(r"^[^.;]{0,40}?(?:lên|xuống|còn|đến|tới)(?:\s(?:còn|trên|hơn|gần|khoảng|là))*\s*$")
_BASE_WORD = re.compile(
    r"(?:tuần|ngày|tháng|kỳ|quý|năm|đợt)\s(?:trước|liền trước|ngoái)(?: đó)?|cùng kỳ|hôm qua|ngày hôm trước"
)
_BASE_BESIDE = re.compile(
    rf"(?:{_BASE_WORD.pattern}|so với [^.,;()]{{3,60}}?)(?: năm (?:20\d\d|trước|ngoái))?\s*"
    rf"(?:\(\s*(?:là |có |ghi nhận )?|(?:là|có|ghi nhận)\s)(?:tuần trước "
    rf"|cùng kỳ )?(?:là |có |ghi nhận )?$|\((?:{_BASE_WORD.pattern})\s?:?\s(?:là |có |ghi nhận )?$"
)
# Bases farther than this from the rounded answer cannot give the printed share.
_SEARCH = 3
_PERIOD_NUMBER = re.compile(r"(?<!\w)(tuần|tháng|quý|năm)(?: thứ)? (\d{1,4})(?![\d.,]\d)(?!\w)")
# A share farther behind a count than this speaks of something else (a guess).
_BACK = 300


def decide(src: Source, figures: list[Found]) -> list[Relation]:
    found: list[Relation] = []
    by_sentence: dict[tuple[int, int], list[Found]] = {}
    for f in figures:
        by_sentence.setdefault(f.sentence, []).append(f)
    paragraph: list[Found] = []
    for members in by_sentence.values():
        if paragraph and paragraph[-1].paragraph != members[0].paragraph:
            paragraph = []
        told = _from_to(src, members)
        found.extend(told)
        settled = {span for r in told for span in r.spans}
        found.extend(r for r in _moves(src, members, paragraph) if r.spans[-1] not in settled)
        paragraph = [*paragraph, *members]
    return found


def _direction(f: Found) -> int:
    word = (f.compare or "").split(" ")[0]
    return {"tăng": 1, "cao": 1, "nhiều": 1, "giảm": -1, "thấp": -1, "ít": -1}.get(word, 0)


def _counts(members: list[Found]) -> list[Found]:
    return [f for f in members if f.unit not in {"percent", "times", "days"} and f.approx is None]


def _from_to(src: Source, members: list[Found]) -> list[Relation]:
    """ "từ 120 ca tăng lên 150 ca (25%)"."""
    found = []
    for i, old in enumerate(members[:-1]):
        if old.unit == "percent" or old.approx or not _FROM.search(src.low, old.sentence[0], old.start):
            continue
        new = members[i + 1]
        gap = src.low[old.end : new.start]
        if not same_kind(old, new) or new.approx or not _TO.match(gap) or old.unit in {"days"}:
            continue
        before = src.low[max(old.sentence[0], old.start - 40) : old.start] + gap
        lead = src.low[max(old.sentence[0], old.start - 40) : old.start]
        verb = next((w for w in (gap, lead) if re.search(r"tăng|giảm", w)), None)
        said_so = verb or before  # the verb nearest to the numbers, else "lên", "xuống"
        sign = 1 if re.search(r"tăng|lên", said_so) else -1 if re.search(r"giảm|xuống|còn", said_so) else 0
        delta = new.value - old.value
        spans = [(old.start, old.end), (new.start, new.end)]
        if sign and delta * sign < 0:
            words = (
                f"Từ {said(old.value)} đến {said(new.value)} là {'giảm' if delta < 0 else 'tăng'}, "
                f"trái với chữ trong văn bản."
            )
            found.append(Relation("change", FAILS, new.value, old.value, words, spans))
            continue
        for f in members[i + 2 : i + 4]:
            relation = _printed(old.value, new.value, f, spans)
            if relation:
                found.append(relation)
    return found


def from_before(src: Source, f: Found) -> bool:
    """ "từ 120 ca": a figure that begins a change."""
    return bool(_FROM.search(src.low, f.sentence[0], f.start))


def to_between(src: Source, old: Found, new: Found) -> bool:
    """ "… lên 150 ca"."""
    return bool(_TO.match(src.low[old.end : new.start]))


def _printed(old: Decimal, new: Decimal, f: Found, spans: list[tuple[int, int]]) -> Relation | None:
    """A printed difference or share against both ends."""
    delta = abs(new - old)
    spans = [*spans, (f.start, f.end)]
    if f.unit == "percent" and old > 0:
        exact = delta / old * 100
        verdict = fits(exact, f.value, f.number.decimals, f.approx)
        words = (
            f"({said(new)} − {said(old)}) / {said(old)} = {said(exact, max(f.number.decimals, 2))}%; "
            f"văn bản in {said(f.value, f.number.decimals)}%."
        )
        return Relation("change", verdict, f.value, rounded(exact, max(f.number.decimals, 2)), words, spans)
    if f.unit != "percent" and f.compare and _direction(f):
        verdict = fits(delta, f.value, 0, f.approx)
        words = f"{said(new)} − {said(old)} = {said(new - old)}; văn bản nêu chênh {said(f.value)}."
        return Relation("change", verdict, f.value, delta, words, spans)
    return None


def _moves(src: Source, members: list[Found], earlier: list[Found]) -> list[Relation]:
    """ "320 ca, giảm 34,1% so với tuần trước": with the base if the text has it, else by search."""
    found: list[Relation] = []
    done: set[int] = set()
    for i, f in enumerate(members):
        sign = _direction(f)
        if not sign or i in done:
            continue
        now = now_told(src, members[:i])
        difference, share = (None, f) if f.unit == "percent" else (f, _share_beside(src, members, i))
        if difference is not None and share is not None:
            done.add(members.index(share))
        base = base_told(src, members, i, earlier, f if now is None else now)
        early = _base_before(src, members, i)
        if early is not None:  # "2.970 ca; so với cùng kỳ (9.900 ca) giảm 70%"
            now = _spoken_of([*earlier, *members[:early]], members[early], f, sign)
            base = members[early].value
        if now is None or not (difference is None or same_kind(now, difference)):
            continue
        spans = [(now.start, now.end), (f.start, f.end)]
        if base is not None:
            found.extend(
                r for g in (difference, share) if g and (r := _printed_signed(base, now, g, sign, spans))
            )
        elif difference is not None and share is not None and difference.approx is None:
            relation = _printed(now.value - sign * difference.value, now.value, share, spans)
            found.extend([relation] if relation else [])
        elif difference is None and share is not None and share.approx is None and near(src, now, share):
            found.append(_search(now, share, sign, spans))
        elif (
            difference is not None and sign > 0 and difference.approx is None and difference.value > now.value
        ):
            words = f"Tăng {said(difference.value)} nhưng số hiện tại chỉ {said(now.value)}."
            found.append(Relation("change", FAILS, difference.value, now.value, words, spans))
    return found


def now_told(src: Source, before: list[Found]) -> Found | None:
    """The value the change speaks of: the last count without a comparison of its own."""
    counts = [f for f in _counts(before) if not f.compare or f.compare.startswith("thêm")]
    counts = [
        f for f in counts if f.unit in PEOPLE | {"animals", "households", "clusters", "beds", "samples"}
    ]
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


def _share_beside(src: Source, members: list[Found], i: int) -> Found | None:
    """ "tăng 30 ca (25%)", "tăng 30 ca, tương ứng 25%"."""
    if i + 1 >= len(members) or members[i + 1].unit != "percent":
        return None
    gap = src.low[members[i].end : members[i + 1].start]
    return (
        members[i + 1]
        if re.fullmatch(
            r"[^.;]{0,60}?(?:\((?:tăng |giảm |tương đương |tương ứng |khoảng )*|,?\s(?:tương ứng"
            r"|tương đương|bằng|tức|hay)(?: với)?(?: tăng| giảm)?(?: tỷ lệ)?\s?)",
            gap,
        )
        else None
    )


def base_told(src: Source, members: list[Found], i: int, earlier: list[Found], now: Found) -> Decimal | None:
    """A count the text itself gives for the earlier period."""
    f = members[i]
    for later in members[i + 1 : i + 3]:
        gap = src.low[f.end : later.start]
        bracketed = _BASE_BESIDE.search(gap) and same_kind(later, now)
        if bracketed and later.unit != "percent" and later.approx is None:
            return later.value
    own = None if "cùng kỳ" in (f.compare or "") else _numbered(src, now)
    for old in reversed([*earlier, *members[:i]]):
        other = _numbered(src, old) if own and old is not now and same_kind(old, now) else None
        if (
            own
            and other
            and other[0] == own[0]
            and other[1] == own[1] - 1
            and not (old.compare or old.approx)
        ):
            return old.value  # "tuần 20 là 310 ca; tuần 21 là 403 ca"
        if old is now or old.unit == "percent" or old.compare or old.approx or not same_kind(old, now):
            continue
        lead = src.low[max(old.sentence[0], old.start - 45) : old.start]
        if _BASE_WORD.search(lead) and "so với" not in lead:
            return old.value
    return None


def _numbered(src: Source, f: Found) -> tuple[str, int] | None:
    """The numbered period a count is told of: ("tuần", 21)."""
    lead = src.low[max(f.sentence[0], f.start - 60) : f.start]
    named = [m for m in _PERIOD_NUMBER.finditer(lead) if not lead[: m.start()].endswith("so với ")]
    return (named[-1][1], int(named[-1][2])) if named else None


def _base_before(src: Source, members: list[Found], i: int) -> int | None:
    """Index of a base in brackets right before the change: "so với tuần trước (120 ca) giảm 5%"."""
    if i == 0 or members[i - 1].unit == "percent" or members[i - 1].approx:
        return None
    lead = src.low[max(members[i - 1].sentence[0], members[i - 1].start - 70) : members[i - 1].start]
    gap = src.low[members[i - 1].end : members[i].start]
    opened = re.search(r"so với [^.;()]{3,60}\(\s*(?:là |có )?$", lead)
    return (
        i - 1 if opened and re.fullmatch(r"\s*\),?\s*(?:thì )?(?:tăng|giảm)?[^.;()\d]{0,20}", gap) else None
    )


def _spoken_of(before: list[Found], base: Found, f: Found, sign: int) -> Found | None:
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


def _printed_signed(
    base: Decimal, now: Found, f: Found, sign: int, spans: list[tuple[int, int]]
) -> Relation | None:
    if (now.value - base) * sign < 0:
        words = (
            f"Từ {said(base)} đến {said(now.value)} là {'giảm' if sign > 0 else 'tăng'}, trái với chữ "
            f"trong văn bản."
        )
        return Relation("change", FAILS, f.value, abs(now.value - base), words, spans)
    return _printed(base, now.value, f, spans)


def _search(now: Found, share: Found, sign: int, spans: list[tuple[int, int]]) -> Relation:
    """Without a base: is there any whole number that gives the printed share?"""
    factor = 1 + sign * share.value / 100
    decimals = share.number.decimals
    if factor <= 0 or now.value != now.value.to_integral_value():
        return Relation("change", UNDECIDED, share.value, None, "Văn bản không nêu số kỳ trước.", spans)
    centre = int(now.value / factor)
    near = [Decimal(b) for b in range(max(1, centre - _SEARCH), centre + _SEARCH + 1)]
    exact = {b: abs(b - now.value) / b * 100 for b in near}
    good = [b for b, e in exact.items() if rounded(e, decimals) == share.value]
    if good:
        words = (
            f"Văn bản không nêu số kỳ trước; {said(share.value, decimals)}% ứng với số kỳ trước là "
            f"{said(good[0])}."
        )
        return Relation("change", UNDECIDED, share.value, rounded(exact[good[0]], decimals), words, spans)
    two = sorted(near, key=lambda b: abs(exact[b] - share.value))[:2]
    shown = ", ".join(f"{said(b)} cho {said(exact[b], decimals)}%" for b in sorted(two))
    truncated = [b for b in near if cut(exact[b], decimals) == share.value]
    tail = (
        (
            f" Chỉ khi cắt bớt (không làm tròn) thì {said(truncated[0])} cho "
            f"{said(exact[truncated[0]], 2)}% → "
            f"{said(share.value, decimals)}%."
        )
        if truncated
        else ""
    )
    words = (
        f"Không có số nguyên nào của kỳ trước làm tròn ra {said(share.value, decimals)}% với số hiện tại "
        f"{said(now.value)}: "
        f"{shown}.{tail} Cần nêu số kỳ trước và cách làm tròn."
    )
    return Relation("change", FAILS, share.value, rounded(exact[two[0]], decimals), words, spans)
