"""Bodies and posts recognised by their grammar: head, branch, level, place, and lists of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from giaoban.reading import heads
from giaoban.reading.fields import field_at
from giaoban.reading.markers import UPPER
from giaoban.reading.phrases import skip_blank
from giaoban.reading.source import Source
from giaoban.reading.verbs import ACTIONS, MODALS, NOT_ORDERS, SPEECH, STRONG, verb_at

# A subject of more words than this before its verb is a sentence of its own (a guess).
_FLEXIBLE_WORDS = 12
_COLON = re.compile(r":\s")
_ORDINAL = re.compile(r"số \d{1,2}(?![\d/.-])")
# "(BCĐ)", "(CDC)": an aside this short only abbreviates the name before it.
_ACRONYM_WIDTH = 10
_GIVEN = ("được phân công", "được giao", "có liên quan", "có dịch", "có nguy cơ")


@dataclass(frozen=True)
class Body:
    """A body or a list of bodies: its stretch of flat text and its single members."""

    start: int
    end: int
    units: tuple[tuple[int, int], ...]
    person: bool = False


def body_at(src: Source, pos: int, end: int, flexible: bool = True) -> Body | None:
    """The body, or list of bodies, that begins at `pos`."""
    pos = skip_blank(src.low, pos, end)
    first = _unit(src, pos, end, False)
    if first is None:
        return None
    units = [(pos, first)]
    stop = first
    for _ in range(40):  # a list of recipients may be long, never endless
        link = heads.LINK.match(src.flat, stop, end) or _branches(src, stop, end)
        if not link:
            break
        after = _unit(src, link.end(), end, True)
        if after is None or (";" in link[0] and not _goes_on(src, after, end)):
            break
        if _separate(src, link.end(), end):
            units.append((link.end(), after))
        else:
            units[-1] = (units[-1][0], after)
        stop = after
    person = _is_person(src, pos, end)
    body = Body(_trim_start(src.low, pos, end), stop, tuple(units), person)
    return _stretch(src, body, end) if flexible else body


def _branches(src: Source, stop: int, end: int) -> re.Match[str] | None:
    """ "Giám đốc các sở: Y tế, Tài chính": a colon that only lists the branches."""
    colon = _COLON.match(src.flat, stop, end)
    before = ("các sở", "các ngành", "sở, ngành", "các bộ", "các phòng")
    if not colon or not src.low.endswith(before, 0, stop):
        return None
    return colon if field_at(src.low, colon.end(), end) > 0 else None


def _is_person(src: Source, pos: int, end: int) -> bool:
    inner, _ = _after_quantifiers(src.low, pos, end)
    honoured = src.low.startswith(("đồng chí", "ông ", "bà ", "đ/c"), pos)
    return honoured or heads.PERSONS.at(src.low, inner) > 0


def _trim_start(low: str, pos: int, end: int) -> int:
    """ "Đối với Sở Y tế" names Sở Y tế."""
    for lead in ("đối với ", "riêng "):
        if low.startswith(lead, pos):
            return pos + len(lead)
    return pos


def _goes_on(src: Source, pos: int, end: int) -> bool:
    """After a semicolon a list of bodies goes on only if an order or another body follows."""
    rest = src.low[pos : pos + 3].strip()
    return rest[:1] in {",", ";", ":"} or rest.startswith("và") or bool(verb_at(src.low, pos, end))


def _after_quantifiers(low: str, pos: int, end: int) -> tuple[int, bool]:
    counted = False
    for _ in range(3):
        step = heads.QUANTIFIERS.at(low, pos)
        if step < 0:
            break
        pos, counted = skip_blank(low, step, end), True
    return pos, counted


def _separate(src: Source, pos: int, end: int) -> bool:
    """Whether a list member is a body of its own, not a word that completes the one before."""
    inner, counted = _after_quantifiers(src.low, pos, end)
    free = heads.FREE.at(src.low, inner) > 0 or heads.PEOPLE.at(src.low, inner) > 0
    return counted or free or (heads.NAMED.at(src.low, inner) > 0 and src.flat[inner] in UPPER)


def _unit(src: Source, pos: int, end: int, listed: bool) -> int | None:
    """End of one body beginning at `pos`; `listed` when a list is already under way."""
    low = src.low
    inner, counted = _after_quantifiers(low, pos, end)
    head = max(heads.FREE.at(low, inner), heads.PEOPLE.at(low, inner))
    plain = max(heads.COUNTED.at(low, inner), -1) if counted or listed else -1
    named = heads.NAMED.at(low, inner)
    if named > 0 and not _named(src, inner, named, end):
        named = -1
    stop = max(head, plain, named)
    if stop <= 0:
        return _bare_member(src, inner, end, counted, listed)
    action = ACTIONS.at(low, inner)
    if action > stop or (action == stop and not (counted or src.flat[inner] in UPPER)):
        return _bare_member(src, inner, end, counted, listed)
    if low.startswith("lãnh đạo", inner) and not counted and verb_at(low, inner + 8, end):
        return None  # "Lãnh đạo bảo đảm …" orders to lead, it names nobody
    if low.startswith("trường hợp", inner) or low.startswith("bộ phận", inner):
        return None
    return _complete(src, inner, stop, end)


def _named(src: Source, pos: int, stop: int, end: int) -> bool:
    """ "Báo Quảng Ninh", "Sở Y tế": a head that needs its name after it."""
    after = skip_blank(src.low, stop, end)
    if heads.FIELD_HEADS.at(src.low, pos) == stop and field_at(src.low, after, end) > 0:
        return True
    return after < end and src.flat[after] in UPPER and src.flat[after - 1] == " "


def _bare_member(src: Source, pos: int, end: int, counted: bool, listed: bool) -> int | None:
    """A person's name, or in a list a branch ("Sở Y tế, Tài chính") or a place of that name."""
    name = _proper(src, pos, end)
    if counted and name:
        return _complete(src, pos, name, end)
    if not listed or pos >= end:
        return None
    branch = field_at(src.low, pos, end)
    if branch > 0 and _closes(src, branch, end):
        return _complete(src, pos, branch, end)
    tail = heads.TAILS.at(src.low, pos)
    if tail > 0 and _closes(src, tail, end):
        return _complete(src, pos, tail, end)
    return name if name and _closes(src, name, end) else None


