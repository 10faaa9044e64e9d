"""ISO weeks and windows of calendar dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.kernel.errors import UserError

_WEEK = re.compile(r"^(\d{4})-?W(\d{1,2})$")


@dataclass(frozen=True, order=True)
class Window:
    """Calendar dates, both ends inclusive."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise UserError(
                "window_backwards", "Ngày kết thúc trước ngày bắt đầu.", "Đổi lại hai ngày."
            )

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def before(self, n: int = 1) -> Window:
        """The window of the same length `n` lengths earlier."""
        shift = timedelta(days=self.days * n)
        return Window(self.start - shift, self.end - shift)


def day_of(text: str) -> date:
    """A day as it is typed at a command."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UserError(
            "date_unreadable", f"Không hiểu ngày “{text}”.", "Viết theo dạng 2022-03-06."
        ) from error


def iso_week(text: str) -> Window:
    """ "2022-W09" → Monday 28 February to Sunday 6 March 2022."""
    match = _WEEK.match(text.strip())
    try:
        if not match:
            raise ValueError(text)
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError as error:
        raise UserError(
            "week_unreadable", f"Không hiểu tuần “{text}”.", "Viết theo dạng 2022-W09."
        ) from error
    return Window(monday, monday + timedelta(days=6))


def week_label(window: Window) -> str:
    """ "2022-W09" for a whole ISO week, otherwise "2022-03-01..2022-03-05"."""
    year, week, day = window.start.isocalendar()
    if day == 1 and window.days == 7:
        return f"{year}-W{week:02d}"
    return f"{window.start}..{window.end}"
