"""A deadline in words becomes a moment, with the rule that made it. Pure.

What needs hours or the present moment is read here; dates, quarters, months and Tết by the grammar of
`reading`. Counting follows the Civil Code of 2015: the first day of a term in days does not count
(article 147) and its last day ends at midnight (article 148). Its weekend rule is left aside: against an
epidemic people work on Sundays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from giaoban.kernel.text import fold, nfc
from giaoban.kernel.vietnamese import date_vi, datetime_vi

END_OF_DAY = time(23, 59)
_HOUR = r"(?P<h>\d{1,2}) ?(?:gio|h|g) ?(?P<m>\d{2})?(?: phut)?"
_TERM = r"(?:trong(?: vong| thoi gian)? |khong qua |cham nhat (?:la )?sau )"
_IN_HOURS = re.compile(rf"{_TERM}?(\d{{1,3}}) ?(?:gio|h)$")
_IN_DAYS = re.compile(rf"{_TERM}(\d{{1,3}}) (ngay lam viec|ngay|tuan)$")
_UNTIL = r"(?:truoc|cham nhat(?: la| vao)?|muon nhat(?: la)?|den|vao)"
_AT_HOUR = re.compile(rf"{_UNTIL}? ?{_HOUR},?\s*(?P<rest>.*)$")
_DAY_WORDS = {
    "hom nay": 0, "ngay hom nay": 0, "chieu nay": 0, "sang nay": 0, "toi nay": 0, "dem nay": 0,
    "trong ngay": 0, "ngay trong ngay": 0, "ngay mai": 1, "mai": 1, "sang mai": 1, "chieu mai": 1,
}  # fmt: skip
_LEAD = re.compile(r"^(?:ngay )?(?:trong |den het |het |truoc het |xong trong )(?=\w)")
_SUNDAY = 7


@dataclass(frozen=True)
class Deadline:
    """`at` is None when the words give no date; `rule` then says what to write instead."""

    at: datetime | None
    rule: str


def resolve_deadline(text: str, now: datetime) -> Deadline:
    """ "trong 24 giờ", "trước ngày 15/3", "trong tuần", "trước Tết" → moment and rule."""
    plain = fold(nfc(text)).strip(" .;")
    for find in _FORMS:
        found = find(plain, now)
        if found:
            return _unless_past(found, now)
    return _unless_past(_by_grammar(text, now), now)


def _unless_past(found: Deadline, now: datetime) -> Deadline:
    if found.at is not None and found.at < now:
        return Deadline(None, f"{found.rule}: đã qua; ghi một thời hạn từ nay trở đi, ví dụ 15/3/2022")
    return found


def _hours(plain: str, now: datetime) -> Deadline | None:
    match = _IN_HOURS.match(plain)
    # "17 giờ" alone is an hour of the day; a term in hours says so by "trong" or by going past 24
    if not match or (plain[0].isdigit() and int(match[1]) < 24):
        return None
    hours = int(match[1])
    at = now + timedelta(hours=hours)
    return Deadline(at.replace(second=0, microsecond=0), f"{hours} giờ kể từ {datetime_vi(now)}")


def _days(plain: str, now: datetime) -> Deadline | None:
    match = _IN_DAYS.match(plain)
    if not match:
        return None
    amount, unit = int(match[1]), match[2]
    if unit == "ngay lam viec":
        return _end(_working_days(now.date(), amount), f"{amount} ngày làm việc, không tính ngày giao")
    days = amount * 7 if unit == "tuan" else amount
    words = f"{amount} tuần" if unit == "tuan" else f"{amount} ngày"
    return _end(now.date() + timedelta(days=days), f"{words}, không tính ngày giao")


def _working_days(day: date, amount: int) -> date:
    """Saturdays and Sundays left out; public holidays are not known here."""
    while amount > 0:
        day += timedelta(days=1)
        amount -= day.isoweekday() < 6
    return day


def _at_hour(plain: str, now: datetime) -> Deadline | None:
    """ "trước 17 giờ hôm nay", "17 giờ 30 ngày 15/3"."""
    match = _AT_HOUR.match(plain)
    if not match or int(match["h"]) > 23 or int(match["m"] or 0) > 59:
        return None
    day = _day(match["rest"] or "hom nay", now)
    if day is None:
        return None
    at = datetime.combine(day, time(int(match["h"]), int(match["m"] or 0)))
    return Deadline(at, f"đúng giờ ghi, {datetime_vi(at)}")


def _day(words: str, now: datetime) -> date | None:
    words = words.removeprefix("cua ")
    if words in _DAY_WORDS:
        return now.date() + timedelta(days=_DAY_WORDS[words])
    for bare, marked in (("ngay ", "ngày "), ("thang ", "tháng "), ("nam ", "năm ")):
        words = words.replace(bare, marked)  # the grammar reads marks, which folding took away
    found = _read("đến " + words, now)
    return found[0] if found else None


def _named(plain: str, now: datetime) -> Deadline | None:
    """Today, tomorrow, this week, next week, this month."""
    bare = _LEAD.sub("", plain)
    if plain in ("ngay", "ngay lap tuc", "khan truong"):
        bare = "hom nay"
    today = now.date()
    if bare in _DAY_WORDS or bare == "ngay":
        return _end(today + timedelta(days=_DAY_WORDS.get(bare, 0)), "hết ngày")
    if bare in ("tuan", "tuan nay", "cuoi tuan", "cuoi tuan nay"):
        return _end(_sunday(today), "hết chủ nhật tuần này")
    if bare in ("tuan sau", "tuan toi", "cuoi tuan sau"):
        return _end(_sunday(today) + timedelta(days=7), "hết chủ nhật tuần sau")
    if bare in ("thang", "thang nay", "cuoi thang", "cuoi thang nay"):
        first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        return _end(first - timedelta(days=1), "hết tháng này")
    return None


def _sunday(day: date) -> date:
    return day + timedelta(days=_SUNDAY - day.isoweekday())


def _by_grammar(text: str, now: datetime) -> Deadline:
    """A date, a quarter, a month, Tết: as written, or after the word a deadline begins with."""
    found = _read(text, now) or _read("đến " + text.strip(), now)
    day, rule = found or (None, f"không hiểu “{text.strip()}”")
    if day is None:
        return Deadline(None, f"{rule}; ghi ngày, ví dụ 15/3/2022 hoặc “trong 24 giờ”")
    return _end(day, rule)


def _read(text: str, now: datetime) -> tuple[date | None, str] | None:
    # Loaded where it is used: compiling the grammar takes a second that no other page should wait for.
    from giaoban.reading.deadlines import deadline_in
    from giaoban.reading.source import lay_out

    source = lay_out(nfc(text))
    found = deadline_in(source, 0, len(source.flat), now.date())
    return (found.value, found.rule) if found else None


def _end(day: date, rule: str) -> Deadline:
    return Deadline(datetime.combine(day, END_OF_DAY), f"{rule}, đến hết ngày {date_vi(day)}")


_FORMS: tuple[Callable[[str, datetime], Deadline | None], ...] = (_hours, _days, _at_hour, _named)