def _closes(src: Source, pos: int, end: int) -> bool:
    """A loose member of a list is believed when a list, an order or an end follows."""
    at = skip_blank(src.low, pos, end)
    if at >= end or src.flat[at] in ",;:/-.)":
        return True
    return src.low.startswith(("và ", "cùng ", "của ", "trên địa bàn", "tỉnh", "các cấp"), at) or bool(
        verb_at(src.low, at, end)
    )


def _proper(src: Source, pos: int, end: int) -> int:
    """End of a run of capitalised words, or 0."""
    stop = 0
    while pos < end and src.flat[pos] in UPPER:
        while pos < end and src.flat[pos].isalnum():
            pos += 1
        stop = pos
        pos = skip_blank(src.flat, pos, end)
        if pos == stop:
            break
    return stop


def _complete(src: Source, head: int, stop: int, end: int) -> int:
    """Add branch, purpose, level, place name, nested body and aside to a head."""
    low = src.low
    fields = heads.FIELD_HEADS.at(low, head) > 0 or low.endswith((" phòng", " sở", " ngành"), head, stop)
    nests = heads.PEOPLE.at(low, head) > 0 or low.endswith((" quản lý", " đại diện", "bql"), head, stop)
    for _ in range(12):
        at = skip_blank(low, stop, end)
        if at >= end:
            break
        step = -1
        if src.flat[at] == "(":
            aside = heads.ASIDE.match(src.flat, stop, end)
            short = aside is not None and len(aside[0]) <= _ACRONYM_WIDTH
            step = aside.end() if aside and (short or _after_aside(src, aside.end(), end)) else -1
        elif src.flat[at] == "-":
            acronym = heads.ACRONYM.match(src.flat, stop, end)
            step = acronym.end() if acronym else -1
        elif number := _ORDINAL.match(low, at, end):  # "Đội Quản lý thị trường số 4"
            step = number.end()
        elif src.flat[at].isdigit():
            step = _numbered(src, at, end)
        elif at > stop:
            step = _completion(src, at, end, fields, nests)
        if step <= stop:
            break
        fields = nests = False
        nests = heads.PEOPLE.at(low, at) > 0
        fields = heads.FIELD_HEADS.at(low, at) > 0 or nests
        stop = step
    return stop


