"""Documents a text rests on: laws, decrees, conclusions, dispatches cited by number or name."""

from __future__ import annotations

import re

from giaoban.reading.bodies import body_at
from giaoban.reading.dates import DATE_TEXT
from giaoban.reading.letters import UP
from giaoban.reading.source import Source

_KIND = (
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Chỉ thị|Công điện|Thông tư(?: liên tịch)?"
    r"|Thông báo"
    r"|Kết luận|Kế hoạch|Công văn|Hướng dẫn|Quy định|Văn bản|Tờ trình|Quy chế|Thông tri)"
)
_SYMBOL = r"\d{1,5}[a-zđ]?(?:\s?[-/]\s?[A-ZĐƯƠ0-9][\wĐđƯưƠơ&]*(?:\s?[-/]\s?[\wĐđƯưƠơ&]+)*)"
_CITED = re.compile(
    rf"{_KIND}(?:\s+khẩn|\s+hỏa tốc|\s+liên tịch)?\s+(?:số\s*:?\s*)?(?:{_SYMBOL}|\d{{1,4}}(?!\s*(?:/"
    rf"|ngày\s+{_KIND})))"
    rf"(?:,?\s+(?:ngày\s+)?{DATE_TEXT})?"
)
_LAW = re.compile(
    rf"(?:Căn cứ|căn cứ|theo|Theo|Thực hiện|thực hiện)\s+((?:Bộ luật|Luật"
    rf"|Pháp lệnh)\s+[{UP}][^;.\n]{{3,110}}?"
    rf"(?=;|\.|\n|,?\s+(?:và|Luật|Nghị định)\s|$))"
)
_OF = re.compile(r",?\s+của\s+")


def legal_bases(src: Source, own_number: str | None, stop: int) -> list[str]:
    """Citations in order of appearance, each once, verbatim but with single blanks."""
    found: list[tuple[int, str]] = [(m.start(1), m[1]) for m in _LAW.finditer(src.flat, 0, stop)]
    for match in _CITED.finditer(src.flat, 0, stop):
        end = match.end()
        by = _OF.match(src.flat, end, stop)
        issuer = body_at(src, by.end(), min(stop, by.end() + 160), flexible=False) if by else None
        if issuer:
            end = issuer.units[0][1]
        if own_number and own_number in match[0]:
            continue
        if any(a <= match.start() < a + len(t) for a, t in found):
            continue
        found.append((match.start(), src.flat[match.start() : end]))
    ordered: list[str] = []
    seen: set[str] = set()
    for _, text in sorted(found):
        key = " ".join(text.lower().split())
        if not any(key == k or (key in k) for k in seen):
            seen.add(key)
            ordered.append(text.strip(" ,"))
    return ordered
