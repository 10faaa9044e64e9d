"""Writes of a sweep: a round opened, doors entered, a find credited to the round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from giaoban.accounts.scope import Scope
from giaoban.intake.declarations.rules import Declared
from giaoban.intake.models import Batch
from giaoban.kernel import audit, bulk, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import nfc
from giaoban.places.models import Unit
from giaoban.registry.admission.actions import Where, case_for, new_person, open_batch
from giaoban.registry.linelist.identity import identity_hashes
from giaoban.registry.models import Household, Person, SweepEntry, SweepFinding, SweepRound
from giaoban.registry.sweeps import queries
from giaoban.registry.sweeps.rules import Said, as_registered, checked


@dataclass(frozen=True)
class Entered:
    """What one act did. A correction replaces an entry that said otherwise; both are kept."""

    accepted: int
    corrected: int
    unchanged: int
    found: int
    left: int = 0  # cases that stand though the positive result they came of was corrected


@transaction.atomic
def open_round(
    *, by: Any, scope: Scope, unit: Unit, hamlet: str, on: date, unknown: bool = False
) -> SweepRound:
    """A round of a hamlet of the register, of the whole commune (no hamlet), or on purpose of an `unknown`
    one: a slip of the pen would walk past every door of the right one."""
    if not scope.covers(unit.path) or unit.level != "commune":
        raise UserError("outside_scope", "Đợt rà soát mở cho một xã trong địa bàn.", "Chọn lại xã.")
    hamlet = " ".join(nfc(hamlet).split())[:80]
    known = as_registered(hamlet, queries.hamlets(unit)) if hamlet else ""
    if known is None and not unknown:
        raise UserError(
            "hamlet_unknown", f"Sổ chưa có hộ nào ở “{hamlet}”.",
            "Chọn một tên trong sổ, hoặc xác nhận đây là thôn, tổ mới.",
        )  # fmt: skip
    sweep, new = SweepRound.objects.get_or_create(
        unit=unit, hamlet=hamlet if known is None else known, opened_on=on,
        defaults={"by": by, "recorded_at": clock.now()},
    )  # fmt: skip
    if new:
        audit.record(by, "registry.open_sweep", f"sweep:{sweep.pk}", unit=unit.code)
    elif sweep.closed_on:  # ended today and gone on with today: the same round
        sweep.closed_on = None
        sweep.save(update_fields=["closed_on"])
        audit.record(by, "registry.reopen_sweep", f"sweep:{sweep.pk}", unit=unit.code)
    return sweep


@transaction.atomic
def close_round(*, by: Any, sweep: SweepRound, on: date) -> None:
    """Who was not visited by now was not visited in this round."""
    if SweepRound.objects.filter(pk=sweep.pk, closed_on=None).update(closed_on=on):
        audit.record(by, "registry.close_sweep", f"sweep:{sweep.pk}")


@transaction.atomic
def enter(
    *, by: Any, sweep: SweepRound, said: Sequence[Said], source: str = "door", batch: Batch | None = None,
    at: datetime | None = None,
) -> Entered:  # fmt: skip
    """Enter residents of a round, all or none. The same again changes nothing; otherwise the later one
    corrects the earlier, whoever made it, and the earlier stays on record."""
    at = at or clock.now()
    if sweep.closed_on:
        raise UserError("sweep_closed", "Đợt rà soát này đã kết thúc.", "Mở đợt mới để ghi tiếp.")
    bulk.one_writer()
    wanted = [checked(each) for each in said]
    people = {p.pk: p for p in Person.objects.filter(pk__in=[s.person for s in wanted], unit=sweep.unit_id)}
    if len(people) != len({s.person for s in wanted}):
        raise UserError("person_elsewhere", "Có người không thuộc địa bàn của đợt này.", "Tải lại trang.")
    before = {e.person_id: e for e in queries.current(sweep).filter(person__in=people)}
    count = {"accepted": 0, "corrected": 0, "unchanged": 0, "found": 0, "left": 0}
    for each in wanted:
        held = before.get(each.person)
        if held and _same(held, each):
            count["unchanged"] += 1
            continue
        if held:
            SweepEntry.objects.filter(pk=held.pk).update(superseded_at=at)
        entry = SweepEntry.objects.create(
            round=sweep, source=source, batch=batch, by=by, recorded_at=at,
            person=people[each.person], **{k: v for k, v in asdict(each).items() if k != "person"},
        )  # fmt: skip
        count["corrected" if held else "accepted"] += 1
        if each.test == "positive":
            count["found"] += _find(by, sweep, entry, people[each.person], at)
        elif held and held.test == "positive":
            count["left"] += 1
    audit.record(by, "registry.enter_sweep", f"sweep:{sweep.pk}", source=source, **count)
    return Entered(**count)


def _same(held: SweepEntry, said: Said) -> bool:
    return all(getattr(held, name) == getattr(said, name) for name in ("presence", "test", "doses", "reason"))


def _find(by: Any, sweep: SweepRound, entry: SweepEntry, person: Person, at: datetime) -> bool:
    """The case of a positive test: one that is open, or a new one found by this round."""
    home = person.household.hamlet if person.household else sweep.hamlet
    name = queries.names([person.pk]).get(person.pk, {}).get("name", "")
    declared = Declared(
        name, person.birth.isoformat() if person.birth else "", person.birth_precision, person.sex,
        "rapid", at.date().isoformat(),
    )  # fmt: skip
    case, new = case_for(
        by=by, person=person, declared=declared, where=Where(sweep.unit_id, home), found="sweep",
        key=("sweep", str(sweep.pk), str(person.ref)), row=1, at=at,
        batch=open_batch(by=by, kind="sweep", unit_id=sweep.unit_id, at=at, rows=1),
    )  # fmt: skip
    SweepFinding.objects.create(entry=entry, case=case, new_case=new)
    return new


@transaction.atomic
def add_at_door(
    *, by: Any, sweep: SweepRound, household: Household, declared: Declared, at: datetime | None = None
) -> Person:
    """Somebody living behind this door whom the register does not know: met, not made a resident."""
    at = at or clock.now()
    if sweep.closed_on:
        raise UserError("sweep_closed", "Đợt rà soát này đã kết thúc.", "Mở đợt mới để ghi tiếp.")
    bulk.one_writer()
    name, _, _ = identity_hashes(declared.name, "", "")
    born = declared.born.year if declared.born else None
    here = Person.objects.filter(household=household, identity__name_hash=name, birth__year=born)
    if here.exists():
        raise UserError(
            "already_at_door", "Hộ này đã có người cùng họ tên, cùng năm sinh.",
            "Xem lại danh sách của hộ; nếu là hai người, ghi thêm chữ để phân biệt.",
        )  # fmt: skip
    where = Where(sweep.unit_id, household.hamlet)
    person = new_person(by=by, declared=declared, phone="", where=where, at=at, household=household)
    audit.record(by, "registry.add_at_door", f"sweep:{sweep.pk}", person=person.ref)
    return person
