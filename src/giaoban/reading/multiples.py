"""Multiples against their counts: "46 ca, gấp 3 lần so với tháng trước (23 ca)"."""

from __future__ import annotations

from decimal import Decimal

from giaoban.reading.bases import base_told, now_told
from giaoban.reading.changes import from_before, to_between
from giaoban.reading.figures import Found
from giaoban.reading.items import same_kind, sentence_by_sentence
from giaoban.reading.relation import FAILS, HOLDS, UNDECIDED, Relation, fits, rounded, said
from giaoban.reading.source import Source

# A whole multiple this far above the true ratio is no rounding (a guess).
_SHORT = Decimal("0.85")


def decide(src: Source, figures: list[Found]) -> list[Relation]:
    found: list[Relation] = []
    for members, earlier in sentence_by_sentence(figures):
        found.extend(_multiples(src, members, earlier))
    return found


def _multiples(src: Source, members: list[Found], earlier: list[Found]) -> list[Relation]:
    """ "46 ca, gấp 3 lần so với tháng trước (23 ca)": the ratio of both counts."""
    found: list[Relation] = []
    for i, f in enumerate(members):
        if f.unit != "times" or "gấp" not in src.low[max(f.sentence[0], f.start - 12) : f.end]:
            continue
        now = now_told(src, members[:i])
        base = base_told(src, members, i, earlier, now) if now else None
        ends = _ends_after(src, members[i + 1 : i + 3]) or _ends_before(src, members[max(0, i - 2) : i], f)
        if ends is not None and base is None:
            base, now = ends[0].value, ends[1]
        if now is None or not base:
            continue
        exact = now.value / base
        verdict = fits(exact, f.value, f.number.decimals, f.approx)
        if verdict == FAILS and abs(exact - f.value) <= f.value / 10:
            verdict = UNDECIDED  # "gấp 3 lần" for 2.9: rounded speech
        if verdict == HOLDS and exact < f.value * _SHORT:
            verdict = FAILS  # "gấp 3 lần" for 2.5 rounds, yet says more than there is
        words = (
            f"{said(now.value)} / {said(base)} = {said(exact, 2)} lần; văn bản nêu gấp {said(f.value)} lần."
        )
        spans = [(now.start, now.end), (f.start, f.end)]
        found.append(Relation("change", verdict, f.value, rounded(exact, 2), words, spans))
    return found


def _ends_after(src: Source, after: list[Found]) -> tuple[Found, Found] | None:
    """ "gấp đôi, từ 140 ca tuần trước lên 280 ca"."""
    if len(after) < 2 or not from_before(src, after[0]):
        return None
    old, new = after
    both = same_kind(old, new) and not old.approx and not new.approx and old.value > 0
    return (old, new) if both and to_between(src, old, new) else None


def _ends_before(src: Source, before: list[Found], f: Found) -> tuple[Found, Found] | None:
    """ "tăng từ 1.200 con lên 3.000 con (gấp 2,5 lần)"."""
    ends = _ends_after(src, before)
    return ends if ends is not None and len(src.low[ends[1].end : f.start]) < 20 else None
