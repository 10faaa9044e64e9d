"""Rows of a register of residents, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from giaoban.intake import codes, values
from giaoban.intake.cells import Columns, Stated, text
from giaoban.intake.mapping import Mapping
from giaoban.intake.place_resolver import PlaceResolver, Resolution
from giaoban.intake.sheets import open_sheet
from giaoban.intake.workbooks import Row
from giaoban.kernel.columns import columns_of
from giaoban.kernel.sealing import keyed_hash, seal
from giaoban.kernel.text import fold
from giaoban.kernel.told import told
from giaoban.places import trees as places
from giaoban.registry.linelist import words
from giaoban.registry.linelist.identity import identity_hashes
from giaoban.registry.linelist.record import FLAGS

BATCH = 5_000  # rows checked at once; `kernel.pace` cuts them into transactions
_MAX_DOSES = 4
_OLDEST = 1890  # a register is of the living
_KINDS = {"primary": "primary", "additional": "additional", "booster": "booster", "co ban": "primary",
          "lieu co ban": "primary", "bo sung": "additional", "lieu bo sung": "additional",
          "nhac lai": "booster", "lieu nhac lai": "booster", "tang cuong": "booster"}  # fmt: skip
Dose = tuple[int, str, str, date]  # number, kind, vaccine, day


@dataclass(slots=True)
class Resident:
    key: tuple[bytes, bytes]  # hashes of the identity number, or what stands in for it, and of the name
    phone: bytes | None
    household: bytes | None
    unit_id: int
    hamlet: str
    birth: date | None
    precision: str
    sex: str
    occupation: str
    flags: tuple[bool, ...]
    sealed: bytes  # the identity
    doses: list[Dose]
    numbered: bool  # by an identity number


_FIELDS = [f.name for f in fields(Resident)]


@dataclass
class Checked:
    """`rows` lines of a register: the residents among them, and the issues of the others."""

    rows: int
    people: list[Resident]
    issues: list[dict[str, Any]]
    passed_over: list[dict[str, Any]]

    def __reduce__(self) -> tuple[Any, ...]:
        """From another process it comes as columns."""
        return _unpacked, (self.rows, columns_of(self.people, _FIELDS), self.issues, self.passed_over)


def _unpacked(rows: int, people: Any, *others: Any) -> Checked:
    return Checked(rows, list(map(Resident, *people)), *others)


def checked(path: Path, mapping: Mapping, at: datetime) -> Iterator[Checked]:
    """The rows of a register in batches: all that needs no writing. The file must have been opened before."""
    sheet = open_sheet(path, encoding=mapping.encoding, sound=True)
    reader = ResidentReader(mapping, PlaceResolver(places.fallback_unit(at.date())), at.date())
    while (rows := list(islice(sheet.rows, BATCH))) or sheet.passed_over:
        yield Checked(len(rows), *reader.read(rows), sheet.passed())


class ResidentReader:
    """Reads batches of rows under one mapping. A register is of a place: without a sure one the row waits."""

    def __init__(self, mapping: Mapping, resolver: PlaceResolver, today: date) -> None:
        self.columns, self.mapping, self.resolver, self.today = Columns(mapping), mapping, resolver, today
        self.doses = [n for n in range(1, _MAX_DOSES + 1) if mapping.has(f"dose{n}_date")]

    def read(self, rows: list[Row]) -> tuple[list[Resident], list[dict[str, Any]]]:
        columns = self.columns
        columns.take(rows)
        texts = {f: columns.texts(f) for f in ("name", "cid", "phone", "address", "household", "hamlet")}
        births = columns.meant("birth", self._birth, words.no_birth, (None, "year"))
        sexes = columns.meant("sex", _code("sex"), words.no_code("sex"), "")
        trades = columns.meant("occupation", _trade, words.no_code("occupation"), "")
        flags = list(zip(*(columns.meant(f, FLAGS[f], words.no_flag, False) for f in FLAGS), strict=True))
        doses = [self._doses(n) for n in self.doses]
        stated = columns.places()
        people, held = [], []
        for i, name in enumerate(texts["name"]):
            if not name:
                columns.faults.setdefault(i, words.nameless(columns.heading("name")))
        for i in columns.sound():
            place = self.resolver.resolve(stated[i], self.today)
            if not place.sure:
                held.append(place.issue(*rows[i]))
                continue
            days = [dose[3] for column in doses if (dose := column[i])]
            if days != sorted(days):
                columns.faults[i] = words.doses_out_of_order()
                continue
            people.append(
                _resident(
                    place, {name: column[i] for name, column in texts.items()}, births[i], sexes[i],
                    trades[i], flags[i], [dose for column in doses if (dose := column[i])],
                )
            )  # fmt: skip
        return people, [*columns.issues(), *held]

    def _birth(self, cell: Any) -> tuple[date | None, str]:
        if values.is_blank(cell):
            return None, "year"
        birth, precision = values.read_birth(cell, self.mapping.date_form("birth"), self.today)
        if birth and birth > self.today and (precision == "day" or birth.year > self.today.year):
            reason = told("Ngày sinh %(day)s ở tương lai.", day=birth)
            raise Stated("birth_in_future", reason, told("Kiểm tra lại năm sinh."))
        if birth and not _OLDEST <= birth.year <= self.today.year:
            raise Stated(
                "birth_impossible", told("Ngày sinh này không thể có."), told("Kiểm tra lại năm sinh.")
            )
        return birth, precision

    def _doses(self, number: int) -> list[Dose | None]:
        days = self.columns.meant(f"dose{number}_date", self._dose_day(number), words.no_day)
        usual = "primary" if number < 3 else "booster"
        kinds = self.columns.meant(f"dose{number}_kind", _kind(usual), words.no_dose_kind, usual)
        vaccines = self.columns.texts(f"dose{number}_vaccine")
        return [
            (number, kind, vaccine[:30], day) if day else None
            for day, kind, vaccine in zip(days, kinds, vaccines, strict=True)
        ]

    def _dose_day(self, number: int) -> Callable[[Any], date | None]:
        form = self.mapping.date_form(f"dose{number}_date")

        def read(cell: Any) -> date | None:
            day = values.read_date(cell, form)
            if day and day > self.today:
                reason = told("Ngày tiêm mũi %(number)s %(day)s ở tương lai.", number=number, day=day)
                raise Stated("date_in_future", reason, told("Kiểm tra lại ngày."))
            return day

        return read


def _resident(
    place: Resolution, said: dict[str, str], birth: tuple[date | None, str], sex: str, trade: str,
    flags: tuple[bool, ...], doses: list[Dose],
) -> Resident:  # fmt: skip
    assert place.unit_id is not None  # a sure place has a unit
    name, number, phone = identity_hashes(said["name"], said["cid"], said["phone"])
    if number is None:
        number = keyed_hash("nocid", fold(said["name"]), str(birth[0]), str(place.unit_id))
    household = said["household"]
    return Resident(
        (number, name), phone,
        keyed_hash("household", str(place.unit_id), household) if household else None,
        place.unit_id, said["hamlet"][:80], *birth, sex, trade, flags,
        seal({f: said[f] for f in ("name", "cid", "phone", "address")}), doses, bool(said["cid"]),
    )  # fmt: skip


def _code(kind: str) -> Callable[[Any], str]:
    def read(cell: Any) -> str:
        said = text(cell)
        return "" if values.is_blank(said) else codes.code(kind, said)

    return read


def _trade(cell: Any) -> str:
    try:
        return _code("occupation")(cell)
    except ValueError:
        return "other"  # an open list


def _kind(usual: str) -> Callable[[Any], str]:
    def read(cell: Any) -> str:
        said = fold(text(cell))
        if not said:
            return usual
        if said not in _KINDS:
            raise ValueError(said)
        return _KINDS[said]

    return read
