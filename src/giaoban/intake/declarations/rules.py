"""What a household states, and how a phone, a number and a code are written. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Any

from giaoban.intake import values

OLDEST = 1890  # a declaration is of the living
PAST = timedelta(days=60)  # an older test is a slip of the pen; a guess
_NOT_DIGITS = re.compile(r"[\s.\-()]")
_SERIAL = re.compile(r"\d{5}(\.\d+)?")  # a spreadsheet's day 20155; typed by a person, a slip of the pen
# A mobile number has ten digits (since 2018), a fixed one ten or eleven with its area; one short is a slip.
_PHONE = re.compile(r"0[35789]\d{8}|0[1246]\d{8,9}")


@dataclass(frozen=True)
class Declared:
    """One person of a declaration. None is what was not asked or not said."""

    name: str
    birth: str = ""  # ISO
    precision: str = "year"
    sex: str = ""
    test: str = "rapid"
    tested_on: str = ""  # ISO
    symptoms: bool | None = None
    underlying: bool = False
    pregnant: bool = False
    doses: int | None = None

    @property
    def born(self) -> date | None:
        return date.fromisoformat(self.birth) if self.birth else None

    @property
    def tested(self) -> date | None:
        return date.fromisoformat(self.tested_on) if self.tested_on else None

    @property
    def birth_said(self) -> str:
        """As people write it: the year alone where only the year is known."""
        if not self.born:
            return ""
        return f"{self.born:%d/%m/%Y}" if self.precision == "day" else str(self.born.year)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Declared:
        """From what was sealed; a field of another version is left out."""
        known = {f.name for f in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known})


@dataclass(frozen=True)
class Household:
    """A declaration's content."""

    phone: str
    persons: tuple[Declared, ...]
    hamlet: str = ""
    address: str = ""
    message: str = ""  # a text message, word for word

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Household:
        persons = tuple(Declared.of(person) for person in kept["persons"])
        return cls(kept["phone"], persons, kept["hamlet"], kept["address"], kept.get("message", ""))


def read_phone(text: str) -> str:
    """A Vietnamese number as it is dialled at home; ValueError for what is none."""
    digits = _NOT_DIGITS.sub("", text)
    if digits.startswith(("+84", "0084")):
        digits = "0" + digits.removeprefix("+84").removeprefix("0084")
    elif digits.startswith("84") and len(digits) == 11:
        digits = "0" + digits[2:]
    if not _PHONE.fullmatch(digits):
        raise ValueError("phone")
    return digits


def read_birth(text: str, today: date) -> tuple[date, str]:
    """A year or a date of birth with its precision; ValueError("unread", "future", "old")."""
    said = text.strip()
    if _SERIAL.fullmatch(said):
        raise ValueError("unread")
    try:
        born, precision = values.read_birth(said, "", today)
    except (ValueError, OverflowError):
        born, precision = None, ""
    if born is None:
        raise ValueError("unread")
    if (precision == "day" and born > today) or born.year > today.year:
        raise ValueError("future")
    if born.year < OLDEST:
        raise ValueError("old")
    return born, precision


def read_test_day(text: str, today: date) -> date:
    """ "6/3", "06/03/2022": ValueError("unread", "future", "old")."""
    said = text.strip()
    if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}", said):
        said = _nearest_year(said, today)
    if _SERIAL.fullmatch(said):
        raise ValueError("unread")
    try:
        day = values.read_date(said)
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise ValueError("unread")
    if day > today:
        raise ValueError("future")
    if day < today - PAST:
        raise ValueError("old")
    return day


def _nearest_year(said: str, today: date) -> str:
    """A day without a year: in January "30/12" was last year; a few days ahead is a slip and stays one."""
    day, month = (int(part) for part in re.split(r"[/.-]", said))
    last_year = month - today.month > 1
    return f"{day}/{month}/{today.year - last_year}"


def number_said(number: int) -> str:
    """Ten digits in groups that can be read out over a phone."""
    text = str(number)
    return f"{text[:3]} {text[3:6]} {text[6:]}"


def read_number(text: str) -> int | None:
    digits = re.sub(r"\D", "", text)
    return int(digits) if len(digits) == 10 else None
