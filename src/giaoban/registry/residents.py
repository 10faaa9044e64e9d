"""Importing a commune's register of residents with their doses; a known resident gains new doses.

The register is the denominator *số nhân khẩu quản lý*. A resident is known by identity number and name;
without a number by name, birth and commune.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from giaoban.intake import actions as intake
from giaoban.intake import codes, values
from giaoban.intake.fields import RESIDENTS
from giaoban.intake.mapping import Mapping, bind, load
from giaoban.intake.place_resolver import PlaceResolver
from giaoban.intake.received import keep
from giaoban.intake.result import ImportResult
from giaoban.intake.sheets import Row, open_sheet
from giaoban.kernel import bulk, clock
from giaoban.kernel.sealing import keyed_hash, seal
from giaoban.kernel.text import fold
from giaoban.places import trees as places
from giaoban.registry.linelist.people import new_ref
from giaoban.registry.models import Dose, Household, Identity, Person

_BATCH = 5_000
_FLAGS = ("underlying", "pregnant", "poor", "minority", "unvaccinable")
_MAX_DOSES = 4


def import_residents(
    path: Path,
    *,
    by: Any,
    mapping: Path | dict[str, Any] | None = None,
    at: datetime | None = None,
    progress: Callable[[int], None] = lambda rows: None,
) -> ImportResult:
    at = at or clock.now()
    given = mapping if isinstance(mapping, dict) else load(mapping)
    with keep(path) as (copy, sha256):
        sheet = open_sheet(copy)
        bound = bind(given, sheet.columns, (*RESIDENTS, "dose1_kind", "dose2_kind"))
        fallback = places.fallback_unit(at.date())
        batch = intake.open_batch(
            by=by, kind="residents", path=path, sha256=sha256, source="residents",
            place_id=fallback.id if fallback else None, at=at,
        )  # fmt: skip
        result = ImportResult(path.name, batch=batch.id)
        reader = _Reader(bound, PlaceResolver(None), at)
        while rows := list(islice(sheet.rows, _BATCH)):
            _take(rows, reader, batch, at, result)
            progress(result.rows)
    intake.close_batch(by=by, batch=batch, result=result, at=at)
    return result


class _Reader:
    """One row of a register → (person values, identity, hashes, household key, doses)."""

    def __init__(self, mapping: Mapping, resolver: PlaceResolver, at: datetime) -> None:
        self.index, self.constants = mapping.index, mapping.constants
        self.form = mapping.dates.get("*", "")
        self.resolver, self.day = resolver, at.date()
        self.doses = [n for n in range(1, _MAX_DOSES + 1) if f"dose{n}_date" in mapping.index]

    def get(self, name: str, cells: list[Any]) -> str:
        if name in self.index:
            cell = cells[self.index[name]]
            return cell if type(cell) is str else "" if cell is None else str(cell)
        return str(self.constants.get(name, ""))

    def read(self, cells: list[Any]) -> dict[str, Any]:
        place = (self.get("place", cells),) if "place" in self.index else tuple(
            self.get(f, cells) for f in ("province", "district", "commune"))  # fmt: skip
        found = self.resolver.resolve(place, self.day)
        if found.unit_id is None or not found.sure:
            raise ValueError(found.reason or "Không rõ địa bàn.")
        birth, precision = values.read_birth(self.get("birth", cells), self.form)
        name, cid, phone = (self.get(f, cells) for f in ("name", "cid", "phone"))
        household = self.get("household", cells)
        sex, trade = self.get("sex", cells), self.get("occupation", cells)
        return {
            "unit": found.unit_id, "birth": birth, "precision": precision,
            "sex": codes.code("sex", sex) if sex else "",
            "occupation": codes.code("occupation", trade) if trade else "",
            "flags": [codes.flag(self.get(f, cells)) for f in _FLAGS],
            "identity": {"name": name, "cid": cid, "phone": phone,
                         "address": self.get("address", cells)},
            "name": keyed_hash("name", fold(name)),
            "cid": keyed_hash("cid", cid) if cid else keyed_hash(
                "nocid", fold(name), str(birth), str(found.unit_id)),
            "phone": keyed_hash("phone", phone) if phone else None,
            "household": keyed_hash("household", str(found.unit_id), household) if household else None,
            "hamlet": self.get("hamlet", cells)[:80],
            "doses": [d for n in self.doses if (d := self._dose(n, cells))],
        }  # fmt: skip

    def _dose(self, number: int, cells: list[Any]) -> tuple[int, str, str, date] | None:
        on = values.read_date(self.get(f"dose{number}_date", cells), self.form)
        if on is None:
            return None
        if on > self.day:
            raise ValueError(f"Ngày tiêm mũi {number} ở tương lai.")
        kind = self.get(f"dose{number}_kind", cells) or ("primary" if number < 3 else "booster")
        return number, kind, self.get(f"dose{number}_vaccine", cells)[:30], on


def _take(rows: list[Row], reader: _Reader, batch: Any, at: datetime, result: ImportResult) -> None:
    people: dict[bytes, dict[str, Any]] = {}
    refused: list[dict[str, Any]] = []
    for number, cells in rows:
        try:
            person = reader.read(cells)
            people.setdefault(person["cid"], person)
        except ValueError as error:
            refused.append({
                "row": number, "outcome": "refused", "column": "", "value": "",
                "code": "resident_unreadable", "reason": f"Không đọc được dòng: {error}",
                "next": "Sửa ô đó rồi gửi lại tệp.", "cells": cells,
            })  # fmt: skip
    with transaction.atomic():
        fresh, gained = _write(people, bulk.db_time(at))
        intake.keep_issues(batch=batch, issues=refused)
    result.rows += len(rows)
    result.accepted += fresh
    result.corrected += gained
    result.unchanged += len(rows) - fresh - gained - len(refused)
    result.refused += [
        {k: r[k] for k in ("row", "column", "value", "code", "reason", "next")} for r in refused
    ]


def _write(people: dict[bytes, dict[str, Any]], at: Any) -> tuple[int, int]:
    """(new residents, known residents who gained a dose)."""
    known = {
        bytes(key): id_
        for key, id_ in Identity.objects.filter(cid_hash__in=list(people)).values_list(
            "cid_hash", "person_id"
        )
    }
    new = [p for key, p in people.items() if key not in known]
    ids = _insert_people(new, at)
    persons = [(i, p["doses"]) for i, p in zip(ids, new, strict=True)]
    gained = _missing_doses({known[key]: p["doses"] for key, p in people.items() if key in known})
    _insert_doses([*persons, *gained], at)
    return len(new), len(gained)


def _missing_doses(stated: dict[int, list[Any]]) -> list[tuple[int, list[Any]]]:
    """The doses of known residents that are not on record yet."""
    held = set(Dose.objects.filter(person__in=list(stated)).values_list("person_id", "number"))
    missing = {person: [d for d in doses if (person, d[0]) not in held] for person, doses in stated.items()}
    return [(person, doses) for person, doses in missing.items() if doses]


def _insert_doses(persons: list[tuple[int, list[Any]]], at: Any) -> None:
    day = bulk.day_writer()
    bulk.insert(
        Dose,
        ["person_id", "number", "kind", "vaccine", "date", "recorded_at"],
        [
            (person, number, kind, vaccine, day(on), at)
            for person, doses in persons
            for number, kind, vaccine, on in doses
        ],
    )


def _insert_people(new: list[dict[str, Any]], at: Any) -> range | list[int]:
    households, day = _households(new), bulk.day_writer()
    ids = bulk.reserve_ids(Person, len(new))
    bulk.insert(
        Person,
        ["id", "ref", "unit_id", "household_id", "resident", "birth", "birth_precision", "sex",
         "occupation", *_FLAGS, "recorded_at"],
        [
            (i, new_ref(), p["unit"], households.get(p["household"]), True,
             day(p["birth"]), p["precision"], p["sex"], p["occupation"], *p["flags"], at)
            for i, p in zip(ids, new, strict=True)
        ],
    )  # fmt: skip
    bulk.insert(
        Identity, ["person_id", "sealed", "name_hash", "cid_hash", "phone_hash"],
        [
            (i, seal(p["identity"]), p["name"], p["cid"], p["phone"])
            for i, p in zip(ids, new, strict=True)
        ],
    )  # fmt: skip
    return ids


def _households(people: list[dict[str, Any]]) -> dict[bytes, int]:
    wanted = {p["household"]: p for p in people if p["household"]}
    found = {
        bytes(key): id_
        for key, id_ in Household.objects.filter(key__in=list(wanted)).values_list("key", "id")
    }
    new = [(key, p) for key, p in wanted.items() if key not in found]
    ids = bulk.reserve_ids(Household, len(new))
    bulk.insert(
        Household, ["id", "unit_id", "hamlet", "key"],
        [(i, p["unit"], p["hamlet"], key) for i, (key, p) in zip(ids, new, strict=True)],
    )  # fmt: skip
    return found | {key: i for i, (key, _) in zip(ids, new, strict=True)}
