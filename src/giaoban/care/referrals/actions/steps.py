"""What every act on a request shares: the lock, the step written down, what is said to who comes late."""

from __future__ import annotations

from typing import Any

from giaoban.care.referrals.models import Referral, ReferralStep, State
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility


def locked(referral: Referral) -> Referral:
    """The request as it stands, and nobody else changes it until this act is over."""
    found = Referral.objects.select_for_update(of=("self",)).select_related("facility", "beds", "trip")
    return found.get(pk=referral.pk)


def write_step(
    by: Any, referral: Referral, act: str, facility: Facility | None = None, note: str = ""
) -> None:
    ReferralStep.objects.create(
        referral=referral, act=act, at=clock.now(), by=by, facility=facility, note=note.strip()
    )
    at = facility.pk if facility else None
    audit.record(by, f"care.referral_{act}", f"referral:{referral.ref}", facility=at)


def expect(referral: Referral, *states: str) -> None:
    if referral.state in states:
        return
    if referral.facility is not None:
        raise taken(referral)
    raise UserError(
        "referral_state",
        f"Yêu cầu chuyển viện đang ở bước “{State(referral.state).label}”, không làm được việc này.",
        "Tải lại trang để xem tình trạng mới nhất.",
    )


def taken(referral: Referral) -> UserError:
    """What the second of two hospitals is told."""
    at = referral.accepted_at
    when = f" lúc {at:%H} giờ {at:%M}" if at else ""
    name = referral.facility.name if referral.facility else ""
    return UserError(
        "referral_taken",
        f"{name} đã nhận người bệnh này{when}: “{State(referral.state).label}”.",
        "Không cần làm gì thêm; giường của bạn không bị giữ.",
    )


def need_reason(text: str) -> str:
    if not text.strip():
        raise UserError("reason_missing", "Thiếu lý do.", "Ghi lý do rồi gửi lại.")
    return text.strip()
