"""Reads of declarations as received."""

from __future__ import annotations

from datetime import date
from typing import Any

from giaoban.accounts.scope import Scope
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


def station(short: str, on: date) -> tuple[Unit, Facility | None] | None:
    """The commune of a short code: its own, or that of a station in it; None where nothing is taken."""
    units = places.valid_on(on).filter(level="commune")
    facility = Facility.objects.select_related("unit").filter(code__iexact=short).first()
    if facility and facility.unit.level == "commune":
        return facility.unit, facility
    unit = units.filter(code=short).first()
    if unit is None:
        return None
    found = unit.facilities.filter(kind="station", valid_from__lte=on).order_by("code").first()
    return unit, found


def received(scope: Scope) -> Any:
    return scope.within(Declaration.objects.all())


def failed_looks(origin: bytes, since: Any) -> int:
    """How often an address guessed wrong lately."""
    return WrongLook.objects.filter(origin_hash=origin, at__gte=since).count()
