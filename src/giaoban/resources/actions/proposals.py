"""What the machine proposes to move, what each side says to it, and carrying out what both agreed to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit
from giaoban.resources.actions.people import post_staff
from giaoban.resources.actions.stock import send
from giaoban.resources.models import Proposal, ProposalLine, Staff
from giaoban.resources.redistribution import Move

SIDES = ("giver", "taker")


@transaction.atomic
def propose(
    *, by: Any, kind: str, place: Unit, moves: Sequence[Move], facts: Mapping[str, Any], item: str = ""
) -> Proposal:
    """A run of the reckoning, kept with the figures it was made from. Nothing has moved."""
    if not moves:
        raise UserError(
            "nothing_to_move",
            "Không có nơi nào dư để chuyển mà không tạo chỗ thiếu mới.",
            "Đề nghị cấp trên hoặc tỉnh bổ sung.",
        )
    proposal = Proposal.objects.create(
        kind=kind, place=place, item=item, made_at=clock.now(), by=by, facts=dict(facts)
    )
    ProposalLine.objects.bulk_create(
        ProposalLine(proposal=proposal, giver_id=m.giver, taker_id=m.taker, quantity=m.quantity)
        for m in moves
    )
    audit.record(by, "resources.propose", f"proposal:{proposal.pk}", kind=kind, lines=len(moves))
    return proposal


@transaction.atomic
def answer_line(
    *, by: Any, line: ProposalLine, side: str, agreed: bool, reason: str = "", staff: Sequence[int] = ()
) -> ProposalLine:
    """One side's word, once. The giver of staff names who goes; nobody answers for both sides."""
    found = ProposalLine.objects.select_for_update().select_related("proposal").get(pk=line.pk)
    other = SIDES[1 - SIDES.index(side)]
    if getattr(found, f"{side}_said") or getattr(found, f"{other}_said") == "refused":
        raise UserError("line_answered", "Dòng đề xuất này đã được trả lời.", "Tải lại trang.")
    if by is not None and getattr(found, f"{other}_by_id") == by.pk:
        raise UserError(
            "both_sides", "Một người không trả lời thay cho cả hai bên.", "Nhờ người của bên kia trả lời."
        )
    if not agreed and not reason.strip():
        raise UserError("reason_missing", "Thiếu lý do không đồng ý.", "Ghi lý do rồi gửi lại.")
    if agreed and side == "giver" and found.proposal.kind == "staff":
        found.staff = _named(found, staff)
    setattr(found, f"{side}_said", "agreed" if agreed else "refused")
    setattr(found, f"{side}_at", clock.now())
    setattr(found, f"{side}_by", by)
    found.reason = reason.strip() or found.reason
    found.save()
    audit.record(by, "resources.answer_line", f"line:{found.pk}", side=side, agreed=agreed)
    return found


@transaction.atomic
def carry_out(*, by: Any, line: ProposalLine, since: date) -> ProposalLine:
    """Both agreed: goods leave the giver's shelf, or people are posted from that day on. Once."""
    found = ProposalLine.objects.select_for_update(of=("self",)).select_related("proposal", "giver", "taker")
    row = found.get(pk=line.pk)
    if row.done_at is not None:
        return row
    if (row.giver_said, row.taker_said) != ("agreed", "agreed"):
        raise UserError("not_agreed", "Chưa đủ hai bên đồng ý.", "Chờ bên còn lại trả lời.")
    if row.proposal.kind == "stock":
        row.transfer = send(
            by=by, sender=row.giver, receiver=row.taker, item=row.proposal.item, quantity=row.quantity
        )
    else:
        for staff in _still_there(row):
            post_staff(by=by, staff=staff, facility=row.taker, since=since, reason=f"điều chuyển {row.pk}")
    row.done_at = clock.now()
    row.save(update_fields=["done_at", "transfer"])
    audit.record(by, "resources.carry_out", f"line:{row.pk}", kind=row.proposal.kind)
    return row


def _named(line: ProposalLine, refs: Sequence[int]) -> list[int]:
    """As many people as the line asks for, all of them working at the giver now; its last doctor stays."""
    chosen = list(dict.fromkeys(int(ref) for ref in refs))
    if len(chosen) != line.quantity:
        raise UserError(
            "staff_named", f"Phải chọn đúng {line.quantity} người.", "Đánh dấu đủ người rồi gửi lại."
        )
    line.staff = chosen
    _still_there(line)
    return chosen


def _still_there(line: ProposalLine) -> list[Staff]:
    here = Staff.objects.filter(postings__facility=line.giver, postings__valid_to=None)
    going = list(here.filter(ref__in=line.staff).distinct())
    if len(going) != len(line.staff):
        raise UserError(
            "staff_not_there", "Có người không còn làm việc ở nơi chuyển đi.", "Chọn lại người chuyển."
        )
    doctors = here.filter(profession="doctor").exclude(ref__in=line.staff)
    if any(s.profession == "doctor" for s in going) and not doctors.exists():
        raise UserError("last_doctor", "Đây là bác sĩ duy nhất của trạm.", "Chọn người khác.")
    return going
