"""Importing a commune's register of residents with their doses; a known resident gains new doses.

The register is the denominator *số nhân khẩu quản lý*. A resident is known by identity number and name;
without a number by name, birth and commune, and apart from a namesake by household or sex. What a register
says of a known resident beside doses is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from giaoban.intake import actions as intake
from giaoban.intake.beside import helped, starting
from giaoban.intake.fields import RESIDENTS
from giaoban.intake.mapping import Mapping
from giaoban.intake.result import ImportResult
from giaoban.intake.taking import taking
from giaoban.kernel import bulk, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.pace import Pace
from giaoban.kernel.told import told
from giaoban.registry import resident_namesakes as namesakes
from giaoban.registry.duplicates import queries as duplicates
from giaoban.registry.linelist.people import IDENTITY, PERSON, new_refs
from giaoban.registry.models import Dose, Household, Identity, Person
from giaoban.registry.resident_rows import Checked, Resident, checked

Key = tuple[bytes, bytes]  # by which a resident is known: number or stand-in for it, and name


def import_residents(
    path: Path,
    *,
    by: Any,
    mapping: Path | dict[str, Any] | None = None,
    at: datetime | None = None,
    progress: Callable[[int], None] = lambda rows: None,
) -> ImportResult:
    at = at or clock.now()
    with (
        starting(path) as process,
        taking(
            path, by=by, kind="residents", fields=RESIDENTS, usable=usable, mapping=mapping, at=at,
            outcome=ImportResult,
        ) as file,
        helped(file.copy, process) as beside,
    ):  # fmt: skip
        if process:
            file.sheet.let_go()
        pace, met = Pace(), dict[int, namesakes.Who]()
        for found in beside.batches(checked, path=file.copy, mapping=file.mapping, at=at):
            _take(found, file.batch, bulk.db_time(at), pace, met, file.result)
            progress(file.result.rows)
    return file.result


def usable(mapping: Mapping, path: Path) -> None:
    if not mapping.has("name"):
        raise UserError(
            "header_unrecognised",
            told("Tệp “%(file)s” không có cột nào nhận ra là họ tên.", file=path.name),
            told("Đặt tên cột ở dòng đầu, hoặc gửi kèm bảng ánh xạ."),
        )


def _take(
    found: Checked, batch: Any, at: Any, pace: Pace, met: dict[int, namesakes.Who], result: ImportResult
) -> None:
    """Write one batch, each part of it all or nothing."""
    issues = found.issues
    for people in pace.parts(found.people):
        once = namesakes.once(people)
        with transaction.atomic():
            bulk.one_writer()
            bulk.by_index()
            namesakes.tell_apart(once, at, met)
            fresh, gained = _write({person.key: person for person in once}, at)
            intake.keep_issues(batch=batch, issues=issues)
        issues = []  # kept with the first part
        result.accepted += fresh
        result.corrected += gained
        result.unchanged += len(people) - fresh - gained
    result.rows += found.rows
    result.passed_over += found.passed_over
    result.add_issues(found.issues)


def _write(people: dict[Key, Resident], at: Any) -> tuple[int, int]:
    """(new residents, known residents who gained a dose)."""
    columns = ["cid_hash", "name_hash", "person_id"]
    numbers = [cid for cid, _ in people]
    known = {(cid, name): id_ for cid, name, id_ in bulk.fetch(Identity, columns, "cid_hash", numbers)}
    kept = duplicates.kept_instead(known.values())
    known = {key: kept.get(id_, id_) for key, id_ in known.items()}
    met = {known[key]: person for key, person in people.items() if key in known}
    new = [person for key, person in people.items() if key not in known]
    doses = [*zip(_insert_people(new, at), (p.doses for p in new), strict=True), *_missing_doses(met)]
    gained = len(doses) - len(new)
    _insert_doses(doses, at)
    return len(new), gained


def _missing_doses(met: dict[int, Resident]) -> list[tuple[int, list[Any]]]:
    """The doses of known residents that are not on record yet."""
    held = set(bulk.fetch(Dose, ["person_id", "number"], "person_id", list(met)))
    missing = {id_: [d for d in person.doses if (id_, d[0]) not in held] for id_, person in met.items()}
    return [(id_, doses) for id_, doses in missing.items() if doses]


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


def _insert_people(new: list[Resident], at: Any) -> range | list[int]:
    households, day = _households(new), bulk.day_writer()
    ids = bulk.reserve_ids(Person, len(new))
    bulk.insert(
        Person,
        PERSON,
        [
            (id_, ref, p.unit_id, households.get(p.household or b""), True, day(p.birth), p.precision, p.sex,
             p.occupation, *p.flags, at)
            for id_, ref, p in zip(ids, new_refs(len(new)), new, strict=True)
        ],
    )  # fmt: skip
    bulk.insert(
        Identity,
        IDENTITY,
        [(id_, p.sealed, p.key[1], p.key[0], p.phone) for id_, p in zip(ids, new, strict=True)],
    )
    return ids


def _households(people: list[Resident]) -> dict[bytes, int]:
    wanted = {p.household: p for p in people if p.household}
    found = {key: id_ for key, id_ in bulk.fetch(Household, ["key", "id"], "key", list(wanted))}
    new = [(key, p) for key, p in wanted.items() if key not in found]
    ids = bulk.reserve_ids(Household, len(new))
    bulk.insert(
        Household,
        ["id", "unit_id", "hamlet", "key"],
        [(id_, p.unit_id, p.hamlet, key) for id_, (key, p) in zip(ids, new, strict=True)],
    )
    return found | {key: id_ for id_, (key, _) in zip(ids, new, strict=True)}
