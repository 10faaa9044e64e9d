"""The period a figure speaks of, in the words of its sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from giaoban.reading.dates import DATE_TEXT
from giaoban.reading.source import Source

if TYPE_CHECKING:
    from giaoban.reading.figures import Found

_PERIOD = re.compile(
    rf"(?:tính\s+)?(?:từ|kể từ)(?:\s+\d{{1,2}}\s?(?:giờ|h)(?:\s?\d\d)?)?\s+{DATE_TEXT}\s+đến(?:\s+(?:nay"
    rf"|hết))?(?:\s+(?:nay|(?:\d{{1,2}}\s?(?:giờ|h)(?:\s?\d\d)?\s+)?(?:ngày\s+)?[\d/-]+\d))?"
    r"|(?:trong\s+)?(?:tuần|tháng|ngày|quý|năm|đêm)\s+(?:qua|này|trước|vừa qua)"
    r"|trong tuần(?:\s+từ\s+(?:ngày\s+)?[\d/-]+\s+đến\s+(?:ngày\s+)?[\d/-]+\d)?"
    r"|trong (?:vòng )?\d{1,2}\s?(?:giờ|h|ngày|tuần|tháng)\s+qua"
    r"|(?:lũy kế\s+)?(?:tính\s+)?từ đầu (?:năm|đợt dịch|mùa dịch|vụ dịch|tháng"
    r"|tuần)[^,.;\d]{0,30}?(?:đến nay)?(?=[\s,.;]|$)"
    r"|(?:lũy kế\s+)?(?:tính )?đến\s+(?:hết\s+)?(?:\d{1,2}\s?(?:giờ"
    r"|h)(?:\s?\d\d)?,?\s+)?(?:ngày\s+)?\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?"
    r"|(?:trong\s+)?(?:sáng|chiều|tối)?\s?ngày\s+\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?|trong ngày|hiện nay"
    r"|hiện tại|đến nay|hằng ngày|mỗi ngày|(?:\d{1,2}|sáu|ba|chín) tháng (?:đầu năm|qua)(?: 20\d\d)?"
    r"|(?:trong )?(?:tháng|quý|năm) (?:\d{1,4}|[IVX]{1,3})(?:/\d{4})?"
    r"|cùng kỳ(?: năm (?:trước|ngoái|20\d\d))?",
    re.I,
)
# A period named farther before a figure than this no longer governs it (a guess; linear time).
_REACH = 500


def periods_in(src: Source, begin: int, end: int) -> list[tuple[int, int]]:
    """Words of a sentence that name a period, except the base of a comparison."""
    return [
        m.span()
        for m in _PERIOD.finditer(src.flat, begin, end)
        if not src.low[max(begin, m.start() - 8) : m.start()].endswith("so với ")
    ]


def period_of(src: Source, found: Found, periods: list[tuple[int, int]]) -> str | None:
    """The last period named before the figure, else one right after it."""
    for a, b in reversed(periods):
        if b <= found.start:
            return src.flat[a:b].strip() if found.start - b <= _REACH else None
    after = next(((a, b) for a, b in periods if found.end <= a <= found.end + 60), None)
    if after is None or re.search(r"so với|[,;(]", src.flat[found.end : after[0]]):
        return None
    return src.flat[after[0] : after[1]].strip()
