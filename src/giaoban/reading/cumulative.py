"""Running totals against what was added."""

from __future__ import annotations

import re

from giaoban.reading import ledger
from giaoban.reading.figures import Found
from giaoban.reading.items import PEOPLE, same_kind
from giaoban.reading.relation import FAILS, HOLDS, Relation, said
from giaoban.reading.source import Source

_RUNNING = re.compile(
    r"(?:lũy kế|cộng dồn|từ đầu (?:năm|mùa dịch|vụ dịch|đợt dịch)|tổng số ca (?:mắc|bệnh"
    r"|nhiễm) (?:đến nay|từ)|nâng tổng số|(?:kể )?từ đầu dịch)[^;.]{0,90}$"
)
_RAISED = re.compile(r"(?:nâng|đưa)\s(?:tổng )?số[^;.\d]{0,90}?(?:từ\s(?:trên |hơn )?)?$")
_TO = re.compile(r"[^;.\d]{0,60}?(?:lên|thành)(?:\s\w+){0,3}?\s$")
_NEW = re.compile(
    r"(?:ghi nhận thêm|phát sinh thêm|thêm|mắc mới|ca mới|trong (?:ngày|tuần|24)|ghi nhận|phát sinh)"
)
_SUBSET = re.compile(r"trong đó|trong số|trong tổng số")


_UNITS = PEOPLE | {
    *("animals", "households", "clusters", "doses", "samples"),
    *("communes", "districts", "places", "facilities", "beds"),
}


def decide(src: Source, figures: list[Found]) -> list[Relation]:
    raised = _raised(src, figures)
    settled = {r.spans[-1] for r in raised}
    stepped = [r for r in ledger.decide(src, figures) if r.spans[-1] not in settled]
    return [*_running(src, figures), *stepped, *raised]


def _exact(f: Found) -> bool:
    return f.approx is None and f.unit in _UNITS


def _is_running(src: Source, f: Found) -> bool:
    return bool(_RUNNING.search(src.low, f.sentence[0], f.start))


def _running(src: Source, figures: list[Found]) -> list[Relation]:
    """A running total cannot be less than what was added in the period it includes."""
    found = []
    for i, total in enumerate(figures):
        if not _exact(total) or total.compare or not _is_running(src, total):
            continue
        between = src.low[max(total.sentence[0], total.start - 90) : total.start]
        added = [
            f
            for f in figures[max(0, i - 4) : i]
            if _exact(f)
            and f.unit == total.unit
            and (not f.compare or f.compare.startswith("thêm"))
            and f.paragraph == total.paragraph
            and not _is_running(src, f)
            and _NEW.search(src.low, max(f.sentence[0], f.start - 60), f.start)
        ]
        if not added or "cùng kỳ" in between:
            continue
        new = added[0]
        if new.value > total.value:
            words = f"Lũy kế {said(total.value)} nhỏ hơn số mới trong kỳ {said(new.value)}."
            found.append(
                Relation(
                    "cumulative",
                    FAILS,
                    total.value,
                    new.value,
                    words,
                    [(new.start, new.end), (total.start, total.end)],
                )
            )
    return found


def _raised(src: Source, figures: list[Found]) -> list[Relation]:
    """ "thêm 26 ca, nâng tổng số từ 1.230 lên 1.256 ca"; without the old number an earlier one."""
    found = []
    for i, f in enumerate(figures):
        follows = figures[i + 1] if i + 1 < len(figures) else None
        raised = _exact(f) and _RAISED.search(src.low, max(f.sentence[0], f.start - 120), f.start)
        if not raised or follows is None or not _TO.match(_unbracketed(src, f.end, follows.start)):
            if not (
                _exact(f)
                and re.search(
                    r"(?:nâng|đưa)\s(?:tổng )?số[^;.\d]{0,80}?lên(?:\s\w+){0,2}?\s$",
                    src.low[max(f.sentence[0], f.start - 130) : f.start],
                )
            ):
                continue
            old, new_total = _earlier(src, figures, i) or _named_later(src, figures, i), f
        else:
            if not _exact(follows):
                continue
            old, new_total = f, follows
        added = _added(src, figures, i, f)
        if old is None or added is None:
            continue
        total = old.value + added.value
        verdict = HOLDS if total == new_total.value else FAILS
        words = (
            f"{said(old.value)} + {said(added.value)} = {said(total)}; văn bản nêu {said(new_total.value)}."
        )
        spans = [(x.start, x.end) for x in (old, added, new_total)]
        found.append(Relation("cumulative", verdict, new_total.value, total, words, spans))
    return found


def _unbracketed(src: Source, begin: int, end: int) -> str:
    """ "từ 188 ca (tuần 41) lên …": the words without their brackets."""
    return re.sub(r"\([^()]*\)\s?", "", src.low[begin:end])


def _added(src: Source, figures: list[Found], i: int, f: Found) -> Found | None:
    before = [
        g
        for g in figures[max(0, i - 4) : i]
        if _exact(g)
        and same_kind(g, f)
        and g.paragraph == f.paragraph
        and not _is_running(src, g)
        and src.flat.count("(", g.sentence[0], g.start) == src.flat.count(")", g.sentence[0], g.start)
    ]
    return (
        before[0] if before and not _SUBSET.search(src.low, before[0].sentence[0], before[0].start) else None
    )


def _earlier(src: Source, figures: list[Found], i: int) -> Found | None:
    return next(
        (g for g in reversed(figures[:i]) if _exact(g) and g.unit == figures[i].unit and _is_running(src, g)),
        None,
    )


def _named_later(src: Source, figures: list[Found], i: int) -> Found | None:
    """ "… lên 30.118 ca. Trước đó, lũy kế đến hôm qua là 29.213 ca"."""
    for g in figures[i + 1 : i + 3]:
        lead = src.low[g.sentence[0] : g.start]
        before = re.match(r"trước đó|hôm qua|đến hết hôm qua|ngày hôm trước", lead)
        if before and _exact(g) and g.unit == figures[i].unit and _is_running(src, g):
            return g
    return None
