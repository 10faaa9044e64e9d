"""Places of a text judged against the gazetteer: is there such a province, such a commune there?"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from giaoban.kernel.text import fold
from giaoban.reading.gazetteer import Gazetteer, default_gazetteer
from giaoban.reading.letters import UP
from giaoban.reading.names import NAME
from giaoban.reading.relation import FAILS, HOLDS, UNDECIDED
from giaoban.reading.source import Source

_NAME = rf"[{UP}][\w'’]*(?:(?: - | |-)[{UP}][\w'’]*){{0,4}}"
_TYPED = re.compile(
    rf"(?<!\w)(?P<t>tỉnh|Tỉnh|huyện|Huyện|quận|Quận|thị xã|Thị xã|thành phố|Thành phố|TP\.?|xã|Xã|phường"
    rf"|Phường|thị trấn|Thị trấn)"
    rf" +(?P<n>{_NAME})"
)
# "Phó Chủ tịch UBND tỉnh Trịnh Văn Khang": after a post the words behind the seat name its holder
_POST = re.compile(r"(?:chủ tịch|bí thư|ủy viên|trưởng|giám đốc|đồng chí|ông|bà)(?!\w)[^.;:\n]{0,80}$")
_HOLDER = re.compile(rf"{NAME}$")
_PROVINCES = re.compile(
    r"(?:(?:các|số|nhiều|những|một số|tại|ở|với|từ|và)\s(?:\d+\s)?(?:tỉnh, thành phố|tỉnh, thành"
    r"|tỉnh)(?:\s+lân cận|\s+giáp ranh)?[^.;:()A-ZĐ]{0,60}?(?:là|:|gồm|như|sau)\s*:?\s*)"
)
_LISTED = re.compile(
    rf"(?:(?:TP\.?\s?|Thành phố\s|thành phố\s"
    rf"|tỉnh\s)?(?P<n>{_NAME}))(?:\s*\([^()]*\))?(?:\s*\d[\d.]*(?:\s?ca)?)?(?P<s>\s*(?:,|;|\svà\s|và\s))?\s*"
)
_LEVELS = {
    "tỉnh": "province",
    "huyện": "district",
    "quận": "district",
    "thị xã": "district",
    "xã": "commune",
    "phường": "commune",
    "thị trấn": "commune",
}
_SHORT = {
    "hcm": "Hồ Chí Minh",
    "tp hcm": "Hồ Chí Minh",
    "hồ chí minh": "Hồ Chí Minh",
    "huế": "Thừa Thiên Huế",
    "tphcm": "Hồ Chí Minh",
    "tp.hcm": "Hồ Chí Minh",
    "bà rịa-vũng tàu": "Bà Rịa - Vũng Tàu",
    "vũng tàu": "Bà Rịa - Vũng Tàu",
}
_NO_NAME = re.compile(
    r"(?:Đoàn|Ủy|Đảng|Công|Trung|Ban|Hội|Phòng|Sở|Y|Covid|COVID|Tỉnh|UBND|HĐND|MTTQ|BCĐ|Bộ|Chủ|Bí)\b"
)
# Parts of the country stand after "các tỉnh" as names do.
_REGION = re.compile(
    r"(?:Tây Nguyên|Tây Bắc|Đông Bắc|Việt Bắc|(?:Đông |Tây )?Nam Bộ|Bắc Bộ|Trung Bộ|(?:Bắc |Nam )?Trung Bộ"
    r"|Miền |Đồng bằng|Đồng Bằng|Duyên hải|Trung du|Bắc Trung|Nam Trung|Tây Nam|Đông Nam)"
)
# The tree of 2021 stood until 30/6/2025; communes were merged every few years before and after.
_TREE_FROM, _TREE_TO = date(2021, 1, 1), date(2025, 6, 30)
_SUGGESTIONS = 5


def judge(src: Source, stop: int, gazetteer: Gazetteer | None, on: date | None) -> list[dict[str, Any]]:
    """Every place named with its kind, and every name in a list of provinces."""
    places = gazetteer or default_gazetteer()
    found: dict[int, dict[str, Any]] = {}
    for begin, end, name in _listed_provinces(src, stop):
        if _REGION.match(name):
            continue
        found[begin] = _verdict(src, places, name, "province", begin, end, None, on)
    for match in _TYPED.finditer(src.flat, 0, stop):
        kind = match["t"].lower().rstrip(".")
        name = _cut(match["n"], places)
        if _REGION.match(name):
            continue
        if match.start("n") in found or _NO_NAME.match(name) or name.isupper() or match["n"][0].isdigit():
            continue
        level = _LEVELS.get(kind)
        begin = match.start("n")
        end = begin + len(name)
        item = _typed(src, places, name, kind, level, begin, end, on)
        if item:
            found[begin] = item
    return [found[k] for k in sorted(found)]


def _cut(name: str, places: Gazetteer) -> str:
    """ "Lý Nhân - Chủ tịch": a dash ends a name unless the name itself has one."""
    known = any(places.find(name, level) for level in ("province", "district", "commune"))
    return name if known else name.partition(" - ")[0]


def _typed(
    src: Source,
    places: Gazetteer,
    name: str,
    kind: str,
    level: str | None,
    begin: int,
    end: int,
    on: date | None,
) -> dict[str, Any] | None:
    if level is None:  # "thành phố" is a province or a district (or neither is known)
        level = "province" if places.find(_SHORT.get(name.lower(), name), "province") else "district"
        if level == "district" and len(name.split()) > 3 and not places.find(name, level):
            name = " ".join(name.split()[:2])
            end = begin + len(name)
    shorter = name
    while shorter and not places.find(_SHORT.get(shorter.lower(), shorter), level):
        shorter = " ".join(shorter.split()[:-1])
    if shorter and len(shorter.split()) >= 2:
        name, end = shorter, begin + len(shorter)
    if len(shorter.split()) < 2 and _is_holder(src, name, begin):
        return None
    parent = _parent(src, end, places)
    return _verdict(src, places, name, level, begin, end, parent, on)


def _is_holder(src: Source, name: str, begin: int) -> bool:
    return bool(_HOLDER.match(name)) and bool(_POST.search(src.low, max(0, begin - 120), begin))


_PARENT = re.compile(rf"\s*[,(]?\s*(?:huyện|quận|thị xã|thành phố|TP\.?|thuộc huyện)\s+(?P<n>{_NAME})")


def _parent(src: Source, end: int, places: Gazetteer) -> str | None:
    match = _PARENT.match(src.flat, end)
    return _cut(match["n"], places) if match else None


def _listed_provinces(src: Source, stop: int) -> list[tuple[int, int, str]]:
    found = []
    for lead in _PROVINCES.finditer(src.flat, 0, stop):
        pos = lead.end()
        for _ in range(80):  # there are 63 provinces
            match = _LISTED.match(src.flat, pos, stop)
            if not match:
                break
            name = match["n"]
            found.append((match.start("n"), match.end("n"), name))
            if not match["s"]:
                break
            pos = match.end()
    return found


def _verdict(
    src: Source,
    places: Gazetteer,
    name: str,
    level: str,
    begin: int,
    end: int,
    parent: str | None,
    on: date | None,
) -> dict[str, Any]:
    known = places.find(_SHORT.get(name.lower(), name), level)
    suggestions: list[str] = []
    if known and (
        parent is None
        or level != "commune"
        or any(p.parent and fold(p.parent) == fold(parent) for p in known)
        or not places.find(parent, "district")
    ):
        verdict = HOLDS
    elif known:
        verdict = UNDECIDED
        suggestions = [f"{p.kind} {p.name}, {p.parent}" for p in known[:_SUGGESTIONS]]
    else:
        inside = on is None or _TREE_FROM <= on <= _TREE_TO
        verdict = FAILS if level == "province" or (level == "district" and inside) else UNDECIDED
        suggestions = suggest(places, name, level, parent)
    start, finish = src.span(begin, end)
    return {
        "text": src.text[start:finish],
        "start": start,
        "end": finish,
        "verdict": verdict,
        "suggestions": suggestions,
    }


def suggest(places: Gazetteer, name: str, level: str, parent: str | None = None) -> list[str]:
    """Names of that level that share a word in its place or are spelled nearly alike."""
    from rapidfuzz.distance import Levenshtein

    words = fold(name).split()
    pool = [p.name for p in places.children(parent, level)] if parent else []
    scored = []
    for candidate in pool or places.names(level):
        other = fold(candidate).split()
        shared = sum(a == b for a, b in zip(words, other, strict=False)) if len(words) == len(other) else 0
        distance = Levenshtein.distance(" ".join(words), " ".join(other))
        if shared or distance <= 2:
            scored.append((distance - shared, candidate))
    return [candidate for _, candidate in sorted(scored)[:_SUGGESTIONS]]
