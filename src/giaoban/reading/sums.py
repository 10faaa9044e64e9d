"""Totals against their parts, and the single changes that would reconcile them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from giaoban.reading.groups import Group
from giaoban.reading.items import Item
from giaoban.reading.relation import FAILS, HOLDS, UNDECIDED, Relation, fits, said
from giaoban.reading.source import Source

# A remainder this small beside a long list of places is a slip, not an unnamed rest (a guess).
_SLIP = Decimal("0.005")


def decide(src: Source, group: Group) -> Relation | None:
    """The total of a group against the sum of its parts."""
    total, parts = group.total, group.parts
    spans = [(total.start, total.end), *((p.found.start, p.found.end) for p in parts)]
    shown = " + ".join(said(p.value) for p in parts) if len(parts) <= 15 else f"{len(parts)} số"
    sum_said = f"{shown} = {said(group.sum)}"
    if any(p.found.approx for p in parts) or total.approx:
        return _rough(group, spans, sum_said)
    if group.sum == total.value:
        return Relation("sum", HOLDS, total.value, group.sum, f"{sum_said}, đúng bằng tổng nêu.", spans)
    for other in group.others:
        if other.value == group.sum and other.approx is None:
            spans[0] = (other.start, other.end)
            return Relation("sum", HOLDS, other.value, group.sum, f"{sum_said}, đúng bằng số đã nêu.", spans)
    places = len(parts) >= 3 and all(p.named for p in parts)
    gap = total.value - group.sum
    exceeds = gap < 0 and (places or group.whole)
    slip = places and len(parts) >= 4 and abs(gap) <= total.value * _SLIP
    words = (
        f"Các phần cộng lại {sum_said}, trong khi tổng nêu là {said(total.value)} (lệch {said(abs(gap))})."
    )
    if group.whole or exceeds or slip:
        return Relation("sum", FAILS, total.value, group.sum, words, spans)
    if not places and (gap < 0 or gap * 20 > total.value):
        return None  # parts picked out of a whole, nothing to weigh
    rest = "Văn bản không nói các phần này là toàn bộ, nên chưa kết luận được."
    return Relation("sum", UNDECIDED, total.value, group.sum, f"{words} {rest}", spans)


def _rough(group: Group, spans: list[tuple[int, int]], sum_said: str) -> Relation | None:
    """With "trên" or "gần" among them only a plain contradiction is a fault."""
    total = group.total
    exact_parts = not any(p.found.approx for p in group.parts)
    if not exact_parts or not group.whole:
        return None
    verdict = fits(group.sum, total.value, 0, total.approx)
    words = f"{sum_said}; văn bản nêu {_sign(total.approx)}{said(total.value)}."
    return Relation("sum", verdict, total.value, group.sum, words, spans)


def _sign(approx: str | None) -> str:
    return {">": "trên ", ">=": "ít nhất ", "<": "gần (dưới) ", "<=": "không quá ", "~": "khoảng "}.get(
        approx or "", ""
    )


def repairs(src: Source, group: Group, restated: list[Decimal]) -> list[dict[str, Any]]:
    """Each single number whose change would make the sum right, and what speaks for it."""
    gap = group.total.value - group.sum
    found = [_repair(src, group, None, group.sum, restated)]
    for part in group.parts:
        value = part.value + gap
        if value >= 0:
            found.append(_repair(src, group, part, value, restated))
    best = max((r["support"] for r in found), default=0)
    deviations = [r["deviation"] for r in found if r["support"] == best and r["deviation"] is not None]
    closest = min(deviations, default=None)
    for r in found:
        supported = best > 0 and r["support"] == best and (closest is None or r["deviation"] == closest)
        r["supported_by_shares"] = supported and any(p.mate for p in group.parts)
        r["note"] = _note(r, supported, restated)
    for r in found:
        del r["deviation"]
    return found


def _note(repair: dict[str, Any], supported: bool, restated: list[Decimal]) -> str:
    if supported and repair["supported_by_shares"]:
        return "Các tỷ lệ in trong văn bản phù hợp nhất với cách sửa này; hệ thống không kết luận số nào sai."
    if supported and repair["restated"]:
        return "Con số này được nêu ở chỗ khác trong văn bản; hệ thống không kết luận số nào sai."
    return "Cách sửa này làm phép cộng khớp; hệ thống không kết luận số nào sai."


def _repair(
    src: Source, group: Group, part: Item | None, value: Decimal, restated: list[Decimal]
) -> dict[str, Any]:
    """Support: how many printed shares fit after the change; then how near the others come."""
    total = value if part is None else group.total.value
    support, deviation, checked = 0, Decimal(0), False
    for item in group.parts:
        if item.mate is None or total <= 0:
            continue
        checked = True
        count = value if item is part else item.value
        exact = count / total * 100
        if fits(exact, item.mate.value, item.mate.number.decimals, item.mate.approx) == HOLDS:
            support += 1
        deviation += abs(exact - item.mate.value)
    again = part is None and value in restated
    figure = group.total if part is None else part.found
    start, end = src.span(figure.start, figure.end)
    return {
        "what": "total" if part is None else "part",
        "start": start,
        "end": end,
        "stated": int(figure.value),
        "would_be": int(value),
        "explanation": f"Đổi {said(figure.value)} thành {said(value)} thì phép cộng khớp.",
        "support": support + (1 if again else 0),
        "restated": again,
        "deviation": deviation if checked else None,
    }
