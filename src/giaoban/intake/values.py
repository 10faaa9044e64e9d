"""Reading one cell: dates as people and Excel write them, ages, codes. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from giaoban.kernel.text import fold

# 14:30, 14h30, 2:30 PM, 2:30 CH
_HOUR = r"(?:[T ,]+[\d:.,hHgG]+(?: ?[AaPpSsCc][MmHh])?(?:Z|[+-]\d\d:?\d\d)?)?$"
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _HOUR)
_PHONE_DIGITS, _CARD_DIGITS = 10, (9, 12)
_DMY = re.compile(r"^(\d{1,2})[-/. \\](\d{1,2})[-/. \\](\d{4}|\d{2})" + _HOUR)
_WORDS = re.compile(r"^(?:ngay )?(\d{1,2}) thang (\d{1,2}),? nam (\d{4})$")
# 06-Mar-22, as an English Excel shows it
_NAMED = re.compile(r"^(\d{1,2})[- ]([a-z]{3})[a-z]*[- ](\d{4}|\d{2})$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
_COMPACT = re.compile(r"^(18|19|20)\d{6}$")
_EXCEL_ZERO = date(1899, 12, 30)  # Excel counts a 29 February 1900 that never was
SERIALS = (20_000, 60_000)  # 1954 to 2064: a number outside is not meant as a date
_OLDEST_SERIAL = 10_000  # 1927, for births only
_ENGLISH = re.compile(r"^([a-z]{3})[a-z]* (\d{1,2}),? (\d{4})$")  # March 6, 2022
_DAYS = r"thu (?:hai|ba|tu|nam|sau|bay|[2-7])|t[2-7]|chu nhat|cn|[a-z]{3,6}day|mon|tue|wed|thu|fri|sat|sun"
_WEEKDAY = re.compile(rf"^(?:{_DAYS})[, ]+(?=.*\d{{4}})")
# Taken as the number itself, a guess: "trên 80" may be 95, and all it decides is a band of ages.
_ABOUT = "~|khoang |gan |hon |tren "
_UNITS = "tuoi|t|thang|th|ngay|tuan|years?|months?|y|m|d"
_AGE = re.compile(rf"^(?:{_ABOUT})?(\d{{1,3}})(?:[.,]\d+)?\s*({_UNITS})?(?: tuoi)?$")
_AGE_AND_MONTHS = re.compile(r"^(\d{1,2})\s*(?:tuoi|t),? (?:va )?\d{1,2}\s*(?:thang|th)(?: tuoi)?$")
_NEWBORN = ("so sinh", "moi sinh", "tre so sinh")
_BLANK = {
    "", "-", "--", "na", "n/a", "null", "none", "khong ro", "chua ro", "nan", "k/ro", "ko ro", "k ro",
    "khong nho",
}  # fmt: skip
_THOUSANDS = re.compile(r"(1)[.,]([89]\d\d)|(2)[.,](0\d\d)")  # a year that a spreadsheet shows as a number
_YEAR_SAID = re.compile(r"(?:sn|sinh(?: nam)?)[.:]? ?((?:18|19|20)\d\d)")
_HOUR_FIRST = re.compile(r"^\d{1,2} ?(?:h|g|gio|:) ?(?:\d{1,2})?(?: ?phut)?,? (?:ngay )?(?=\d)")
_MONTH_SHORT = re.compile(
    r"^(\d{1,2})[- ]+thg ?(\d{1,2})[-, ]+(\d{4}|\d{2})$"
)  # as a Vietnamese Excel shows it


def is_blank(cell: Any) -> bool:
    if cell is None or cell == "":
        return True
    return isinstance(cell, str) and len(cell) < 12 and fold(cell) in _BLANK


def read_date(cell: Any, form: str = "") -> date | None:
    """A date, or None for a blank cell; ValueError for what cannot be a date."""
    if type(cell) is str:
        return _date_text(cell.strip(), form)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if cell is None:
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if SERIALS[0] <= cell <= SERIALS[1]:
            return _EXCEL_ZERO + timedelta(days=int(cell))
        return _date_text(str(int(cell)), form)
    raise ValueError(str(cell))


@lru_cache(maxsize=50_000)
def _date_text(text: str, form: str) -> date | None:
    if is_blank(text):
        return None
    if "%" in form:
        return datetime.strptime(text, form).date()
    if match := _ISO.match(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DMY.match(text):
        first, second, year = int(match[1]), int(match[2]), _year(match[3])
        if form == "ymd" and len(match[3]) == 2:
            return date(2000 + first, second, int(match[3]))
        return date(year, first, second) if form == "mdy" else date(year, second, first)
    if _SERIAL.match(text) and SERIALS[0] <= float(text) <= SERIALS[1]:
        return _EXCEL_ZERO + timedelta(days=int(float(text)))
    if _COMPACT.match(text):
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if match := _WORDS.match(fold(text)):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if (match := _NAMED.match(fold(text))) and match[2] in _MONTHS:
        return date(_year(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
    if (match := _ENGLISH.match(fold(text))) and match[1] in _MONTHS:
        return date(int(match[3]), _MONTHS.index(match[1]) + 1, int(match[2]))
    if found := _WEEKDAY.match(fold(text)):
        return _date_text(fold(text)[found.end() :], form)
    tidied = _tidied(fold(text))
    if tidied != text:
        return _date_text(tidied, form)
    raise ValueError(text)


def _tidied(text: str) -> str:
    """Without what hands add to a day: spaces, a mark twice, an hour before it, a remark in brackets."""
    text = re.sub(r"\s*\([^()]*\)$", "", _HOUR_FIRST.sub("", text)).strip(" .,;'").removeprefix("ngay ")
    if match := _MONTH_SHORT.match(text):
        return "/".join(match.groups())
    if re.fullmatch(r"\d{1,2},\d{1,2},\d{4}", text):
        return text.replace(",", "/")
    return re.sub(r"\s*([/.-])\1*\s*", r"\1", text)


def _year(text: str) -> int:
    """An epidemic's two-digit years are of this century; a birth's are put right by `read_birth`."""
    return int(text) + (2000 if len(text) == 2 else 0)


def read_birth(cell: Any, form: str = "", today: date = date.max) -> tuple[date | None, str]:
    """Date of birth and how precise it is: day, month or year."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "").strip()
    if re.fullmatch(r"(18|19|20)\d\d", text):
        return _mid(int(text)), "year"
    if match := _THOUSANDS.fullmatch(text) or _YEAR_SAID.fullmatch(fold(text)):
        return _mid(int("".join(filter(None, match.groups())))), "year"
    if match := re.fullmatch(r"(\d{1,2})[/-]((?:18|19|20)\d\d)", text):
        return date(int(match[2]), int(match[1]), 15), "month"
    if text.isdigit() and _OLDEST_SERIAL <= int(text) < SERIALS[0]:
        return _EXCEL_ZERO + timedelta(days=int(text)), "day"
    found = read_date(cell, form)
    if found and found > today and not re.search(r"\d{4}", text):
        found = found.replace(year=found.year - 100)  # "06/03/85"
    return found, "day"


