"""The sender's side: asking, asking others, giving up; and the desk's last word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from giaoban.care.models.episodes import Episode
from giaoban.care.referrals import clock as clocks
from giaoban.care.referrals.actions.steps import expect, locked, need_reason, write_step
from giaoban.care.referrals.models import Rank, Reason, Referral, ReferralAsk
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import seal
from giaoban.places.models import Facility, Unit
from giaoban.registry.models import Case
from giaoban.resources.actions.beds import release_bed
from giaoban.resources.actions.people import new_ref
from giaoban.resources.actions.vehicles import call_off
from giaoban.resources.models import Tier
from giaoban.resources.models.beds import Capability


@transaction.atomic
def ask(
    *,
    by: Any,
    case: Case,
    unit: Unit,
    tier: str,
    capability: str,
    rank: str,
    reason: str,
    summary: str,
    facilities: Sequence[Facility] = (),
    episode: Episode | None = None,
    sender: Facility | None = None,
) -> Referral:
    """One request, put to these hospitals; to none of them: it stands with the coordination desk."""
    _check(tier, capability, rank, reason)
    now = clock.now()
    limits = clocks.limits(rank, now, unit.path)
    try:
        with transaction.atomic():
            referral = Referral.objects.create(
                ref=new_ref(), case=case, person_id=case.person_id, episode=episode, unit=unit,
                sender=sender, tier=tier, capability=capability, rank=rank, reason=reason,
                sealed=seal({"summary": summary.strip()}), asked_at=now, asked_by=by,
                answer_by=now + limits.answer, rule=limits.rule,
            )  # fmt: skip
    except IntegrityError as twice:
        raise UserError(
            "referral_open",
            "Người bệnh này đang có một yêu cầu chuyển viện chưa xong.",
            "Mở yêu cầu đang có; muốn hỏi nơi khác thì thêm bệnh viện vào yêu cầu đó.",
        ) from twice
    write_step(by, referral, "ask", note=rank)
    _put_to(by, referral, facilities, now)
    return referral


@transaction.atomic
def ask_again(*, by: Any, referral: Referral, facilities: Sequence[Facility], rank: str = "") -> Referral:
    """The sender or the desk puts it to further hospitals; their time to answer begins now."""
    found = locked(referral)
    expect(found, "asked", "refused")
    if not facilities:
        raise UserError("nobody_asked", "Chưa chọn bệnh viện nào.", "Chọn ít nhất một bệnh viện.")
    now = clock.now()
    found.rank = rank if rank in Rank.values else found.rank
    limits = clocks.limits(found.rank, now, found.unit.path)
    found.state, found.answer_by, found.rule = "asked", now + limits.answer, limits.rule
    found.save(update_fields=["rank", "state", "answer_by", "rule"])
    write_step(by, found, "ask_again", note=found.rank)
    _put_to(by, found, facilities, now)
    return found


@transaction.atomic
def cancel(*, by: Any, referral: Referral, reason: str) -> Referral:
    """The sender no longer asks: the bed is free again, the vehicle turns round, the hospitals see it."""
    why = need_reason(reason)
    found = locked(referral)
    if found.state not in ("asked", "accepted", "on_the_way", "refused"):
        expect(found, "asked")
    if found.beds is not None:
        release_bed(by=by, group=found.beds)
    if found.trip is not None:
        call_off(by=by, trip=found.trip)
    now, at = clock.now(), found.facility
    ReferralAsk.objects.filter(referral=found, answered_at=None).update(answer="withdrawn", answered_at=now)
    found.state, found.closed_at, found.beds, found.facility = "cancelled", now, None, None
    found.save(update_fields=["state", "closed_at", "beds", "facility"])
    write_step(by, found, "cancel", at, why)
    return found


@transaction.atomic
def refuse_at_desk(*, by: Any, referral: Referral, reason: str) -> Referral:
    """Nobody takes the patient now: said with a reason; the patient stays on the sender's list."""
    why = need_reason(reason)
    found = locked(referral)
    expect(found, "asked")
    now = clock.now()
    ReferralAsk.objects.filter(referral=found, answered_at=None).update(answer="withdrawn", answered_at=now)
    found.state = "refused"
    found.save(update_fields=["state"])
    write_step(by, found, "desk_refuse", note=why)
    return found


def _check(tier: str, capability: str, rank: str, reason: str) -> None:
    known = (
        tier in Tier.values and capability in Capability.values
        and rank in Rank.values and reason in Reason.values
    )  # fmt: skip
    if not known:
        raise UserError(
            "referral_unreadable", "Thiếu tầng, loại giường, mức độ hoặc lý do.", "Chọn đủ các mục."
        )


def _put_to(by: Any, referral: Referral, facilities: Sequence[Facility], now: datetime) -> None:
    waiting = set(referral.asks.filter(answered_at=None).values_list("facility_id", flat=True))
    for facility in {f.pk: f for f in facilities}.values():
        if facility.pk not in waiting:
            ReferralAsk.objects.create(referral=referral, facility=facility, asked_at=now)
            write_step(by, referral, "put_to", facility)
