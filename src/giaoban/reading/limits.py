"""Bounds no figure may cross: a part and its whole, a hundred per cent, a rough number and its exact one."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from giaoban.reading.figures import Found
from giaoban.reading.groups import Group
from giaoban.reading.items import PEOPLE, Item, same_kind
from giaoban.reading.relation import FAILS, HOLDS, UNDECIDED, Relation, fits, said
from giaoban.reading.source import Source


def decide(src: Source, figures: list[Found], items: list[Item], groups: list[Group]) -> list[Relation]:
    found = []
    for f in figures:
        if f.of is not None and f.value > f.of:
            words = f"{said(f.value)} lớn hơn tổng {said(f.of)}."
            found.append(Relation("bound", FAILS, f.value, f.of, words, [(f.start, f.end)]))
        share_word = re.search(
            r"(?:chiếm|tỷ lệ bao phủ|đạt tỷ lệ)[^.;,\d]{0,30}$",
            src.low[max(f.sentence[0], f.start - 50) : f.start],
        )
        if f.unit == "percent" and not f.compare and f.value > 100 and share_word:
            words = f"Tỷ lệ {said(f.value, f.number.decimals)}% vượt quá 100%."
            found.append(Relation("bound", FAILS, f.value, Decimal(100), words, [(f.start, f.end)]))
    return found + _subsets(src, items, groups) + _restated(src, figures)


def _subsets(src: Source, items: list[Item], groups: list[Group]) -> list[Relation]:
    """One part "trong đó" cannot be more than its whole."""
    summed = {id(p.found) for g in groups for p in g.parts}
    found = []
    for whole, part in itertools.pairwise(items):
        if (
            id(part.found) in summed
            or id(whole.found) in summed
            or not same_kind(whole.found, part.found)
            or whole.found.unit not in PEOPLE | {"animals", "households", "communes"}
        ):
            continue
        near = whole.found.sentence == part.found.sentence or src.low.startswith(
            "trong đó", part.found.sentence[0]
        )
        gap = src.low[whole.found.end : part.found.start]
        if (
            not near
            or ";" in gap
            or not (re.search(r"trong đó|trong số (?:này|đó)|,\sriêng\s", gap) or _of(src, whole, gap))
        ):
            continue
        if whole.found.approx in {">", ">=", "~"} or part.found.approx in {"<", "<=", "~"}:
            continue
        verdict = FAILS if part.value > whole.value else HOLDS
        words = (
            f"{said(part.value)} {'lớn hơn' if verdict == FAILS else 'không vượt quá'} tổng "
            f"{said(whole.value)}."
        )
        found.append(
            Relation(
                "bound",
                verdict,
                part.value,
                whole.value,
                words,
                [(whole.found.start, whole.found.end), (part.found.start, part.found.end)],
            )
        )
    return found


def _of(src: Source, whole: Item, gap: str) -> bool:
    """ "trong tổng số 86 ca …", "trong 86 ca mắc có …"."""
    lead = src.low[max(whole.found.sentence[0], whole.found.start - 20) : whole.found.start]
    opened = re.search(r"(?:^|[,;:]\s)trong\s$", src.low[whole.found.sentence[0] : whole.found.start])
    return bool(re.search(r"trong tổng số\s$", lead)) or bool(
        opened and re.fullmatch(r"[^.;,()]{0,30}\scó\s", gap)
    )


def _restated(src: Source, figures: list[Found]) -> list[Relation]:
    """ "gần 1.200 người (1.215 người)": the exact number beside the rough one."""
    found = []
    for rough, exact in itertools.pairwise(figures):
        gap = src.flat[rough.end : exact.start]
        if (
            not rough.approx
            or exact.approx
            or not same_kind(rough, exact)
            or rough.unit in {"percent", "days"}
        ):
            continue
        if len(gap) > 40 or "(" not in gap or ")" in gap or re.search(r"trong đó|có|tăng|giảm|\d", gap):
            continue
        verdict = fits(exact.value, rough.value, 0, rough.approx)
        if verdict == UNDECIDED:
            continue
        words = f'{said(exact.value)} so với cách nói "{src.flat[rough.start : rough.end]}".'
        found.append(
            Relation(
                "bound",
                verdict,
                rough.value,
                exact.value,
                words,
                [(rough.start, rough.end), (exact.start, exact.end)],
            )
        )
    return found
