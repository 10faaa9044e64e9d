"""Dates as written, and how a date without its year is resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = r"(?P<d{0}>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<m{0}>0?[1-9]|1[0-2])"
_YEAR = r"(?P<y{0}>(?:19|20)\d\d)"
_SEP = r"\s?[/.-]\s?"
DATE_TEXT = (
    rf"(?:(?:ngày\s+)?{_DAY.format(1)}\s+tháng\s+{_MONTH.format(1)}(?:\s+năm\s+{_YEAR.format(1)}"
    rf"|[/-]{_YEAR.format(4)})?"
    rf"|(?:ngày\s+)?{_DAY.format(2)}{_SEP}{_MONTH.format(2)}{_SEP}{_YEAR.format(2)}"
    rf"|(?:ngày\s+)?{_DAY.format(3)}[/-]{_MONTH.format(3)})(?![\d%]|[/-]\d|[.,]\d)"
)
_DATE = re.compile(rf"(?<![\d/.,-]){DATE_TEXT}", re.IGNORECASE)
# "16-1" alone may be a score or a range; a day without year and without "ngày" needs a word before.
_DAY_WORD = re.compile(
    r"(?:ngày|sáng|trưa|chiều|tối|đêm|hôm|nay|đến|từ|tới|hết|trước|sau|qua|trong|là|và|giờ|h|,)\s*\(?$|\($",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Written:
    """A date exactly as far as the text gives it."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    @property
    def iso(self) -> str:
        tail = f"{self.month:02d}-{self.day:02d}"
        return f"{self.year:04d}-{tail}" if self.year else f"--{tail}"

    def on(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True)
class Resolved:
    """A calendar date and the rule that led to it, in the words shown to an officer."""

    value: date | None
    rule: str


def written(found: re.Match[str]) -> Written | None:
    """The date of a match of DATE_TEXT, or None for a day no month has."""
    for i in "123":
        if found[f"d{i}"]:
            year = found[f"y{i}"] if i != "3" else None
            year = year or (found["y4"] if i == "1" else None)
            result = Written(
                found.start(),
                found.end(),
                int(found[f"d{i}"]),
                int(found[f"m{i}"]),
                int(year) if year else None,
            )
            return result if result.on(result.year or 2024) else None
    return None


def dates_in(flat: str, start: int, end: int) -> list[Written]:
    """All dates of a stretch, in order."""
    found = []
    for match in _DATE.finditer(flat, start, end):
        item = written(match)
        if item is None:
            continue
        loose = match["d3"] is not None and not match[0].lower().startswith("ngày")
        if loose and not _DAY_WORD.search(flat, max(start, match.start() - 8), match.start()):
            continue
        found.append(item)
    return found


_YEAR_HINT = re.compile(r"(?<![\d./-])(20\d\d)-(0[1-9]|1[0-2])(?![\d-])")


def year_hint(flat: str) -> tuple[int, int] | None:
    """A year and month standing alone, as an archive writes them before a text (`2022-01`)."""
    found = _YEAR_HINT.search(flat)
    return (int(found[1]), int(found[2])) if found else None


def resolve(item: Written, flat: str, today: date | None) -> Resolved:
    """Year of the document's own date: as written, from the text, from `today`, or unknown."""
    if item.year:
        return Resolved(item.on(item.year), "ghi đủ ngày, tháng, năm")
    hint = year_hint(flat)
    if hint:
        return Resolved(item.on(hint[0]), f"năm lấy từ mốc {hint[0]}-{hint[1]:02d} ghi trong văn bản")
    full = [d.on(d.year) for d in dates_in(flat, 0, len(flat)) if d.year]
    known = [d for d in full if d is not None]
    if known:
        latest = max(known)
        nearest = min(
            (c for y in (latest.year - 1, latest.year, latest.year + 1) if (c := item.on(y))),
            key=lambda c: abs((c - latest).days),
            default=None,
        )
        return Resolved(nearest, f"năm gần nhất với ngày {latest:%d/%m/%Y} ghi trong văn bản")
    if today is not None:
        past = [c for y in (today.year, today.year - 1) if (c := item.on(y)) and c <= today]
        return Resolved(past[0] if past else None, f"ngày gần nhất không sau hôm nay {today:%d/%m/%Y}")
    return Resolved(None, "văn bản không ghi năm")


def near(item: Written, anchor: date | None, forward: bool) -> date | None:
    """A date of the body: ahead of the document's date for a deadline, behind it for a window."""
    if item.year:
        return item.on(item.year)
    if anchor is None:
        return None
    # A deadline may lie a few days back when an order is repeated; a window may end after the
    # date of a text written ahead. Two months each way covers both (a guess).
    slack = timedelta(days=60)
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    dates = [c for y in years if (c := item.on(y))]
    if forward:
        return next((c for c in dates if c >= anchor - slack), None)
    return next((c for c in reversed(dates) if c <= anchor + slack), None)
