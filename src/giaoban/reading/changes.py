"""Changes against their bases: "tăng 30 ca (25%) so với tuần trước (120 ca)", "giảm 34,1%"."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from giaoban.reading.bases import base_before, base_told, counts_of, direction, now_told, spoken_of
from giaoban.reading.figures import Found
from giaoban.reading.items import same_kind, sentence_by_sentence
from giaoban.reading.nearness import near
from giaoban.reading.relation import FAILS, HOLDS, UNDECIDED, Relation, cut, fits, rounded, said
from giaoban.reading.source import Source

_FROM = re.compile(r"(?<!\w)từ\s+(?:trên |hơn |gần |khoảng )?$")
_TO = re.compile(r"^[^.;]{0,40}?(?:lên|xuống|còn|đến|tới)(?:\s(?:còn|trên|hơn|gần|khoảng|là))*\s*$")
# "tăng lên 150 ca": the new value, no difference
_NEW_VALUE = re.compile(r"(?:tăng|giảm)(?:\s\w+)?\s(?:lên|xuống|còn|xuống còn|lên thành)\s*$")
# Bases farther than this from the rounded answer cannot give the printed share.
_SEARCH = 3


def decide(src: Source, figures: list[Found]) -> list[Relation]:
    found: list[Relation] = []
    for members, earlier in sentence_by_sentence(figures):
        told = _from_to(src, members)
        found.extend(told)
        settled = {span for r in told for span in r.spans}
        found.extend(r for r in _moves(src, members, earlier) if r.spans[-1] not in settled)
        found.extend(_unmeasured(src, members))
    return found


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
        told_first = [f for f in members[max(0, i - 2) : i] if _ends_follow(src, f, old)]
        for f in [*told_first, *_own(src, new, members[i + 2 : i + 4])]:
            relation = _printed(old.value, new.value, f, spans)
            if relation:
                found.append(relation)
    return found


def _own(src: Source, new: Found, after: list[Found]) -> list[Found]:
    """Changes that still speak of both ends, not of a part told after them."""
    return [f for f in after if not re.search(r"trong đó|riêng|;", src.low[new.end : f.start])]


def _ends_follow(src: Source, f: Found, old: Found) -> bool:
    """ "giảm 45% so với cùng kỳ (từ 800 ca xuống 520 ca)"."""
    gap = src.low[f.end : old.start]
    closed = re.fullmatch(r"[^.;()]{0,70}[(,]\s*(?:tức |cụ thể )?(?:tăng |giảm )?từ\s|\stừ\s", gap)
    return bool(direction(f) and closed) and not _NEW_VALUE.search(src.low, f.start - 24, f.start)


def from_before(src: Source, f: Found) -> bool:
    """ "từ 120 ca": a figure that begins a change."""
    return bool(_FROM.search(src.low, f.sentence[0], f.start))


def to_between(src: Source, old: Found, new: Found) -> bool:
    """ "… lên 150 ca"."""
    return bool(_TO.match(src.low[old.end : new.start]))


def _printed(old: Decimal, new: Decimal, f: Found, spans: list[tuple[int, int]]) -> Relation | None:
    """A printed difference or share against both ends."""
    delta = abs(new - old)
    spans = [*spans, (f.start, f.end)] if (f.start, f.end) not in spans else spans
    if f.unit == "percent" and old > 0:
        exact = delta / old * 100
        verdict = fits(exact, f.value, f.number.decimals, f.approx)
        words = (
            f"({said(new)} − {said(old)}) / {said(old)} = {said(exact, max(f.number.decimals, 2))}%; "
            f"văn bản in {said(f.value, f.number.decimals)}%."
        )
        return Relation("change", verdict, f.value, rounded(exact, max(f.number.decimals, 2)), words, spans)
    if f.unit != "percent" and f.compare and direction(f):
        verdict = fits(delta, f.value, 0, f.approx)
        words = f"{said(new)} − {said(old)} = {said(new - old)}; văn bản nêu chênh {said(f.value)}."
        return Relation("change", verdict, f.value, delta, words, spans)
    return None


def _moves(src: Source, members: list[Found], earlier: list[Found]) -> list[Relation]:
    """ "320 ca, giảm 34,1% so với tuần trước": with the base if the text has it, else by search."""
    found: list[Relation] = []
    done: set[int] = set()
    for i, f in enumerate(members):
        sign = direction(f)
        if not sign or i in done or _NEW_VALUE.search(src.low, max(f.sentence[0], f.start - 24), f.start):
            continue
        now = now_told(src, members[:i])
        difference, share = (None, f) if f.unit == "percent" else (f, _share_beside(src, members, i))
        if difference is not None and share is not None:
            done.add(members.index(share))
        base = base_told(src, members, i, earlier, f if now is None else now)
        early = base_before(src, members, i)
        if early is not None:  # "2.970 ca; so với cùng kỳ (9.900 ca) giảm 70%"
            now = spoken_of([*earlier, *members[:early]], members[early], f, sign)
            base = members[early].value
        if now is None or not (difference is None or same_kind(now, difference)):
            continue
        spans = [(now.start, now.end), (f.start, f.end)]
        if base is not None:
            found.extend(_best(src, members[:i], base, now, (difference, share), sign))
        elif difference is not None and share is not None and difference.approx is None:
            relation = _printed(now.value - sign * difference.value, now.value, share, spans)
            found.extend([relation] if relation else [])
        elif (
            difference is None
            and share is not None
            and share.approx is None
            and near(src, now, share)
            and not _of_a_rate(src, members[:i], share)
        ):
            found.append(_search(now, share, sign, spans))
        elif (
            difference is not None and sign > 0 and difference.approx is None and difference.value > now.value
        ):
            words = f"Tăng {said(difference.value)} nhưng số hiện tại chỉ {said(now.value)}."
            found.append(Relation("change", FAILS, difference.value, now.value, words, spans))
    return found


def _of_a_rate(src: Source, before: list[Found], share: Found) -> bool:
    """ "tỷ lệ dương tính là 5%, tăng 1,2%": the change of a share told right before."""
    last = before[-1] if before else None
    return last is not None and last.unit == "percent" and ")" not in src.flat[last.end : share.start]


def _unmeasured(src: Source, members: list[Found]) -> list[Relation]:
    """ "320 ca, giảm so với tuần trước (298 ca)": only the direction is told."""
    found = []
    for now, base in itertools.pairwise(members):
        gap = src.low[now.end : base.start]
        told = re.fullmatch(
            r",?\s(?:mắc |bệnh |mới )*(?:đã |có )?(tăng|giảm) (?:nhẹ |mạnh )?so với [^.;()\d]{3,40}"
            r"\(\s*(?:là )?",
            gap,
        )
        if not told or not same_kind(now, base) or now.approx or base.approx or now.compare:
            continue
        rises = base.value < now.value
        holds = base.value != now.value and rises == (told[1] == "tăng")
        words = f"Từ {said(base.value)} đến {said(now.value)} là {'tăng' if rises else 'giảm'}" + (
            "." if holds else ", trái với chữ trong văn bản."
        )
        spans = [(now.start, now.end), (base.start, base.end)]
        found.append(Relation("change", HOLDS if holds else FAILS, now.value, base.value, words, spans))
    return found


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


def _best(
    src: Source,
    before: list[Found],
    base: Decimal,
    now: Found,
    printed: tuple[Found | None, Found | None],
    sign: int,
) -> list[Relation]:
    """The change of the count it speaks of: after a list of parts that may be the total before them."""
    others = [
        f
        for f in counts_of(before)
        if f is not now and same_kind(f, now) and not f.compare and f.value != base
    ]
    first: list[Relation] | None = None
    for count in (now, *others):
        told = [
            r
            for g in printed
            if g
            and (r := _printed_signed(base, count, g, sign, [(count.start, count.end), (g.start, g.end)]))
        ]
        if not any(r.verdict == FAILS for r in told):
            return told
        first = told if first is None else first
    return first or []


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
