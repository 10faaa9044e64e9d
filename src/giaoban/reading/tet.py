"""First day of the lunar year in Viet Nam, for "trước Tết"."""

from __future__ import annotations

from datetime import date

# Official public-holiday calendars; from 2027 the published lunar tables for UTC+7 (2030 differs
# from China's by a day). A year outside the table stays unresolved rather than guessed.
_FIRST_DAYS = """2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12
2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02
2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08"""
FIRST_DAYS = tuple(date.fromisoformat(day) for day in _FIRST_DAYS.split())


def next_tet(after: date) -> date | None:
    """The first Tết after a date, if the table reaches it."""
    return next((day for day in FIRST_DAYS if day > after), None)