def _numbered(src: Source, at: int, end: int) -> int:
    """ "Ban Chỉ đạo 389 quốc gia", "Đội Quản lý thị trường số 1": a number inside a name."""
    stop = at
    while stop < end and src.flat[stop].isdigit():
        stop += 1
    return stop if stop - at <= 3 and src.low[stop : stop + 2].strip()[:1].isalpha() else -1


def _completion(src: Source, at: int, end: int, fields: bool, nests: bool) -> int:
    low = src.low
    branch = field_at(low, at, end) if fields else -1
    purpose = heads.PURPOSE.match(low, at, end)
    level = heads.LEVEL.match(low, at, end)
    nested = -1
    inner, _ = _after_quantifiers(low, at + (4 if low.startswith("của ", at) else 0), end)
    if nests or low.startswith("của ", at) or heads.FREE.at(low, inner) > 0:
        head = max(heads.FREE.at(low, inner), heads.PEOPLE.at(low, inner), heads.COUNTED.at(low, inner))
        if head > 0 and not ACTIONS.at(low, inner) >= head:
            nested = head
    best = max(
        branch,
        purpose.end() if purpose else -1,
        level.end() if level else -1,
        nested,
        heads.TAILS.at(low, at),
    )
    if best > 0 and ACTIONS.at(low, at) > best:
        return -1
    return best if best > 0 else (_proper(src, at, end) or -1)


def _after_aside(src: Source, pos: int, end: int) -> bool:
    at = skip_blank(src.low, pos, end)
    return at < end and (src.flat[at] in ",;:" or bool(verb_at(src.low, at, end)))


def _stretch(src: Source, body: Body, end: int) -> Body:
    """Let unknown words complete the last member when a strong order follows them."""
    low, pos = src.low, skip_blank(src.low, body.end, end)
    if pos >= end or not src.flat[pos].isalpha() or pos == body.end:
        return body
    given = next((g for g in _GIVEN if low.startswith(g, pos)), "")
    if not given and (verb_at(low, pos, end) or _no_stretch(low, pos)):
        return body
    pos += len(given) - 2 if given else 0  # "được phân công" is no order: step into its last word
    for _ in range(_FLEXIBLE_WORDS):
        while pos < end and (low[pos].isalnum() or low[pos] in "-/"):
            pos += 1
        stop = pos
        pos = skip_blank(low, pos, end)
        if pos >= end or pos == stop or not low[pos].isalnum() or NOT_ORDERS.at(low, pos) > 0:
            return body
        if SPEECH.at(low, pos) > 0 and STRONG.at(low, pos) < 0:
            return body
        action = ACTIONS.at(low, pos)  # after a name in capitals any verb of two syllables will do
        named = stop > body.end and src.flat[body.start] in UPPER and " " in low[pos : max(action, pos)]
        if STRONG.at(low, pos) > 0 or named:
            units = (*body.units[:-1], (body.units[-1][0], stop))
            return Body(body.start, stop, units, body.person)
    return body


def _no_stretch(low: str, pos: int) -> bool:
    return NOT_ORDERS.at(low, pos) > 0 or SPEECH.at(low, pos) > 0 or MODALS.at(low, pos) > 0
