"""Part of an action of its caller, who holds the transaction and writes the audit row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from giaoban.intake import values
from giaoban.intake.declarations.rules import Declared
from giaoban.intake.models import Batch
from giaoban.kernel.sealing import keyed_hash, seal
from giaoban.kernel.text import fold
from giaoban.registry.admission.queries import case_of
from giaoban.registry.linelist.identity import identity_hashes
from giaoban.registry.linelist.people import new_refs
from giaoban.registry.models import Case, CaseState, Household, Identity, Person


@dataclass(frozen=True)
class Where:
    """Where the person stays now, and is found."""

    unit_id: int
    hamlet: str = ""
    address: str = ""


def open_batch(*, by: Any, kind: str, unit_id: int, at: datetime, rows: int) -> Batch:
    """Every case stands in a batch; what people enter one by one is a batch without a file."""
    return Batch.objects.create(
        kind=kind, filename="", sha256="", source=kind, by=by, place_id=unit_id, received_at=at,
        finished_at=at, rows=rows,
    )  # fmt: skip


def new_person(
    *, by: Any, declared: Declared, phone: str, where: Where, at: datetime, household: Household | None = None
) -> Person:
    """Somebody nobody knew. Not a resident: the register of residents is the commune's own."""
    person = Person.objects.create(
        ref=new_refs(1)[0], unit_id=where.unit_id, household=household, birth=declared.born,
        birth_precision=declared.precision, sex=declared.sex, underlying=declared.underlying,
        pregnant=declared.pregnant, recorded_at=at,
    )  # fmt: skip
    name_hash, cid_hash, phone_hash = identity_hashes(declared.name, "", phone)
    identity = {"name": declared.name, "cid": "", "phone": phone, "address": where.address}
    Identity.objects.create(
        person=person, sealed=seal(identity), name_hash=name_hash, cid_hash=cid_hash, phone_hash=phone_hash
    )
    return person


def case_for(
    *, by: Any, person: Person, declared: Declared, where: Where, found: str, key: tuple[str, ...],
    batch: Batch, row: int, at: datetime,
) -> tuple[Case, bool]:  # fmt: skip
    """(the person's case, whether it is new). A case already there keeps how it was found."""
    known = case_of(person.pk, declared.tested)
    if known is not None:
        return known, False
    alias = keyed_hash(  # as a line list makes it, so that one that comes later finds this case
        "alias", fold(declared.name), str(declared.born), str(where.unit_id), str(declared.tested)
    )
    case = Case.objects.create(
        ref=new_refs(1)[0], person=person, source=batch.source, key=keyed_hash("key", *key), alias=alias,
        fingerprint=keyed_hash("row", *key), first_recorded_at=at, unit_id=where.unit_id,
        unit_residence_id=person.unit_id if person.resident else None, unit_detected_id=where.unit_id,
        hamlet=where.hamlet[:80], sampled=declared.tested, result=declared.tested, announced=at.date(),
        test=declared.test, found=found, batch=batch, row=row, recorded_at=at,
        age=values.years_between(declared.born, at.date()) if declared.born else None,
        severity="asymptomatic" if declared.symptoms is False else "",
    )  # fmt: skip
    if case.severity:
        CaseState.objects.create(
            case=case, kind="severity", value=case.severity, happened_on=declared.tested or at.date(),
            reported_at=at, recorded_at=at, by=by,
        )  # fmt: skip
    return case, True
