"""The hospital's side: accepting holds a bed, refusing says why, taking back gives the bed up again."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from giaoban.care.referrals import clock as clocks
from giaoban.care.referrals.actions.steps import expect, locked, need_reason, taken, write_step
from giaoban.care.referrals.models import Referral, ReferralAsk, Refusal
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility
from giaoban.resources.actions.beds import hold_bed, release_bed
from giaoban.resources.actions.vehicles import call_off
from giaoban.resources.models import BedGroup


@transaction.atomic
def accept(*, by: Any, referral: Referral, facility: Facility, group: BedGroup | None = None) -> Referral:
    """This hospital takes the patient and holds a bed; the others asked see it on their own list."""
    found = locked(referral)
    if found.state in ("accepted", "on_the_way", "arrived"):
        raise taken(found)
    expect(found, "asked")
    if not found.asks.filter(facility=facility, answered_at=None).exists():
        raise UserError(
            "not_asked", "Yêu cầu này không hỏi bệnh viện của bạn.", "Báo bàn điều phối nếu muốn nhận."
        )
    beds = hold_bed(by=by, group=group or _group(found, facility))
    now = clock.now()
    ReferralAsk.objects.filter(referral=found, answered_at=None).exclude(facility=facility).update(
        answer="taken", answered_at=now
    )
    _answer(by, found, facility, "accepted")
    leave = clocks.limits(found.rank, now, found.unit.path).departure
    found.state, found.facility, found.beds, found.accepted_at = "accepted", facility, beds, now
    found.leave_by = now + leave if leave else None
    found.save(update_fields=["state", "facility", "beds", "accepted_at", "leave_by"])
    write_step(by, found, "accept", facility)
    return found


@transaction.atomic
def refuse(*, by: Any, referral: Referral, facility: Facility, refusal: str, note: str = "") -> Referral:
    """With a reason. When nobody is left to answer, the request stands with the desk at once."""
    if refusal not in Refusal.values or (refusal == "other" and not note.strip()):
        raise UserError("reason_missing", "Thiếu lý do từ chối.", "Chọn lý do; lý do khác thì ghi rõ.")
    found = locked(referral)
    expect(found, "asked")
    answered = _answer(by, found, facility, "refused", refusal=refusal, note=note.strip())
    if not answered:
        raise UserError("not_asked", "Yêu cầu này không hỏi bệnh viện của bạn.", "Tải lại trang.")
    write_step(by, found, "refuse", facility, refusal)
    return found


@transaction.atomic
def take_back(*, by: Any, referral: Referral, facility: Facility, reason: str) -> Referral:
    """Accepted and cannot after all, before the patient is on the way: the request is open again."""
    why = need_reason(reason)
    found = locked(referral)
    expect(found, "accepted")
    if found.facility_id != facility.pk or found.beds is None:
        raise taken(found)
    release_bed(by=by, group=found.beds)
    if found.trip is not None:
        call_off(by=by, trip=found.trip)
    found.state, found.facility, found.beds, found.trip = "asked", None, None, None
    found.accepted_at = found.leave_by = None
    found.answer_by = clock.now()  # nobody is asked now: the desk's, without waiting
    found.save()
    write_step(by, found, "take_back", facility, why)
    return found


def _answer(by: Any, referral: Referral, facility: Facility, answer: str, **more: str) -> int:
    asks = ReferralAsk.objects.filter(referral=referral, facility=facility, answered_at=None)
    n: int = asks.update(answer=answer, answered_at=clock.now(), answered_by=by, **more)
    return n


def _group(referral: Referral, facility: Facility) -> BedGroup:
    group = BedGroup.objects.filter(
        facility=facility, tier=referral.tier, capability=referral.capability
    ).first()
    if group is None:
        raise UserError(
            "no_such_beds",
            "Bệnh viện chưa khai giường của tầng và loại này.",
            "Khai số giường, hoặc chọn loại giường khác khi nhận.",
        )
    return group
