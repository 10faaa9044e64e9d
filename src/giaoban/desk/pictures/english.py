"""A drawn picture told in English.

`documents` draws what goes on Vietnamese paper and knows no catalogue, so its own few words, its numbers and
its dates are put into English here, in the text a reader sees or hears and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import unescape

_SEEN = re.compile(r"(?<=>)[^<>]+(?=<)")
_HEARD = re.compile(r'(?<=aria-label=")[^"]+(?=")')
_NUMBER = re.compile(r"(?<![\w.,/])\d{1,3}(?:\.\d{3})*(?:,\d+)?(?![\w/])")
_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})(?:/(\d{4}))?\b")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# longer phrases first: a shorter one may stand inside
_PHRASES = [
    (re.compile(pattern), told)
    for pattern, told in (
        (
            r"Sơ đồ theo tâm xã, không phải bản đồ địa giới\.",
            "Drawn from commune centres; not a map of borders.",
        ),
        (
            r"(\S+) xã chưa có đường biên, vẽ tại tâm xã\.",
            r"\1 communes without a border, drawn at their centres.",
        ),
        (r"(\S+) xã nhỏ chỉ tô màu, không ghi số\.", r"\1 small ones bear their colour only."),
        (r"(\S+) xã có cấp đề xuất khác", r"\1 with another level proposed"),
        (r"(\S+) xã chưa xác định", r"\1 not determined"),
        (r"(\S+) xã cấp (\d)", r"\1 at level \2"),
        (r"chưa xác định cấp độ", "level not determined"),
        (r"đề xuất cấp độ (\d)", r"level \1 proposed"),
        (r"cấp độ (\d)", r"level \1"),
        (r"Số (.+?) theo ngày từ (\S+) đến (\S+), cao nhất (\S+)", r"\1 a day from \2 to \3, at most \4"),
        (r"Trung bình 7 ngày gần nhất:", "Mean of the last 7 days:"),
        (r"trung bình 7 ngày", "mean of 7 days"),
        (r"(\S+) cases/ngày\b", r"\1 a day"),
        (r"\(chưa đủ số liệu\)", "(incomplete)"),
        (r"gạch chéo:", "hatched:"),
        (r"chưa đủ số liệu", "incomplete"),
        (r"Chưa có số liệu\.", "No data yet."),
    )
]


def told(markup: str, said: Sequence[str] = ()) -> str:
    """`said` are the titles, told in English when they were written; a line of one stays as it is."""

    def words(match: re.Match[str]) -> str:
        text = match[0]
        return text if any(unescape(text) in title for title in said) else _words(text)

    return _HEARD.sub(words, _SEEN.sub(words, markup))


def _words(text: str) -> str:
    for pattern, told in _PHRASES:
        text = pattern.sub(told, text)
    return _DAY.sub(_day, _NUMBER.sub(_number, text))


def _number(match: re.Match[str]) -> str:
    return match[0].translate(str.maketrans(".,", ",."))


def _day(match: re.Match[str]) -> str:
    day, month, year = int(match[1]), int(match[2]), match[3]
    if not 1 <= month <= len(_MONTHS):
        return match[0]
    return f"{day} {_MONTHS[month - 1]}" + (f" {year}" if year else "")
