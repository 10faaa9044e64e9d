"""Who a stated person may be among those known. Pure.

It proposes and never decides, nor does a form choose beforehand: twins share birth, home and phone, and one
child may go by two names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SAME, LIKELY, MAYBE = "same", "likely", "maybe"
ORDER = (SAME, LIKELY, MAYBE)


@dataclass(frozen=True)
class Stated:
    """What is compared of a person: hashes for what is sealed."""

    name: bytes
    birth: date | None
    precision: str
    sex: str
    phone: bytes | None


@dataclass(frozen=True)
class Match:
    """A known person and why it may be the one."""

    person: int
    rank: str
    reasons: tuple[str, ...]  # codes: name, birth, year, phone, other_name, other_sex


def match(stated: Stated, known: Stated, person: int) -> Match | None:
    """None where nothing but a common name or a shared phone speaks for it."""
    name = stated.name == known.name
    phone = stated.phone is not None and stated.phone == known.phone
    day, year = _births(stated, known)
    if stated.sex and known.sex and stated.sex != known.sex:
        return Match(person, MAYBE, ("name", "birth", "other_sex")) if name and day else None
    if name and (day or (year and phone)):
        rank = SAME
    elif name and year:
        rank = LIKELY
    elif phone and day:
        rank = MAYBE
    else:
        return None
    reasons = ("name" if name else "other_name", "birth" if day else "year", *(("phone",) if phone else ()))
    return Match(person, rank, reasons)


def _births(stated: Stated, known: Stated) -> tuple[bool, bool]:
    """(the same day, the same year): a year alone agrees with every day of it, and is no day."""
    if stated.birth is None or known.birth is None:
        return False, False
    exact = stated.precision == known.precision == "day"
    return exact and stated.birth == known.birth, stated.birth.year == known.birth.year
