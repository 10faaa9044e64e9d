"""Numbers, dates and units in the reader's language: Vietnamese as officials write, English plainly."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import vietnamese

Number = float | int | Decimal
_TO_ENGLISH = str.maketrans({",": ".", ".": ","})
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

# What stands after a figure's value on a screen; the share's sign stands inside the value.
UNIT_WORDS: dict[str, str | Promise] = {
    "cases": _("ca"),
    "persons": _("người"),
    "deaths": _("ca tử vong"),
    "communes": _("xã"),
    "beds": _("giường"),
    "doses": _("mũi"),
    "per_100k_week": _("ca/100.000 dân/tuần"),
    "days": pgettext_lazy("number of days", "ngày"),
    "checks": _("lượt"),
    "person_days": _("ngày theo dõi"),
    "station_days": _("ngày trạm"),
    "alarms": _("báo động"),
    "referrals": _("yêu cầu"),
    "packs": _("phần thuốc"),
    "minutes": _("phút"),
    "per_person_day": _("lượt/người/ngày"),
    "per_station_day": _("báo động/trạm/ngày"),
    "per_staff": _("ca/nhân viên"),
}
_PLACES = {
    "per_100k_week": 1, "days": 1, "minutes": 1, "per_person_day": 2, "per_station_day": 2, "per_staff": 1,
}  # fmt: skip


def in_english() -> bool:
    return (get_language() or "vi").startswith("en")


def _written(text: str) -> str:
    return text.translate(_TO_ENGLISH) if in_english() else text


def number(value: Number | None, places: int | None = None) -> str:
    return _written(vietnamese.number(value, places))


def percent(value: Number | None, places: int = 2) -> str:
    return _written(vietnamese.percent(value, places))


def signed(value: float | int | None, places: int | None = None) -> str:
    return _written(vietnamese.signed(value, places))


def day(value: date | None) -> str:
    """06/3/2022, in English 6 March 2022."""
    if value is None or not in_english():
        return vietnamese.date_vi(value)
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime | None) -> str:
    """16 giờ 00 ngày 06/3/2022, in English 16:00 on 6 March 2022."""
    if value is None or not in_english():
        return vietnamese.datetime_vi(value)
    return f"{value:%H:%M} on {day(value.date())}"


def in_unit(value: Number | None, unit: str) -> str:
    """A figure's value as it is written in its unit: 96,72% · 812,4 · 45.200."""
    if unit == "percent":
        return percent(value)
    return number(value, _PLACES.get(unit, 0) if value is not None and value % 1 else 0)


def change_in_unit(change: float | int | None, unit: str) -> str:
    """A change with its sign; of a share it is percentage points, never per cent."""
    if unit == "percent":
        return signed(change, 2) + " " + gettext("điểm %")
    return signed(change, _PLACES.get(unit, 0) if change is not None and change % 1 else 0)


def unit_word(unit: str) -> str:
    return str(UNIT_WORDS.get(unit, ""))
