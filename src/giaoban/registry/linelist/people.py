"""The persons and sealed identities behind the rows of a line list."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from typing import Any

from giaoban.kernel import bulk
from giaoban.kernel.sealing import seal, unseal
from giaoban.registry.duplicates import queries as duplicates
from giaoban.registry.linelist.identity import identity_hashes
from giaoban.registry.linelist.record import FLAGS
from giaoban.registry.linelist.shapes import Context, Row
from giaoban.registry.models import Identity, Person

PERSON = [
    "id", "ref", "unit_id", "household_id", "resident", "birth", "birth_precision", "sex", "occupation",
    *FLAGS, "recorded_at",
]  # fmt: skip
IDENTITY = ["person_id", "sealed", "name_hash", "cid_hash", "phone_hash"]
_SEALED = ("name", "cid", "phone", "address")
_STATED = ("sex", "occupation", *FLAGS)


def new_refs(n: int) -> tuple[int, ...]:
    """Random names that tell nothing: the pseudonyms of extracts.

    Those given at once share their first 12 random bits, so they stand together in the index; one in 4,096 of
    the others has the same. What was written in one transaction has one time of recording anyway.
    """
    start = int.from_bytes(os.urandom(2)) >> 4 << 51
    return tuple(start | number >> 13 for number in struct.unpack(f">{n}Q", os.urandom(8 * n)))


def persons_of(rows: list[Row], context: Context) -> list[int]:
    """The person of each row: a resident known by the same number and name, else a new person."""
    hashes = [row.hashes for row in rows]
    columns = ["cid_hash", "name_hash", "person_id"]
    wanted = [cid for _, cid, _ in hashes if cid]
    known = {(cid, name): person for cid, name, person in bulk.fetch(Identity, columns, "cid_hash", wanted)}
    known = _followed(known)
    fresh = _fresh(hashes, known)
    ids = dict(zip(fresh, bulk.reserve_ids(Person, len(fresh)), strict=True))
    _insert([(ids[i], rows[i], hashes[i]) for i in fresh], context)
    for i, id_ in ids.items():
        name, cid, _ = hashes[i]
        if cid:
            known[(cid, name)] = id_
    return [ids[i] if i in ids else known[(cid, name)] for i, (name, cid, _) in enumerate(hashes)]


def _followed(known: dict[Any, int]) -> dict[Any, int]:
    """Who was absorbed by another is met as that other."""
    kept = duplicates.kept_instead(known.values())
    return {key: kept.get(person, person) for key, person in known.items()}


def _fresh(hashes: list[Any], known: dict[Any, int]) -> list[int]:
    """Places of the rows that bring a person; the second row of one brings none."""
    found, seen = [], set(known)
    for i, (name, cid, _) in enumerate(hashes):
        if not cid:
            found.append(i)
        elif (cid, name) not in seen:
            seen.add((cid, name))
            found.append(i)
    return found


def _insert(new: list[tuple[int, Row, Any]], context: Context) -> None:
    day, at = bulk.day_writer(), context.stamp
    persons, identities = [], []
    for (id_, row, (name, cid, phone)), ref in zip(new, new_refs(len(new)), strict=True):
        r = row.record
        persons.append((
            id_, ref, row.place.unit_id, None, False, day(r.birth), r.birth_precision, r.sex, r.occupation,
            r.underlying, r.pregnant, r.poor, r.minority, r.unvaccinable, at,
        ))  # fmt: skip
        identities.append((id_, row.sealed, name, cid, phone))
    bulk.insert(Person, PERSON, persons)
    bulk.insert(Identity, IDENTITY, identities)


def correct_persons(changed: list[tuple[Row, int]], context: Context) -> set[int]:
    """Write what the rows state of their persons; the ids of those that were otherwise before.

    A column the file lacks leaves what is known. A blank cell takes back a fact, but never a name, a number
    or an address: whom to call is not forgotten because one list leaves it out.
    """
    ids = [person for _, person in changed]
    return _attributes(changed, ids, context) | _identities(changed, ids)


def _attributes(changed: list[tuple[Row, int]], ids: list[int], context: Context) -> set[int]:
    columns = [f for f in _STATED if f in context.present]
    if "birth" in context.present:
        columns += ["birth", "birth_precision"]
    before = {id_: list(held) for id_, *held in bulk.fetch(Person, ["id", *columns], "id", ids)}
    day, updates = _stored(columns), {}
    for row, person in changed:
        stated = [getattr(row.record, name) for name in columns]
        if stated != before.get(person, stated):
            updates[person] = (*day(stated), person)
    bulk.update(Person, columns, list(updates.values()))
    return set(updates)


def _stored(columns: list[str]) -> Callable[[list[Any]], list[Any]]:
    write = bulk.day_writer()
    return lambda values: [write(v) if c == "birth" else v for c, v in zip(columns, values, strict=True)]


def _identities(changed: list[tuple[Row, int]], ids: list[int]) -> set[int]:
    held = bulk.fetch(Identity, ["person_id", "sealed"], "person_id", ids)
    before = {person: unseal(sealed) for person, sealed in held}
    updates = {}
    for row, person in changed:
        known = before.get(person, {})
        stated = {name: value for name, value in row.record.identity().items() if value}
        merged = {name: stated.get(name) or known.get(name, "") for name in _SEALED}
        if merged != {name: known.get(name, "") for name in _SEALED}:
            hashes = identity_hashes(merged["name"], merged["cid"], merged["phone"])
            updates[person] = (seal(merged), *hashes, person)
    bulk.update(Identity, IDENTITY[1:], list(updates.values()), key="person_id")
    return set(updates)
