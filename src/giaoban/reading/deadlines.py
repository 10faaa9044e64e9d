"""Deadlines inside an order: as written, resolved to a date, with the rule that resolved it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.reading.dates import DATE_TEXT, near, written
from giaoban.reading.source import Source
from giaoban.reading.tet import next_tet

_HOUR = r"(?:\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{2})?(?:\s?phút)?)"
_BY = (
    r"(?:trước|chậm nhất(?: là| đến| vào| trong| trước)?|muộn nhất(?: là| vào)?|hạn cuối(?: là)?"
    r"|thời hạn(?: là| đến)?"
    r"|đến hết|đến cuối|hết|xong trong|trong|đến|vào|hạn chót(?: là)?|không quá|tới|kết thúc)"
)
_EVERY = r"(?:hằng|hàng|mỗi)\s(?:ngày|tuần|tháng|quý)"
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_RECURRING = re.compile(
    rf"(?:{_BY}\s+)?(?:{_HOUR}\s+)?(?:(?:định kỳ|vào|sáng|chiều|tối|cuối)\s+)*(?:{_WEEKDAY},?\s+"
    rf"|ngày \d{{1,2}}\s+)?{_EVERY}(?:\s*,?\s*\(?(?:trước|vào|lúc)\s+{_HOUR}\)?)?"
    rf"|(?:{_BY}\s+)?{_HOUR}\s+(?:các ngày\s+)?{_WEEKDAY}\s+{_EVERY}|định kỳ\s+\d{{1,2}}\s(?:lần"
    rf"|ngày)\s?/\s?(?:ngày|tuần|tháng|lần)",
    re.I,
)
_BY_DATE = re.compile(rf"(?<!tính )(?<!\w){_BY}\s+(?:{_HOUR}(?:,|\s+của)?\s+)?{DATE_TEXT}", re.I)
_BY_TET = re.compile(
    rf"(?<!\w)(?:{_BY})\s+(?:dịp\s+)?tết(?:\s+nguyên đán)?"
    r"(?:\s+(?-i:[A-ZĐ]\w+\s[A-ZĐ]\w+))?(?:\s+20\d\d)?(?!\w)",
    re.I,
)
_QUARTER = re.compile(rf"(?<!\w){_BY}\s+quý\s+(iv|i{{1,3}}|[1-4])(?:\s*(?:/|năm\s)\s*(20\d\d))?(?!\w)", re.I)
_MONTH = re.compile(
    rf"(?<!\w){_BY}\s+(?:cuối\s+)?tháng\s+(\d{{1,2}})(?:\s*(?:/|năm\s)\s*(20\d\d))?(?![\d/])", re.I
)
_YEAR = re.compile(rf"(?<!\w){_BY}\s+(?:cuối\s+)?năm\s+(20\d\d)(?!\d)", re.I)
_WITHIN = re.compile(
    r"(?<!\w)(?:trong vòng|trong thời hạn|trong thời gian|thời hạn|trong hạn|trong|không quá"
    r"|chậm nhất(?: là)?(?: sau)?)\s+(\d{1,3})\s*"
    r"(giờ|h|ngày làm việc|ngày|tuần|tháng)(?!\w)(?!\s*(?:qua|gần|trước|/))",
    re.I,
)
_NAMED = re.compile(
    r"(?<!\w)(?:(?:ngay|xong|hoàn thành|báo cáo)\s+trong ngày(?=[\s,.;]|$)"
    r"|(?:ngay\s+)?trong\s+(?:ngày hôm nay|hôm nay|đêm nay|ngày mai|tuần này|tuần tới|tháng này|tháng tới"
    r"|đêm)"
    rf"|(?:trước|xong trước|đến)\s+{_HOUR}\s+(?:hôm nay|chiều nay|tối nay|ngày mai))(?!\s*\d)(?!\s*(?:qua"
    rf"|trước|mắc))",
    re.I,
)
_EVENT = re.compile(
    r"(?<!\w)trước (?:khi (?:khai giảng|vào năm học mới|học sinh (?:trở lại trường|đến trường)"
    r"|bước vào[^,.;]{3,30})"
    r"|thềm năm học(?: mới)?|năm học mới|mùa (?:mưa|lũ|dịch|đông)(?:[^,.;]{0,12})|kỳ nghỉ[^,.;]{0,20}"
    r"|khai giảng)",
    re.I,
)


# "Báo cáo hằng ngày" is a term; "theo dõi sức khỏe hằng ngày" only a way of working.
_REPORTS = re.compile(r"(?<!\w)(?:báo cáo|gửi|giao ban|tổng hợp|cập nhật số liệu)(?!\w)[^;.]{0,60}$")
_STRICTLY = re.compile(r"(?:\w+ ){0,3}?trước\s+(?:ngày\s+)?\d{1,2}(?!\d|\s?(?:giờ|h|g)(?!\w))")
# A term counted from something that has yet to happen has no date of its own.
_FROM_EVENT = re.compile(
    r"\s*,?\s*(?:kể từ|tính từ|từ|sau)\s(?:khi|lúc|thời điểm|ngày (?!ký|ban hành|văn bản|công điện"
    r"|thông báo|hôm nay"
    r"|\d)[^,.;]{3,40})[^,.;]{0,60}"
)


@dataclass(frozen=True)
class Deadline:
    """Where it stands, the date as written (ISO, `--MM-DD` without year), the date it means."""

    start: int
    end: int
    iso: str | None
    value: date | None
    rule: str


def deadline_in(src: Source, start: int, end: int, anchor: date | None) -> Deadline | None:
    """The deadline of an order; `anchor` is the date of the document."""
    for find in (_recurring, _by_date, _within, _by_tet, _quarter, _month, _year, _named, _event):
        found = find(src, start, end, anchor)
        if found:
            return found
    return None


def _recurring(src: Source, start: int, end: int, anchor: date | None) -> Deadline | None:
    found = _RECURRING.search(src.flat, start, end)
    if not found:
        return None
    timed = re.search(r"giờ|\dh|\dg|thứ|chủ nhật|trước|chậm nhất|định kỳ|ngày \d", found[0], re.I)
    if not timed and not _REPORTS.search(src.low, start, found.start()):
        return None
    return Deadline(found.start(), found.end(), None, None, "lặp lại theo kỳ, không phải một ngày")


def _by_date(src: Source, start: int, end: int, anchor: date | None) -> Deadline | None:
    for found in _BY_DATE.finditer(src.flat, start, end):
        item = written(found)
        if item is None or src.low[max(start, found.start() - 8) : found.start()].rstrip().endswith(
            ("tính", "lũy kế", "từ")
        ):
            continue
        value = near(item, anchor, True)
        rule = "ghi đủ ngày, tháng, năm" if item.year else "năm theo ngày của văn bản"
        if value and _STRICTLY.match(found[0].lower()):
            # "trước ngày 15/3" is over when the 14th ends; "chậm nhất ngày 15/3" still allows the 15th
            rule = f"trước ngày {value.day}/{value.month}/{value.year}, {rule}"
            value -= timedelta(days=1)
        return Deadline(found.start(), found.end(), item.iso, value, rule)
    return None


def _within(src: Source, start: int, end: int, anchor: date | None) -> Deadline | None:
    found = _WITHIN.search(src.flat, start, end)
    if not found:
        return None
    amount, unit = int(found[1]), found[2].lower()
    if _FROM_EVENT.match(src.low, found.end(), end):
        return Deadline(
            found.start(), found.end(), None, None, f"{amount} {unit} kể từ một việc chưa có ngày"
        )
    value = _later(anchor, amount, unit) if anchor else None
    return Deadline(found.start(), found.end(), None, value, f"{amount} {unit} kể từ ngày của văn bản")


def _later(anchor: date, amount: int, unit: str) -> date:
    if unit in {"giờ", "h"}:
        return anchor + timedelta(days=-(-amount // 24))
    if unit == "tháng":
        month = anchor.month - 1 + amount
        year, month = anchor.year + month // 12, month % 12 + 1
        return date(year, month, min(anchor.day, calendar.monthrange(year, month)[1]))
    if unit == "ngày làm việc":
        day = anchor
        while amount:
            day += timedelta(days=1)
            amount -= day.weekday() < 5
        return day
    return anchor + timedelta(days=amount * (7 if unit == "tuần" else 1))


def _by_tet(src: Source, start: int, end: int, anchor: date | None) -> Deadline | None:
    found = _BY_TET.search(src.flat, start, end)
    if not found or (
        found[0].lower().startswith(("trong", "vào", "hết")) and "trước" not in found[0].lower()
    ):
        return None
    tet = next_tet(anchor) if anchor else None
    value = tet - timedelta(days=1) if tet else None
    return Deadline(found.start(), found.end(), None, value, "ngày trước mùng Một Tết Nguyên đán kế tiếp")


def _quarter(src: Source, start: int, end: int, anchor: date | None) -> Deadline | None:
    found = _QUARTER.search(src.flat, start, end)
    if not found:
        return None
    quarter = _ROMAN[found[1].lower()]
    value = _month_end(quarter * 3, found[2], anchor, 3 if found[0].lower().startswith("trước") else 0)
    return Deadline(found.start(), found.end(), None, value, f"ngày cuối quý {found[1].upper()}")


def _month(src: Source, start: int, end: int, anchor: date | None) -> Deadline | None:
    found = _MONTH.search(src.flat, start, end)
    if not found or not 1 <= int(found[1]) <= 12:
        return None
    before = found[0].lower().startswith("trước") and "cuối" not in found[0].lower()
    value = _month_end(int(found[1]), found[2], anchor, 1 if before else 0)
    return Deadline(
        found.start(),
        found.end(),
        None,
        value,
        "ngày cuối tháng" if not before else "ngày cuối tháng liền trước",
    )


def _month_end(month: int, year: str | None, anchor: date | None, back: int) -> date | None:
    if not year and not anchor:
        return None
    number = int(year) if year else anchor.year if anchor else 0
    if not year and anchor and date(number, month, calendar.monthrange(number, month)[1]) < anchor:
        number += 1
    index = number * 12 + month - 1 - back
    return date(index // 12, index % 12 + 1, calendar.monthrange(index // 12, index % 12 + 1)[1])


def _year(src: Source, start: int, end: int, anchor: date | None) -> Deadline | None:
    found = _YEAR.search(src.flat, start, end)
    if not found:
        return None
    year = int(found[1]) - (1 if found[0].lower().startswith("trước") else 0)
    return Deadline(found.start(), found.end(), None, date(year, 12, 31), "ngày cuối năm")


def _named(src: Source, start: int, end: int, anchor: date | None) -> Deadline | None:
    found = _NAMED.search(src.flat, start, end)
    if not found:
        return None
    low, value = found[0].lower(), anchor
    if anchor:
        sunday = anchor + timedelta(days=6 - anchor.weekday())
        if "tuần này" in low:
            value = sunday
        elif "tuần tới" in low:
            value = sunday + timedelta(days=7)
        elif "ngày mai" in low:
            value = anchor + timedelta(days=1)
        elif "tháng" in low:
            first = (anchor.replace(day=1) + timedelta(days=32)).replace(day=1)
            value = (
                _month_end(anchor.month, str(anchor.year), anchor, 0)
                if "này" in low
                else _month_end(first.month, str(first.year), anchor, 0)
            )
    return Deadline(found.start(), found.end(), None, value, "tính từ ngày của văn bản")


def _event(src: Source, start: int, end: int, anchor: date | None) -> Deadline | None:
    found = _EVENT.search(src.flat, start, end)
    if not found:
        return None
    return Deadline(found.start(), found.end(), None, None, "mốc sự kiện, văn bản không cho ngày")
