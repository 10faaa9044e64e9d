"""Totals and their parts: which figures of a text are said to make up which."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from giaoban.reading.figures import Found
from giaoban.reading.items import PEOPLE, Item, items_of, same_kind
from giaoban.reading.source import Source

_WHOLE = re.compile(
    r"(?:bao gồm|gồm có|gồm|cụ thể|chia ra|như sau|phân theo|phân bố|lần lượt|trong số đó gồm)(?!\w)"
)
_OF_WHICH = re.compile(r"(?:trong đó|trong số này|trong số đó|trong tổng số|trong số)(?!\w)")
_NEXT = re.compile(
    r"\s*(?:\(|trong đó|cụ thể|bao gồm|gồm|trong số này|trong số đó|phân theo|các tỉnh|các địa phương"
    r"|các huyện|các xã|số ca mắc (?:ghi nhận|phân bố)|các ca (?:mắc|bệnh)|số ca)"
)
_OPEN_LIST = re.compile(r"\(\s*(?:trong đó|có|riêng|chủ yếu|tập trung|nhiều nhất|cao nhất)(?!\w)")
_COMPLETE = (
    {"community", "quarantined"},
    {"imported", "domestic"},
    {"male", "female"},
    {"tier1", "tier2", "tier3"},
    {"recovered", "treated"},
    {"recovered", "treated", "dead"},
)
_COMMUNITY = {"community", "quarantined"}
_SETTINGS = {"community", "quarantined", "imported"}
_PLACES = re.compile(r"(\d{1,3})\s(?:huyện|tỉnh|địa phương|xã|quận|thị xã|phường|thành phố|thôn|đơn vị)")
_TOTALS = re.compile(
    r"(?:tổng cộng|tổng số là|cộng chung|tất cả là|cộng lại"
    r"|cộng (?:cả )?(?:hai|ba|các|2|3) (?:tháng|tuần|quý|đợt))(?!\w)"
)

_SUMMED = re.compile(
    r"[^.;()\d]{0,25}[,;.]\s(?:tổng|cộng)(?: số| cả)?(?: hai| ba| các)?(?: tháng| tuần)?(?: là)?\s"
)


@dataclass
class Group:
    """A total and the parts said to make it up."""

    total: Found
    parts: list[Item]
    whole: bool  # the words say that the parts are all there is
    others: list[Found] = field(default_factory=list)  # further totals the list may belong to

    @property
    def sum(self) -> Decimal:
        return sum((p.value for p in self.parts), Decimal(0))


def groups(src: Source, figures: list[Found]) -> list[Group]:
    """All totals with parts, sentence by sentence."""
    items = items_of(src, figures)
    by_sentence: dict[tuple[int, int], list[Item]] = {}
    for item in items:
        by_sentence.setdefault(item.found.sentence, []).append(item)
    found: list[Group] = []
    previous: list[Item] = []
    for sentence, members in by_sentence.items():
        found.extend(_bracketed(src, members))
        here = _listed(src, sentence, members)
        found.extend(here)
        if not here and previous and previous[0].found.paragraph >= members[0].found.paragraph - 2:
            more = _continued(src, sentence, members, previous)
            found.extend(more)
            if more:
                continue  # the next list speaks of the same total
        found.extend(_summed(src, members))
        previous = members
    return found + _outcomes(items, found)


def _bracketed(src: Source, members: list[Item]) -> list[Group]:
    """ "1.899 ca (1.683 ca cộng đồng, 215 ca đã quản lý)"."""
    found = []
    for i, total in enumerate(members):
        rest = members[i + 1 :]
        if (
            not rest
            or rest[0].depth != total.depth + 1
            or total.found.unit in {"places", "districts", "provinces"}
        ):
            continue
        gap = src.flat[total.found.end : rest[0].found.start]
        if gap.count("(") != 1 or ")" in gap or len(gap) > 120 or ";" in gap:
            continue
        close = src.flat.find(")", rest[0].found.end)
        parts = [
            m
            for m in rest
            if m.depth == total.depth + 1
            and m.found.end <= close
            and same_kind(total.found, m.found)
            and m.mate is None
        ]
        if len(parts) >= 2:
            whole = not _OPEN_LIST.search(gap.lower())
            found.append(Group(total.found, parts, whole or _complete(parts)))
    return found


def _complete(parts: list[Item]) -> bool:
    roles = {p.role for p in parts if p.role}
    if all(p.role for p in parts) and _COMMUNITY <= roles <= _SETTINGS:
        return True  # where cases were found: in the community, in quarantine, in an area locked down
    return "rest" in roles or (any(roles == c for c in _COMPLETE) and len(roles) == len(parts))


def _listed(src: Source, sentence: tuple[int, int], members: list[Item]) -> list[Group]:
    """ "T, trong đó a và b", "trong tổng số T: a; b"."""
    low = src.low
    found: list[Group] = []
    for i, total in enumerate(members[:-1]):
        after = next((m for m in members[i + 1 :] if same_kind(total.found, m.found)), None)
        if after is None or (total.depth and ")" in src.flat[total.found.end : after.found.start]):
            continue
        gap = low[total.found.end : after.found.start]
        lead = low[max(sentence[0], total.found.start - 24) : total.found.start]
        whole = bool(_WHOLE.search(gap)) or bool(_WHOLE.search(_between(low, total, members[i + 1 :])))
        listed = [m for m in members[i + 1 :] if m.depth == total.depth and same_kind(total.found, m.found)]
        colon = ":" in gap and len(listed) >= 2 and all(m.named for m in listed)
        colon = colon or (":" in gap and _weighed(total, listed))
        whole = whole or colon  # "250 ca mắc: xã A 120 ca, xã B …"
        rest = (
            listed[:2] if len(listed) == 2 and listed[1].role == "rest" and _alone(total, members[:i]) else []
        )
        opened = (
            whole
            or bool(rest and listed[0].value < total.value)
            or bool(_OF_WHICH.search(gap))
            or bool(re.search(r"trong (?:tổng )?số(?:\s\w+){0,2}\s*$", lead))
            or bool(re.search(r"(?:^|[,;:]\s?)trong\s$", low[sentence[0] : total.found.start]))
        )
        if not opened:
            continue
        parts = [m for m in members[i + 1 :] if m.depth == total.depth and same_kind(total.found, m.found)]
        parts = _until_next_total(low, parts) or _each_bracketed(src, total, members[i + 1 :])
        if len(parts) >= 2:
            found.append(
                Group(total.found, parts, whole or _complete(parts) or _as_many(src, sentence, parts))
            )
            break
    return found


def _each_bracketed(src: Source, total: Item, rest: list[Item]) -> list[Item]:
    """ "214 ca, phân bố tại: Quận 8 (61 ca), Bình Tân (58 ca)"."""
    alone = [
        m
        for m in rest
        if m.depth == total.depth + 1
        and same_kind(total.found, m.found)
        and src.flat[m.found.start - 1] == "("
        and src.flat[m.found.end : m.found.end + 1] == ")"
    ]
    return alone if len(alone) >= 3 else []


def _alone(total: Item, before: list[Item]) -> bool:
    """The first exact count of its kind in the sentence, itself no part of anything."""
    exact = total.found.approx is None and total.mate is None
    return exact and not any(same_kind(total.found, m.found) for m in before)


def _weighed(total: Item, parts: list[Item]) -> bool:
    """Parts after a colon, each with its share, are all there is if counts or shares add up."""
    mates: list[Decimal] = [p.mate.value for p in parts if p.mate]
    if len(parts) < 2 or len(mates) != len(parts):
        return False
    counts = sum((p.value for p in parts), Decimal(0))
    return counts == total.value or abs(sum(mates, Decimal(-100))) <= len(parts)


def _between(low: str, total: Item, rest: list[Item]) -> str:
    """Words between a total and the first part at the same depth, brackets left out."""
    first = next((m for m in rest if m.depth == total.depth), None)
    return re.sub(r"\([^)]*\)", "", low[total.found.end : first.found.start]) if first else ""


def _until_next_total(low: str, parts: list[Item]) -> list[Item]:
    kept: list[Item] = []
    for part in parts:
        begin = max(part.found.sentence[0], part.found.start - 40, kept[-1].found.end if kept else 0)
        before = low[begin : part.found.start]
        if kept and re.search(
            r"lũy kế|cộng dồn|tổng số|nâng tổng|từ đầu|đến nay|trong đó|so với|tuần trước|cùng kỳ|ngoài ra",
            before,
        ):
            break
        kept.append(part)
    return kept


def _as_many(src: Source, sentence: tuple[int, int], parts: list[Item]) -> bool:
    """The text says how many places there are, and so many are listed."""
    told = {int(m[1]) for m in _PLACES.finditer(src.low, max(0, sentence[0] - 400), sentence[1])}
    return len(parts) in told and all(p.named for p in parts)


def _continued(
    src: Source, sentence: tuple[int, int], members: list[Item], previous: list[Item]
) -> list[Group]:
    """A list in the next sentence: "Trong đó, …", "(Đông Triều 75 ca; …)", "Các tỉnh … như sau: …"."""
    begin = sentence[0]
    opens = _NEXT.match(src.low, begin)
    listed = sum(1 for m in members if m.named) >= 3
    if not opens and not listed:
        return []
    totals = [
        m.found
        for m in previous
        if m.found.approx is None
        and m.depth == 0
        and m.found.unit in PEOPLE | {"animals", "households", "samples", "doses"}
    ]
    deep = min(m.depth for m in members)
    parts = [m for m in members if totals and same_kind(totals[-1], m.found) and (m.depth == deep or m.named)]
    parts = _until_next_total(src.low, parts)
    if not totals or len(parts) < 2:
        return []
    whole = (
        _complete(parts)
        or _as_many(src, sentence, parts)
        or bool(_WHOLE.search(src.low, begin, parts[0].found.start))
    )
    whole = whole or src.flat[begin] == "(" or _labelled(src, parts)
    if listed and not whole and not _NEXT.match(src.low, begin):
        return []
    roles = {p.role for p in parts}
    best = totals[0]
    if {"imported", "domestic"} & {p.role for p in previous if p.role} and not roles & {
        "imported",
        "domestic",
    }:
        best = next((m.found for m in previous if m.role == "domestic"), best)
    return [Group(best, parts, whole, [t for t in totals if t is not best])]


def _labelled(src: Source, parts: list[Item]) -> bool:
    """ "Trong đó: độ 1: 182 ca; độ 2a: 49 ca; độ 2b: 19 ca": a classification, each part with its label."""
    return len(parts) >= 3 and all(src.flat[p.found.start - 2 : p.found.start] == ": " for p in parts)


def _summed(src: Source, members: list[Item]) -> list[Group]:
    """ "A 10 ca, B 12 ca, tổng cộng 22 ca"."""
    for i, total in enumerate(members):
        gap = src.low[members[i - 1].found.end : total.found.start] if i else ""
        opened = i >= 2 and re.search(
            r"(?:gồm|có)\s$", src.low[members[0].found.sentence[0] : members[0].found.start]
        )
        if i >= 2 and (_TOTALS.search(gap) or (opened and _SUMMED.fullmatch(gap))):
            parts = [m for m in members[:i] if m.depth == total.depth and same_kind(total.found, m.found)]
            if len(parts) >= 2:
                return [Group(total.found, parts, True)]
    return []


def _outcomes(items: list[Item], known: list[Group]) -> list[Group]:
    """Cases = recovered + under treatment (+ dead), told over neighbouring sentences."""
    found: list[Group] = []
    taken = {id(p.found) for g in known for p in g.parts}
    for i, total in enumerate(items):
        if total.role is not None or total.found.unit != "cases" or total.found.approx or total.depth:
            continue
        near = [
            m for m in items[i + 1 : i + 5] if m.found.paragraph == total.found.paragraph and m.depth == 0
        ]
        roles: dict[str, Item] = {}
        for m in near:
            if m.role in {"recovered", "treated", "dead"} and m.role not in roles and m.found.approx is None:
                roles[m.role] = m
            elif m.role is None and m.found.unit == "cases":
                break
        if {"recovered", "treated"} <= set(roles) and not any(id(m.found) in taken for m in roles.values()):
            found.append(Group(total.found, list(roles.values()), True))
    return found
