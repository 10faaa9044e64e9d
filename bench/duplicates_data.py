"""A made-up register of a million persons of whom one in ten stands twice, and which ones they are.

Households share a surname, a place and often a phone; twins, dormitories with one phone and the many who
share a name are in it. Of the doubles half are written without marks, three in ten with a typing error, half
lack the identity number; days and months are swapped, phones changed, people moved, births cut to a year.
The shares not asked by the issue are guesses. Nobody real: numbers begin with 000, phones with 010 or 011.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from demo.identity import GIVEN, MIDDLE, SURNAMES

COMMUNES, COMMUNES_OF_DISTRICT = 177, 14
LAST_DAY = date(2022, 3, 6)
_SECOND = ("Gia", "Bảo", "Thùy", "Khánh", "Diệu", "Tuấn", "Hoàng", "Trọng", "Anh", "Ngọc", "Đăng", "Mạnh",
           "Kim", "Như", "Quỳnh", "Đình", "Công", "Bá", "Thế", "Tiến", "Hải", "Nhật",
           "Cẩm", "Mỹ", "Tường")  # fmt: skip
_LETTERS = "abcdeghiklmnopqrstuvxy"
WITHOUT_MARKS, TYPED_WRONG, WITHOUT_NUMBER = 0.5, 0.3, 0.5  # asked
_SWAPPED, _YEAR_ONLY, _DAY_WRONG, _PHONE_CHANGED, _MOVED, _NUMBER_WRONG = 0.08, 0.07, 0.05, 0.2, 0.1, 0.02


@dataclass(frozen=True, slots=True)
class Made:
    """One record; `truth` is the person it is about."""

    truth: int
    name: str
    birth: date | None
    precision: str
    sex: str
    cid: str
    phone: str
    unit: int


def register(records: int, seed: int = 0) -> Iterator[Made]:
    """`records` of them, a tenth of which say of somebody what another says already."""
    draw = random.Random(seed)
    doubles = records // 10
    every = (records - doubles) / doubles
    due, given = every, 0
    for number, person in enumerate(_people(records - doubles, draw)):
        yield person
        if number + 1 >= due and given < doubles:
            due += every
            given += 1
            yield _again(person, draw)
    assert given == doubles


def _people(n: int, draw: random.Random) -> Iterator[Made]:
    made, household = 0, 0
    while made < n:
        household += 1
        size = 30 if household % 4_000 == 0 else draw.choice((1, 2, 3, 4, 4, 5, 6))
        dormitory = household % 1_500 == 0
        for person in _household(household, min(200 if dormitory else size, n - made), made, draw, dormitory):
            yield person
            made += 1


def _household(number: int, size: int, first: int, draw: random.Random, dormitory: bool) -> Iterator[Made]:
    unit, surname, phone = draw.randrange(COMMUNES), _of(SURNAMES, draw), _phone(first, draw)
    before: Made | None = None
    for place in range(size):
        female = draw.random() < 0.5
        own = surname if not dormitory and draw.random() < 0.67 else _of(SURNAMES, draw)
        birth = LAST_DAY - timedelta(days=int(draw.triangular(0, 33_000, 8_000)))
        if before and not dormitory and draw.random() < 0.004:  # twins
            assert before.birth
            birth, own, female = before.birth, before.name.split()[0], before.sex == "f"
        name = f"{own} {_words(female, draw)}"
        if before and birth == before.birth and name == before.name:
            name += " Em"
        cid = _number(birth, female, first + place) if _has_number(birth, draw) else ""
        shared = dormitory or draw.random() < 0.5
        told = phone if shared else ("" if draw.random() < 0.2 else _phone(first + place, draw))
        before = Made(first + place, name, birth, "day", "f" if female else "m", cid, told, unit)
        yield before


def _words(female: bool, draw: random.Random) -> str:
    second = f"{draw.choice(_SECOND)} " if draw.random() < 0.6 else ""
    return f"{_of(MIDDLE[female], draw)} {second}{_of(GIVEN[female], draw)}"


def _of(weighted: dict[str, int], draw: random.Random) -> str:
    return draw.choices(list(weighted), list(weighted.values()))[0]


def _phone(number: int, draw: random.Random) -> str:
    return f"010{(number * 7_919 + 13) % 10**7:07d}"


def _has_number(birth: date, draw: random.Random) -> bool:
    return (LAST_DAY - birth).days > 14 * 365 and draw.random() < 0.9


def _number(birth: date, female: bool, person: int) -> str:
    return f"000{(0 if birth.year < 2000 else 2) + female}{birth.year % 100:02d}{person % 10**6:06d}"


def _again(person: Made, draw: random.Random) -> Made:
    """The same person as another list writes them."""
    name = person.name
    if draw.random() < TYPED_WRONG:
        name = _mistyped(name, draw)
    if draw.random() < WITHOUT_MARKS:
        name = bare(name)
    birth, precision = _birth(person, draw)
    cid, phone, unit = person.cid, person.phone, person.unit
    if draw.random() < WITHOUT_NUMBER:
        cid = ""
    elif cid and draw.random() < _NUMBER_WRONG:
        cid = cid[:-1] + str((int(cid[-1]) + 1) % 10)
    if draw.random() < _PHONE_CHANGED:
        phone = draw.choice(("", f"011{draw.randrange(10**7):07d}"))
    if draw.random() < _MOVED:
        unit = draw.randrange(COMMUNES)
    return replace(person, name=name, birth=birth, precision=precision, cid=cid, phone=phone, unit=unit)


def _birth(person: Made, draw: random.Random) -> tuple[date | None, str]:
    birth, chance = person.birth, draw.random()
    assert birth
    if chance < _SWAPPED and birth.day <= 12:
        return date(birth.year, birth.day, birth.month), "day"
    if chance < _SWAPPED + _YEAR_ONLY:
        return date(birth.year, 7, 1), "year"
    if chance < _SWAPPED + _YEAR_ONLY + _DAY_WRONG:
        return date(birth.year, birth.month, draw.randrange(1, 29)), "day"
    return birth, "day"


def _mistyped(name: str, draw: random.Random) -> str:
    at, kind = draw.randrange(len(name)), draw.randrange(4)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + draw.choice(_LETTERS) + name[at:]
    if kind == 2 and at + 1 < len(name):
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + draw.choice(_LETTERS) + name[at + 1 :]


def bare(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "D")
