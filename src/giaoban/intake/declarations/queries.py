"""Reads of declarations as received."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection

from giaoban.intake.declarations.models import Declaration, WrongLook
from giaoban.intake.declarations.rules import Household
from giaoban.kernel.sealing import keyed_hash, unseal
from giaoban.places import queries as places
from giaoban.places.models import Facility, Unit

_CODE_DIGITS = 6


def content(declaration: Declaration) -> Household:
    return Household.of(unseal(declaration.sealed))


def code_of(number: int) -> str:
    """The secret beside the number, made from it: nothing more to keep."""
    made = int.from_bytes(keyed_hash("declaration-code", str(number))[:6], "big")
    return str(made % 10**_CODE_DIGITS).zfill(_CODE_DIGITS)


def by_number(number: int) -> Declaration | None:
    """For whoever also shows the code or a year of birth; the caller checks that."""
    return Declaration.objects.select_related("unit").filter(number=number).first()


def opens(declaration: Declaration, said: str) -> bool:
    """Whether `said` is the code, or the year of birth of somebody declared."""
    word = said.strip()
    years = {str(person.born.year) for person in content(declaration).persons if person.born}
    return word == code_of(declaration.number) or (word[-4:] in years and len(word) in (4, 10))


def commune(short: str, on: date) -> tuple[Unit, str] | None:
    """The commune of a short code with the station's code where it was a station's; None where nothing is
    taken, as beyond this installation: nobody there would read it. One question for a commune's code: this is
    asked for every declaration."""
    unit = places.commune(short, on)
    if unit is not None:
        return (unit, "") if places.inside(unit) else None
    facility = Facility.objects.select_related("unit").filter(code__iexact=short).first()
    if facility is None or facility.unit.level != "commune" or not places.inside(facility.unit):
        return None
    return facility.unit, facility.code


def station_of(unit: Unit, code: str, on: date) -> Facility | None:
    """The station by its code, else the first one of the commune."""
    found = unit.facilities.filter(code=code) if code else unit.facilities.filter(kind="station")
    return found.filter(valid_from__lte=on).order_by("code").first()


def lately(phone: bytes, origin: bytes | None, since: datetime, most: int) -> tuple[int, int]:
    """How many declarations one phone and one address sent since then, counted up to `most`."""
    table = Declaration._meta.db_table
    of_one = f'(SELECT 1 FROM "{table}" WHERE {{}} = %s AND received_at > %s LIMIT %s) AS held'
    phones, origins = (f"(SELECT COUNT(*) FROM {of_one.format(c)})" for c in ("phone_hash", "origin_hash"))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {phones}, {origins}", [phone, since, most, origin, since, most])
        from_phone, from_origin = cursor.fetchone()
    return from_phone, from_origin


def failed_looks(origin: bytes, since: Any) -> int:
    """How often an address guessed wrong lately."""
    return WrongLook.objects.filter(origin_hash=origin, at__gte=since).count()
