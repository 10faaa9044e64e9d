"""Writes of movement. Until the receiver takes over the sender answers; then `Case.unit` changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from giaoban.accounts.scope import Scope
from giaoban.intake.models import Batch
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places import trees
from giaoban.places.models import Unit
from giaoban.registry.linelist.facts import FACTS
from giaoban.registry.models import Absence, Case, CaseRevision, Person, Transfer, TransferStep
from giaoban.registry.transfers import queries


@transaction.atomic
def ask(*, by: Any, scope: Scope, case_ref: int, receiver: Unit, reason: str, hamlet: str = "") -> Transfer:
    """Ask another place to take a case over. An absence that this explains ends with it."""
    case = _own_case(scope, case_ref)
    if receiver.id == case.unit_id or receiver.level != "commune":
        raise UserError("receiver_unfit", "Nơi nhận phải là một xã, phường khác.", "Chọn lại nơi nhận.")
    if not reason.strip():
        raise UserError("reason_absent", "Chưa ghi lý do chuyển.", "Ghi lý do, ví dụ: về nhà ở quê.")
    if Transfer.objects.filter(case=case, ended_at=None).exists():
        raise UserError(
            "transfer_open", "Ca này đang chờ nơi khác tiếp nhận.", "Rút lại lần chuyển đó trước."
        )
    now = clock.now()
    made = Transfer.objects.create(
        case=case, sender=case.unit, receiver=receiver, outside=not _inside(receiver), hamlet=hamlet[:80],
        reason=reason.strip()[:300], asked_at=now,
    )  # fmt: skip
    TransferStep.objects.create(transfer=made, state="asked", by=by, at=now, note=made.reason)
    _end_absence(by, case, "transferred", now)
    audit.record(by, "registry.ask_transfer", f"transfer:{made.id}", case=case.id, to=receiver.code)
    return made


def _inside(receiver: Unit) -> bool:
    root = trees.root_path(clock.now().date())
    return receiver.path == root or receiver.path.startswith(f"{root}/")


@transaction.atomic
def take_over(*, by: Any, scope: Scope, transfer_id: int, note: str = "") -> Transfer:
    """The receiver answers for the case from now on: its current stay is there."""
    found = _open(scope, transfer_id)
    if found.outside:
        raise UserError("letter_only", "Nơi nhận ở ngoài tỉnh.", "Ghi giấy báo tiếp nhận khi nhận được.")
    _side(scope, found.receiver)
    if found.case.outcome:
        raise UserError(
            "case_ended", "Ca này đã kết thúc ở nơi chuyển.", "Không cần tiếp nhận; nơi chuyển rút lại."
        )
    _settle(by, found, "taken", note)
    _move(by, found)
    return found


@transaction.atomic
def acknowledge(*, by: Any, scope: Scope, transfer_id: int, note: str) -> Transfer:
    """A place outside the province has written that it took the case over, and answers for it from now on.

    The case stays in the count of the province that announced it.
    """
    found = _open(scope, transfer_id)
    _side(scope, found.sender)
    if not found.outside:
        raise UserError("not_a_letter", "Nơi nhận ở trong tỉnh.", "Để nơi nhận bấm tiếp nhận.")
    if not note.strip():
        raise UserError("letter_unnamed", "Chưa ghi số, ngày giấy báo.", "Ghi số và ngày của giấy tiếp nhận.")
    return _settle(by, found, "taken", note)


@transaction.atomic
def refuse(*, by: Any, scope: Scope, transfer_id: int, reason: str) -> Transfer:
    """The receiver does not take the case; it stays with the sender, who has to read why, and has to look for
    it again where the transfer ended an absence."""
    found = _open(scope, transfer_id)
    _side(scope, found.sender if found.outside else found.receiver)  # a letter's refusal comes to the sender
    if not reason.strip():
        raise UserError("reason_absent", "Chưa ghi lý do từ chối.", "Ghi lý do để nơi chuyển biết.")
    _absent_again(by, found, reason)
    return _settle(by, found, "refused", reason)


@transaction.atomic
def read_refusal(*, by: Any, scope: Scope, transfer_id: int) -> Transfer:
    """The sender has read why, and the case is where it was."""
    found = queries.refused(scope).filter(id=transfer_id).first()
    if found is None:
        raise UserError("refusal_unknown", "Không có lần từ chối này chờ đọc.", "Tải lại trang.")
    TransferStep.objects.create(transfer=found, state="read", by=by, at=clock.now())
    audit.record(by, "registry.transfer_read", f"transfer:{found.id}", case=found.case_id)
    return found


@transaction.atomic
def cancel(*, by: Any, scope: Scope, transfer_id: int, note: str = "") -> Transfer:
    """The sender withdraws what it asked."""
    found = _open(scope, transfer_id)
    _side(scope, found.sender)
    _absent_again(by, found, note)
    return _settle(by, found, "cancelled", note)


@transaction.atomic
def report_absent(*, by: Any, scope: Scope, case_ref: int, note: str = "") -> Absence:
    """Nobody met an active case where it should be: an alarm until it is found or transferred."""
    case = _own_case(scope, case_ref)
    if Transfer.objects.filter(case=case, ended_at=None).exists():
        raise UserError("transfer_open", "Ca này đang được chuyển đi nơi khác.", "Xem lần chuyển đang chờ.")
    now = clock.now()
    made, new = Absence.objects.get_or_create(
        case=case, ended_at=None, defaults={"by": by, "noticed_at": now, "note": note[:300]}
    )
    if new:
        audit.record(by, "registry.report_absent", f"absence:{made.id}", case=case.id)
    return made


@transaction.atomic
def found_again(*, by: Any, scope: Scope, case_ref: int) -> None:
    """Who was absent is where he should be."""
    _end_absence(by, _own_case(scope, case_ref), "found", clock.now())


def _own_case(scope: Scope, ref: int) -> Case:
    held = Case.objects.select_related("unit").select_for_update(of=("self",))
    case = scope.within(held).filter(ref=ref).first()
    if case is None:
        raise UserError("case_absent", "Không thấy ca này trong địa bàn.", "Tải lại danh sách.")
    if case.outcome:
        raise UserError("case_ended", "Ca này đã kết thúc.", "Không cần chuyển hay tìm nữa.")
    return case


def _open(scope: Scope, transfer_id: int) -> Transfer:
    """The transfer, locked, still open: of two who answer at once the second is told."""
    if queries.transfer(scope, transfer_id) is None:
        raise UserError("transfer_absent", "Không thấy lần chuyển này.", "Tải lại danh sách.")
    found = Transfer.objects.select_related("sender", "receiver", "case").select_for_update(of=("self",))
    held = found.get(id=transfer_id)
    if held.state != queries.OPEN:
        raise UserError(
            "transfer_ended", "Lần chuyển này đã được trả lời.", "Tải lại trang để xem ai đã trả lời."
        )
    return held


def _side(scope: Scope, unit: Unit) -> None:
    if not scope.covers(unit.path):
        raise UserError("not_your_side", "Việc này của nơi kia.", "Chờ nơi kia trả lời.")


def _settle(by: Any, found: Transfer, state: str, note: str) -> Transfer:
    found.state, found.ended_at = state, clock.now()
    found.save(update_fields=["state", "ended_at"])
    said = note.strip()[:300]
    TransferStep.objects.create(transfer=found, state=state, by=by, at=found.ended_at, note=said)
    audit.record(by, f"registry.transfer_{state}", f"transfer:{found.id}", case=found.case_id)
    return found


def _move(by: Any, found: Transfer) -> None:
    """Write the new current stay as a correction keeps the old one; residence and detection stay."""
    case, now = Case.objects.select_for_update(of=("self",)).get(id=found.case_id), clock.now()
    batch = Batch.objects.create(
        kind="transfer", filename="", sha256="", source="station", by=by, place=found.receiver,
        received_at=now, finished_at=now, rows=1, corrected=1,
    )  # fmt: skip
    CaseRevision.objects.create(case=case, replaced_at=now, **{fact: getattr(case, fact) for fact in FACTS})
    case.unit, case.hamlet = found.receiver, found.hamlet
    case.batch, case.row, case.recorded_at = batch, 1, now
    case.save(update_fields=["unit", "hamlet", "batch", "row", "recorded_at"])
    Person.objects.filter(id=case.person_id, resident=False).update(unit=found.receiver)


def _absent_again(by: Any, found: Transfer, note: str) -> None:
    """Nobody took over: the absence that asking ended goes on, since when it was noticed."""
    held = Absence.objects.filter(case=found.case_id, ended="transferred", ended_at=found.asked_at).first()
    if held is None or found.case.outcome:
        return
    made = Absence.objects.create(case=found.case, by=by, noticed_at=held.noticed_at, note=note.strip()[:300])
    audit.record(by, "registry.report_absent", f"absence:{made.id}", case=found.case_id)


def _end_absence(by: Any, case: Case, how: str, now: datetime) -> None:
    for absence in Absence.objects.filter(case=case, ended_at=None):
        absence.ended_at, absence.ended, absence.ended_by = now, how, by
        absence.save(update_fields=["ended_at", "ended", "ended_by"])
        audit.record(by, "registry.end_absence", f"absence:{absence.id}", how=how)
