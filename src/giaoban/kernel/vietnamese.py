"""Numbers, shares, dates and hours as Vietnamese officials write them (no Django)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal


def rounded(value: float | int | Decimal, places: int) -> Decimal:
    """Half-up rounding of the number as it prints, the rounding of paper and pencil."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def number(value: float | int | Decimal | None, places: int | None = None) -> str:
    """1234.5 → "1.234,5"; None → "–". Without `places` trailing zeros are dropped (at most 3)."""
    if value is None:
        return "–"
    shown = rounded(value, 3 if places is None else places)
    text = f"{shown:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def percent(value: float | int | Decimal | None, places: int = 2) -> str:
    """96.72 → "96,72%". Small shares keep three places, so that 0,027% does not become 0,03%."""
    if value is None:
        return "–"
    if value != 0 and abs(float(value)) < 0.1 and places < 3:
        places = 3
    return number(value, places) + "%"


def signed(value: float | int | None, places: int | None = None) -> str:
    """+1.234, −60 or 0: a change."""
    if value is None:
        return "–"
    text = number(abs(value), places)
    return text if value == 0 else ("+" if value > 0 else "−") + text


def date_vi(value: date | None) -> str:
    """2022-03-06 → "06/3/2022" (day with a leading zero, month as officials write it)."""
    if value is None:
        return "–"
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}/{month}/{value.year}"


def datetime_vi(value: datetime | None) -> str:
    """→ "16 giờ 00 ngày 06/3/2022"."""
    if value is None:
        return "–"
    return f"{value.hour} giờ {value.minute:02d} ngày {date_vi(value.date())}"
