"""Who takes part in an order beside the one responsible."""

from __future__ import annotations

import re

from giaoban.reading.bodies import Body, body_at
from giaoban.reading.source import Source

_WITH = re.compile(
    r"(?<!\w)(?:(?:chủ động |tích cực )?phối,? (?:kết )?hợp(?:\s(?:chặt chẽ|kịp thời|đồng bộ|hiệu quả"
    r"|thường xuyên|tốt|cùng))*\s+(?:với|cùng|cùng với|giữa)"
    r"|(?:trực tiếp\s+)?cùng(?:\s+với)?|với sự (?:tham gia|phối hợp) của|(?:cơ quan|đơn vị) phối hợp\s*:?"
    r"|(?:và\s+)?chỉ đạo|phối hợp)\s+",
    re.IGNORECASE,
)


def partners_in(src: Source, start: int, end: int, subject: Body | None) -> list[str]:
    """Single bodies named after "phối hợp với", "cùng", or directed by the one responsible."""
    found: list[str] = []
    own = {src.flat[a:b].lower() for a, b in subject.units} if subject else set()
    for match in _WITH.finditer(src.flat, start, end):
        if src.low.startswith("cùng với đó", match.start()):
            continue
        body = body_at(src, match.end(), end, flexible=False)
        if body is None:
            continue
        if "cùng" in match[0] and "phối" not in match[0] and not body.person and match.start() - start > 220:
            continue
        for a, b in body.units:
            name = src.flat[a:b].strip(" ,;")
            if name.lower() not in own and name not in found:
                found.append(name)
    return found