def _mid(year: int) -> date:
    """The least wrong day of an unknown one."""
    return date(year, 7, 1)


def read_age(cell: Any) -> float | None:
    """Years of age; "3 tháng" is 0.25. ValueError for what is no age."""
    if is_blank(cell):
        return None
    if isinstance(cell, bool):
        raise ValueError(str(cell))
    if isinstance(cell, int | float):
        years = float(cell)
    else:
        said = fold(str(cell))
        if said in _NEWBORN:
            return 0.0
        match = _AGE.match(said) or _AGE_AND_MONTHS.match(said)
        if not match:
            raise ValueError(str(cell))
        unit = ((match[2] if match.re is _AGE else None) or "t")[:3]
        per_year = {"tha": 12, "th": 12, "mon": 12, "m": 12, "nga": 365, "d": 365, "tua": 52}
        years = float(match[1]) / per_year.get(unit, 1)
    if not 0 <= years <= 125:  # the oldest person on record reached 122
        raise ValueError(str(cell))
    return years


def years_between(birth: date, on: date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def phone_number(text: str) -> str:
    """As it is dialled at home, or as written where it is no Vietnamese number.

    A spreadsheet that took it for a number dropped the zero in front.
    """
    if len(text) == _PHONE_DIGITS and text[0] == "0" and text.isdigit():
        return text
    digits = re.sub(r"[\s.()'-]", "", text)
    digits = re.sub(r"^(?:\+84|0084|84(?=\d{9}$))0?", "0", digits)
    if re.fullmatch(r"[35789]\d{8}", digits):
        digits = "0" + digits
    return digits if re.fullmatch(r"0\d{9,10}", digits) else text


def identity_number(text: str) -> str:
    """Twelve digits, or nine of the older card; a spreadsheet dropped the zero in front of some."""
    if text.isdigit() and len(text) in _CARD_DIGITS:
        return text
    digits = re.sub(r"[\s.']", "", text)
    if digits.isdigit() and len(digits) + 1 in _CARD_DIGITS:
        digits = "0" + digits
    return digits if digits.isdigit() and len(digits) in _CARD_DIGITS else text


def read_number(cell: Any) -> float:
    """A count as officials write it: 1.234 is one thousand two hundred and thirty-four."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    text = str(cell).strip().replace(" ", "").replace("\u00a0", "").replace("−", "-")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(,\d{3})+", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"-?\d+,\d+", text):
        text = text.replace(",", ".")
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise ValueError(text)  # float() also takes "1_000", "nan" and "infinity"
    return float(text)
