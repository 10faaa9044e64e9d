"""Windows against their dates: a week has seven days, a day twenty-four hours."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giaoban.reading.dates import DATE_TEXT, written
from giaoban.reading.relation import FAILS, HOLDS, UNDECIDED, Relation
from giaoban.reading.source import Source

_D = re.sub(r"\(\?P<\w+>", "(?:", DATE_TEXT)
_H = r"(?:(\d{1,2})\s?(?:giờ|h)(?:\s?\d{2})?(?:\s?phút)?,?\s+)?"
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "bảy": 7, "mười": 10, "mười bốn": 14}
_NAME = (
    r"(?:(?P<n>\d{1,3}|hai|ba|bốn|bảy|mười bốn|mười)\s(?P<u>ngày(?: đêm)?|tuần|giờ|h)|(?P<one>tuần|ngày"
    r"|tháng)(?:\s(?:thứ\s)?\d{1,2})?)"
    r"(?:\s(?:qua|này|vừa qua|trước|gần đây|gần nhất|liên tiếp|đầu|cuối))?(?:\scủa\s[^\W\d][^,.;()\d]{2,28})?"
)
_RANGE = (
    rf"(?:(?:tính\s)?(?:từ|kể từ)\s+)?{_H}(?P<a>{_D}|(?:ngày\s)?\d{{1,2}})\s*(?:đến|tới|-|–)"
    rf"\s*(?:hết\s+)?{_H}(?P<b>{_D})"
)
_BEFORE = re.compile(rf"(?<!\w){_NAME}[\s,():]*(?:\(?tính\s|bắt đầu\s|kể\s|diễn ra\s)?{_RANGE}", re.I)
_AFTER = re.compile(
    rf"(?<!\w){_RANGE}\s*\(\s*(?:tổng cộng\s|gồm\s|đủ\s)?(?P<n>\d{{1,3}})\s(?P<u>ngày|tuần)(?P<one>\b)", re.I
)
# "trong 3 ngày 12, 13 và 14/10"
_DAYS = re.compile(
    r"(?<!\w)(?P<n>\d{1,2}|hai|ba|bốn)\sngày\s?[:,(]?\s(?P<days>(?:\d{1,2}(?:/\d{1,2})?,\s)*\d{1,2}(?:/\d{1,2})?\svà\s"
    r"\d{1,2}/\d{1,2}(?:/\d{4})?)(?![\d.])",
    re.I,
)
_FULL = re.compile(r"(?<![\d/-])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)")
_ONE_DATE = re.compile(DATE_TEXT, re.I)
_WEEKDAYS = {
    "hai": 0,
    "ba": 1,
    "tư": 2,
    "năm": 3,
    "sáu": 4,
    "bảy": 5,
    "2": 0,
    "3": 1,
    "4": 2,
    "5": 3,
    "6": 4,
    "7": 5,
}
_WEEKDAY = re.compile(
    rf"(?<!\w)(?:(?P<sun>chủ nhật)|thứ\s(?P<day>hai|ba|tư|năm|sáu|bảy|[2-7]))\s*[,(]?\s*(?P<on>{_D})", re.I
)


@dataclass(frozen=True)
class _Span:
    first: date
    last: date
    hours: float | None


def decide(src: Source, anchor: date | None) -> list[Relation]:
    found: list[Relation] = []
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(src.flat):
            relation = _window(match, anchor)
            if relation:
                found.append(relation)
    told: list[Relation | None] = [_listed(m) for m in _DAYS.finditer(src.flat)]
    told += [_on_no_calendar(m) for m in _FULL.finditer(src.flat)]
    told += [_weekday(m, anchor) for m in _WEEKDAY.finditer(src.flat)]
    return found + [r for r in told if r]


def _listed(match: re.Match[str]) -> Relation:
    """Days told one by one against their number."""
    count = len(re.split(r",\s|\svà\s", match["days"]))
    told = _WORDS.get(match["n"].lower()) or int(match["n"])
    words = f"Văn bản kể {count} ngày; văn bản gọi là {told} ngày."
    verdict = HOLDS if count == told else FAILS
    return Relation("window", verdict, Decimal(told), Decimal(count), words, [match.span()])


def _on_no_calendar(match: re.Match[str]) -> Relation | None:
    day, month, year = int(match[1]), int(match[2]), int(match[3])
    if not 1 <= month <= 12 or not 1 <= day <= 31 or day <= monthrange(year, month)[1]:
        return None
    words = f"Tháng {month}/{year} không có ngày {day}."
    return Relation("window", FAILS, None, None, words, [match.span()])


def _window(match: re.Match[str], anchor: date | None) -> Relation | None:
    span = _span(match, anchor)
    if span is None:
        return None
    spans = [(match.start(), match.end())]
    if span.last < span.first:
        return Relation("window", FAILS, None, None, "Ngày cuối đứng trước ngày đầu.", spans)
    stated = _stated(match)
    if stated is None:
        return None
    length, unit = stated
    inclusive = (span.last - span.first).days + 1
    if span.hours is not None:
        days = Decimal(str(round((span.last - span.first).days + span.hours / 24, 4)))
        verdict = HOLDS if days == length or (span.hours == 0 and inclusive == length) else FAILS
        computed = days
    else:
        computed = Decimal(inclusive)
        verdict = (
            HOLDS
            if inclusive == length
            else UNDECIDED
            if inclusive - 1 == length and unit == "ngày"
            else FAILS
        )
    words = (
        f"Từ {span.first:%d/%m} đến {span.last:%d/%m} là {_days(computed)}"
        f"{'' if span.hours is not None else ' (tính cả hai đầu)'}; văn bản gọi là {_days(length)} ({unit})."
    )
    return Relation("window", verdict, length, computed, words, spans)


def _days(value: Decimal) -> str:
    return f"{int(value) if value == value.to_integral_value() else value} ngày"


def _stated(match: re.Match[str]) -> tuple[Decimal, str] | None:
    """Length in days the words give."""
    if match["n"]:
        amount = _WORDS.get(match["n"].lower()) or (int(match["n"]) if match["n"].isdigit() else 0)
        unit = match["u"].lower().removesuffix(" đêm")
        if unit in {"giờ", "h"}:
            if amount % 12 or re.search(
                r"(?:từ|tính|lúc|đến|,)\s*$", match.string[max(0, match.start() - 8) : match.start()].lower()
            ):
                return None  # "từ 16 giờ ngày …" is an hour of the clock
            return Decimal(amount) / 24, unit
        return (Decimal(amount * 7), "tuần") if unit == "tuần" else (Decimal(amount), "ngày")
    name = match["one"].lower()
    return (Decimal(7), "tuần") if name == "tuần" else None


def _span(match: re.Match[str], anchor: date | None) -> _Span | None:
    last = _ONE_DATE.match(match["b"])
    b = written(last) if last else None
    day = re.fullmatch(r"(?:ngày\s)?(\d{1,2})", match["a"], re.I)
    if day and b is not None:  # "từ ngày 10 đến ngày 14/10": the month is told once
        first = _ONE_DATE.match(f"{day[1]}/{b.month}" + (f"/{b.year}" if b.year else ""))
    else:
        first = _ONE_DATE.match(match["a"])
    a = written(first) if first else None
    if a is None or b is None:
        return None
    year = b.year or a.year or (anchor.year if anchor else 2023)  # any common year gives the length
    end = b.on(year)
    start = a.on(a.year or year)
    if start is None or end is None:
        return None
    if not a.year and start > end:
        before = a.on(year - 1)
        # "từ 28/12 đến 3/1" crosses the new year; "từ 10/8 đến 3/8" does not.
        if before and (end - before).days < 200:
            start = before
    hours = (
        [h for h in match.groups()[_hour_index(match) :] if h and h.isdigit()] if _has_hours(match) else []
    )
    gap = float(hours[1]) - float(hours[0]) if len(hours) == 2 else None
    return _Span(start, end, gap)


_HOURS = re.compile(r"(\d{1,2})\s?(?:giờ|h)(?!\w)")


def _has_hours(match: re.Match[str]) -> bool:
    return len(_HOURS.findall(match[0][max(0, match.start("a") - match.start() - 12) :])) >= 2


def _hour_index(match: re.Match[str]) -> int:
    """Groups before the two hours hold the name of the window."""
    hours = _HOURS.findall(match[0][max(0, match.start("a") - match.start() - 12) :])
    wanted = hours[0]
    return next(
        (
            i
            for i, g in enumerate(match.groups())
            if g == wanted and match.start(i + 1) >= match.start("a") - 12
        ),
        0,
    )


def _weekday(match: re.Match[str], anchor: date | None) -> Relation | None:
    found = _ONE_DATE.match(match["on"])
    item = written(found) if found else None
    if item is None or not (item.year or anchor):
        return None
    day = item.on(item.year or (anchor.year if anchor else 0))
    if day is None:
        return None
    stated = 6 if match["sun"] else _WEEKDAYS[match["day"].lower()]
    if day.weekday() == stated or not item.year:
        return None
    name = (
        "Chủ nhật" if day.weekday() == 6 else f"thứ {('Hai', 'Ba', 'Tư', 'Năm', 'Sáu', 'Bảy')[day.weekday()]}"
    )
    return Relation(
        "window", FAILS, None, None, f"Ngày {day:%d/%m/%Y} là {name}.", [(match.start(), match.end())]
    )
