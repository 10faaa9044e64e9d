"""The persons and sealed identities behind the rows of a line list."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from giaoban.kernel import bulk
from giaoban.kernel.sealing import keyed_hash, seal
from giaoban.kernel.text import fold
from giaoban.registry.linelist.record import Record
from giaoban.registry.linelist.shapes import Context, Row
from giaoban.registry.models import Identity, Person

_FLAGS = ("underlying", "pregnant", "poor", "minority", "unvaccinable")


def new_ref() -> int:
    """A random name that tells nothing: the keyed pseudonym of extracts."""
    return int.from_bytes(os.urandom(8), "big") >> 1


def persons_of(rows: list[Row], context: Context) -> list[int]:
    """The person of each row: a resident known by the same number and name, else a new person."""
    hashes = [_hashes(row.record) for row in rows]
    wanted = [cid for _, cid, _ in hashes if cid]
    known = {
        (bytes(i["cid_hash"]), bytes(i["name_hash"])): i["person_id"]
        for i in Identity.objects.filter(cid_hash__in=wanted).values("cid_hash", "name_hash", "person_id")
    }
    found = [known.get((cid, name)) if cid else None for name, cid, _ in hashes]
    day = bulk.day_writer()
    new_ids = iter(bulk.reserve_ids(Person, found.count(None)))
    persons, identities, result = [], [], []
    for row, (name, cid, phone), person in zip(rows, hashes, found, strict=True):
        if person is None:
            person = next(new_ids)
            persons.append((person, new_ref(), row.place.unit_id, *_attributes(row.record, day), False,
                            bulk.db_time(context.at)))  # fmt: skip
            identities.append((person, seal(_identity(row.record)), name, cid, phone))
            if cid:
                known[(cid, name)] = person
        result.append(person)
    bulk.insert(
        Person,
        ["id", "ref", "unit_id", "birth", "birth_precision", "sex", "occupation", "underlying",
         "pregnant", "poor", "minority", "unvaccinable", "resident", "recorded_at"],
        persons,
    )  # fmt: skip
    bulk.insert(Identity, ["person_id", "sealed", "name_hash", "cid_hash", "phone_hash"], identities)
    return result


def _attributes(record: Record, day: Callable[[Any], Any]) -> tuple[Any, ...]:
    flags = record.flags
    return (
        day(record.birth), record.birth_precision, record.coded.get("sex", ""),
        record.coded.get("occupation", ""), flags.get("underlying", False),
        flags.get("pregnant", False), flags.get("poor", False), flags.get("minority", False),
        flags.get("unvaccinable", False),
    )  # fmt: skip


def _identity(record: Record) -> dict[str, str]:
    text = record.text
    return {
        "name": record.name, "cid": text.get("cid", ""), "phone": text.get("phone", ""),
        "address": text.get("address", ""),
    }  # fmt: skip


def _hashes(record: Record) -> tuple[bytes, bytes | None, bytes | None]:
    cid, phone = record.text.get("cid", ""), record.text.get("phone", "")
    return (
        keyed_hash("name", fold(record.name)),
        keyed_hash("cid", cid) if cid else None,
        keyed_hash("phone", phone) if phone else None,
    )


def correct_persons(changed: list[tuple[Row, dict[str, Any]]], context: Context) -> None:
    """Write what the file states of each person; a column it lacks leaves what is known."""
    stated = [f for f in ("sex", "occupation", *_FLAGS) if f in context.present]
    with_birth = "birth" in context.present
    people, identities = [], []
    day = bulk.day_writer()
    for row, case in changed:
        record = row.record
        values = [record.coded.get(f) or record.flags.get(f) or _blank(f) for f in stated]
        if with_birth:
            values += [day(record.birth), record.birth_precision]
        people.append((*values, case["person_id"]))
        if record.name:
            identities.append((seal(_identity(record)), *_hashes(record), case["person_id"]))
    columns = [*stated, *(["birth", "birth_precision"] if with_birth else [])]
    if columns:
        bulk.update(Person, columns, people)
    bulk.update(Identity, ["sealed", "name_hash", "cid_hash", "phone_hash"], identities, key="person_id")


def _blank(name: str) -> Any:
    return False if name in _FLAGS else ""
