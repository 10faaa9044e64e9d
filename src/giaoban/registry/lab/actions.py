"""Writes about samples that people or a later import make one by one; lists are written by `write`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from giaoban.accounts.scope import Scope
from giaoban.intake.declarations.rules import Declared
from giaoban.kernel import audit, bulk, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import unseal
from giaoban.places.models import Unit
from giaoban.registry.admission.actions import Where, case_for, new_person, open_batch
from giaoban.registry.lab import queries
from giaoban.registry.lab.link import Linker, stored
from giaoban.registry.lab.rules import NEW, REASONS
from giaoban.registry.models import Case, LabDecision, LabSample, Person, VariantSeen

# Why a sample was taken → how the case was found, where the one says the other.
_FOUND = {"screening": "screening", "facility": "facility", "entry": "entry"}


@transaction.atomic
def confirm(
    *, by: Any, scope: Scope, sample_id: int, person: int | None, at: datetime | None = None
) -> LabDecision:
    """The positive sample is of a person of the register, or of somebody new: their case, or a new one."""
    at = at or clock.now()
    bulk.one_writer()
    sample = _waiting(scope, sample_id)
    if person is None:
        raise UserError("person_not_chosen", "Chưa chọn mẫu là của ai.", "Chọn một người, hoặc người mới.")
    said = queries.declared(sample)
    unit = _commune(sample, person)
    batch = open_batch(by=by, kind="confirmed", unit_id=unit.pk, at=at, rows=1)
    where = Where(unit.pk, "", queries.identity(sample).get("address", ""))
    known, new_one = _person(by, sample, said, person, where, at)
    case, new_case = case_for(
        by=by, person=known, declared=said, where=where, found=_FOUND.get(sample.reason, ""),
        key=("lab", bytes(sample.key).hex()), batch=batch, row=1, at=at,
    )  # fmt: skip
    if new_case:
        Case.objects.filter(pk=case.pk).update(sampled=sample.sampled, result=sample.result_at)
    batch.accepted, batch.unchanged = int(new_case), int(not new_case)
    batch.save(update_fields=["accepted", "unchanged"])
    LabSample.objects.filter(pk=sample.pk).update(person=known, case=case, linked_by="officer", sealed=None)
    made = LabDecision.objects.create(
        sample=sample, act="confirmed", case=case, new_person=new_one, new_case=new_case, by=by, decided_at=at
    )
    relink(by=by, at=at)
    audit.record(
        by, "registry.confirm_sample", f"sample:{sample.pk}", case=case.ref, new_case=new_case,
        new_person=new_one,
    )  # fmt: skip
    return made


@transaction.atomic
def reject(
    *, by: Any, scope: Scope, sample_id: int, reason: str, at: datetime | None = None
) -> LabDecision:
    """No case comes of the sample; the result itself stays as the laboratory told it."""
    sample = _waiting(scope, sample_id)
    if reason not in REASONS:
        raise UserError("reason_missing", "Thiếu lý do.", "Chọn vì sao mẫu này không thành ca bệnh.")
    made = LabDecision.objects.create(
        sample=sample, act="rejected", reason=reason, by=by, decided_at=at or clock.now()
    )
    audit.record(by, "registry.reject_sample", f"sample:{sample.pk}", reason=reason)
    return made


def _waiting(scope: Scope, sample_id: int) -> LabSample:
    sample = queries.to_confirm(scope).filter(pk=sample_id).first()
    if sample is None:
        raise UserError(
            "sample_decided", "Mẫu này đã được xử lý hoặc không thuộc địa bàn.", "Mở lại danh sách."
        )
    return sample


def _commune(sample: LabSample, person: int) -> Unit:
    """Where the case will stand: the sample's commune, else that of the person of the register."""
    unit = sample.unit
    if unit.level != "commune" and person != NEW:
        unit = Person.objects.select_related("unit").get(pk=person).unit
    if unit.level != "commune":
        raise UserError(
            "place_not_established", "Chưa rõ mẫu này của xã nào.", "Sửa địa bàn trong tệp rồi nhập lại."
        )
    return unit


def _person(
    by: Any, sample: LabSample, said: Declared, chosen: int, where: Where, at: datetime
) -> tuple[Person, bool]:
    if chosen == NEW:
        if not said.name:
            raise UserError(
                "nameless", "Mẫu không có họ tên nên không lập được người mới.", "Hỏi phòng xét nghiệm."
            )
        phone = queries.identity(sample).get("phone", "")
        return new_person(by=by, declared=said, phone=phone, where=where, at=at), True
    if chosen not in {m.person for m in queries.suggestions(sample)}:
        raise UserError("person_unknown", "Người được chọn không nằm trong gợi ý.", "Tải lại trang.")
    return Person.objects.get(pk=chosen), False


@transaction.atomic
def relink(*, by: Any, at: datetime | None = None) -> int:
    """Positive samples without a case whose case has come meanwhile, by a list or a confirmation."""
    at = at or clock.now()
    rows = list(queries.without_case())
    if not rows:
        return 0
    linker, linked = Linker(at.date()), 0
    again = [stored(row, unseal(row.sealed) if row.sealed else {}) for row in rows]
    for row, link in zip(rows, linker.links(again), strict=True):
        person, case = link.person or row.person_id, link.case
        if case is None and row.person_id:
            held = Case.objects.filter(person=row.person_id).order_by("-announced", "-id")
            case = getattr(linker.episode(row.day, row.result, held), "id", None)
        if case is not None:
            LabSample.objects.filter(pk=row.pk).update(
                person=person, case=case, linked_by=link.by or row.linked_by, sealed=None
            )
            linked += 1
    if linked:
        audit.record(by, "registry.relink_samples", "samples", linked=linked)
    return linked


@transaction.atomic
def mark_seen(*, by: Any, scope: Scope, unit: Unit, variant: str, at: datetime | None = None) -> None:
    """The first appearance was seen by whoever answers for it; it is told on, and no more a duty."""
    if not scope.covers(unit.path):
        raise UserError("outside_scope", "Nơi này ngoài địa bàn của bạn.", "Mở lại trang.")
    _, new = VariantSeen.objects.get_or_create(
        unit=unit, variant=variant[:40], defaults={"by": by, "at": at or clock.now()}
    )
    if new:
        audit.record(by, "registry.variant_seen", f"unit:{unit.code}", variant=variant)
