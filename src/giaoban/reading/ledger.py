"""Running totals of two moments, and what was added between them.

A count is running when its words say up to when it was counted ("lũy kế", "đến hết tuần 40", "tích
lũy"); each has a moment: a day, a numbered week, "hôm qua", or now. Two running totals one step apart
and the new count of that step must add up, wherever the sentence puts the three.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from giaoban.reading.figures import Found
from giaoban.reading.items import PEOPLE
from giaoban.reading.relation import FAILS, HOLDS, Relation, said
from giaoban.reading.source import Source

_UNITS = PEOPLE | {"animals", "households", "clusters", "doses", "samples"}
_RUNNING = re.compile(
    r"lũy kế|lũy tích|tích lũy|cộng dồn|(?:nâng|đưa)\s(?:tổng )?số|từ đầu (?:năm|mùa|vụ|đợt|dịch)"
    r"|đến (?:hết |cuối )?(?:\d{1,2} ?(?:giờ|h)\d{0,2},? )?(?:ngày|tuần|tháng|hôm|nay)(?!\w)|cùng giờ ngày"
    r"|đến (?:hết )?\d{1,2}[/-]\d"
)
_DAY = re.compile(r"(?<!từ ngày )(?<!từ )(?<![\d/-])(\d{1,2})[/-](\d{1,2})(?!\d)(?:[/-]\d{4})?")
_STEP = re.compile(r"(?<!\w)(tuần|tháng|quý)(?: thứ)? (\d{1,2})(?![\d.,]\d)")
_PAST = {
    "ngày": re.compile(r"hôm (?:qua|trước)|ngày (?:hôm )?trước"),
    "tuần": re.compile(r"tuần (?:trước|liền trước)"),
    "tháng": re.compile(r"tháng trước"),
    "": re.compile(r"trước đó"),
}
_ADDED = re.compile(
    r"(?<!\w)(?:thêm|mới|phát sinh|ghi nhận|phát hiện|tiêm|tiêu hủy|có|trong (?:ngày|tuần|tháng|24))(?!\w)"
)
_IN_STEP = re.compile(r"(?:trong |24 giờ|hôm nay)")
_SUBSET = re.compile(r"trong đó|trong số|trong tổng số|cùng kỳ|so với|riêng")
_KINDS = re.compile(
    r"khỏi|ra viện|xuất viện|tử vong|chết|ca nặng|nhập viện|đang điều trị|cách ly|nghi ngờ|nghi mắc"
)
_DAILY = re.compile(r"ngày|hôm|24 ?giờ")


@dataclass(frozen=True)
class _Told:
    """A count with its moment: ("ngày", (9, 12)), ("tuần", 40), or None for now."""

    found: Found
    words: str
    moment: tuple[str, object] | None
    past: str | None  # "hôm qua" → ngày; "trước đó" → any step
    running: bool


def decide(src: Source, figures: list[Found]) -> list[Relation]:
    told = [
        _told(src, figures, i)
        for i, f in enumerate(figures)
        if f.unit in _UNITS and f.approx is None and f.of is None
    ]
    found: list[Relation] = []
    for old, total in _steps(src, told):
        added = _added(old, total, told)
        if not added:
            continue
        fitting = [a for a in added if old.found.value + a.found.value == total.found.value]
        new = (fitting or added)[0]
        value = old.found.value + new.found.value
        words = (
            f"{said(old.found.value)} + {said(new.found.value)} = {said(value)}; "
            f"văn bản nêu {said(total.found.value)}."
        )
        spans = [(t.found.start, t.found.end) for t in (new, old, total)]
        verdict = HOLDS if fitting else FAILS
        found.append(Relation("cumulative", verdict, total.found.value, value, words, spans))
    return found


def _told(src: Source, figures: list[Found], i: int) -> _Told:
    f = figures[i]
    begin = max([f.sentence[0], *(_close(src, g, f.start) for g in figures[:i] if g.sentence == f.sentence)])
    lead = src.low[begin : f.start]
    follows = next((g.start for g in figures[i + 1 :] if g.start > f.end), f.sentence[1])
    stop = min([f.sentence[1], follows, *(k for k in (src.low.find(c, f.end) for c in ",;)(") if k >= 0)])
    tail = src.low[f.end : stop]
    moment = _moment(lead) or _moment(tail)
    past = next((name for name, p in _PAST.items() if p.search(lead) or p.search(tail)), None)
    running = bool(_RUNNING.search(lead))
    return _Told(f, lead + "|" + tail, moment, past, running)


def _close(src: Source, g: Found, stop: int) -> int:
    """Where the words of an earlier figure end: at the next mark, else with the figure."""
    return min((k for k in (src.low.find(c, g.end, stop) for c in ",;)(") if k >= 0), default=g.end)


def _moment(words: str) -> tuple[str, object] | None:
    """The last day or numbered step the words name."""
    days, steps = list(_DAY.finditer(words)), list(_STEP.finditer(words))
    if days and (not steps or days[-1].start() > steps[-1].start()):
        return "ngày", (int(days[-1][2]), int(days[-1][1]))
    return (steps[-1][1], int(steps[-1][2])) if steps else None


def _steps(src: Source, told: list[_Told]) -> list[tuple[_Told, _Told]]:
    """Pairs of running totals one step apart, the earlier first."""
    found = []
    for i, total in enumerate(told):
        grown = i > 0 and _grown(src, told[i - 1], total)
        if not (total.running or grown) or total.past is not None or "cùng kỳ" in total.words:
            continue
        if grown:
            found.append((told[i - 1], total))
            continue
        near = [t for t in told[max(0, i - 4) : i + 3] if t is not total and _may_precede(src, t, total)]
        if near:
            found.append((min(near, key=lambda t: abs(t.found.start - total.found.start)), total))
    return found


def _grown(src: Source, old: _Told, total: _Told) -> bool:
    """ "cùng với 45 ca mới, số ca mắc từ 1.255 ca đã tăng lên 1.310 ca"."""
    a, b = old.found, total.found
    words = src.low[max(a.sentence[0], a.start - 90) : a.start]
    return (
        a.unit == b.unit
        and a.sentence == b.sentence
        and bool(re.search(r"(?:cùng với|cộng thêm|thêm)\s.*(?<!\w)từ\s$", words))
        and bool(re.fullmatch(r"[^.;\d]{0,30}lên(?: thành)?\s", src.low[a.end : b.start]))
    )


def _may_precede(src: Source, old: _Told, total: _Told) -> bool:
    a, b = old.found, total.found
    if a.unit != b.unit or a.compare or a.value > b.value or abs(a.paragraph - b.paragraph) > 1:
        return False
    beside = src.flat[b.end : a.start].strip().startswith("(") if a.start > b.end else False
    if _SUBSET.search(old.words) or _SUBSET.search(total.words):
        return False
    if _kind(old) != _kind(total) and not (beside and not _kind(old)):
        return False
    if old.moment and total.moment:
        return (old.running or total.words.startswith("|")) and _next(old.moment, total.moment)
    if total.moment is None and old.moment is not None:
        from_to = bool(re.search(r"(?<!\w)từ\s$", old.words.split("|")[0]))
        return old.running or (from_to and "lên" in src.low[a.end : b.start])
    if old.past is None:
        return False
    joined = old.running or beside or "cộng" in old.words
    return joined and a.value * 2 > b.value


def _kind(t: _Told) -> set[str]:
    """Words that say these are not simply the cases."""
    return set(_KINDS.findall(t.words))


def _next(a: tuple[str, object], b: tuple[str, object]) -> bool:
    """Whether b is one step after a: the next day of the month, the next numbered week."""
    if a[0] != b[0]:
        return False
    if isinstance(a[1], tuple) and isinstance(b[1], tuple):
        (month, day), (month_b, day_b) = a[1], b[1]
        return bool((month == month_b and day_b == day + 1) or (day_b == 1 and day >= 28))
    return isinstance(a[1], int) and isinstance(b[1], int) and b[1] == a[1] + 1


def _added(old: _Told, total: _Told, told: list[_Told]) -> list[_Told]:
    """New counts of the step: of its day, its week, or said to be added right beside."""
    found = []
    for t in told:
        f = t.found
        if t is old or t is total or t.running or t.past is not None or f.unit != total.found.unit:
            continue
        if not 0 <= total.found.paragraph - f.paragraph <= 2 or _SUBSET.search(t.words):
            continue
        if f.compare and not re.match(r"thêm|tăng", f.compare):
            continue
        if not (_ADDED.search(t.words) or (f.compare and _IN_STEP.search(t.words))):
            continue
        if _kind(t) == _kind(total) and _of_step(t, old, total):
            found.append(t)
    return found


def _of_step(t: _Told, old: _Told, total: _Told) -> bool:
    if t.moment is not None:
        if total.moment is not None:
            return t.moment == total.moment
        return old.moment is None or _next(old.moment, t.moment)
    step = total.moment[0] if total.moment else old.moment[0] if old.moment else old.past
    if step == "ngày":
        return bool(_DAILY.search(t.words)) or "thêm" in t.words
    if step in {"tuần", "tháng"}:
        return step in t.words
    return "thêm" in t.words or "mới" in t.words or "trong" in t.words
