"""Ordering, handing out, withdrawing medicine: what is handed out leaves a shelf in the same act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from giaoban.care.dispensing.grounds import Grounds, grounds
from giaoban.care.dispensing.models import Prescription
from giaoban.care.models.episodes import Episode
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility
from giaoban.resources.actions import stock
from giaoban.resources.actions.people import new_ref
from giaoban.resources.models import Item, Staff

_MISSING = {
    "weight": ("child_without_weight", "Trẻ em phải có cân nặng mới được cấp thuốc.", "Cân rồi ghi số kg."),
    "prescriber": ("no_prescriber", "Thuốc này phải có người kê đơn.", "Chuyển bác sĩ, y sĩ kê đơn."),
    "consent": ("no_consent", "Chưa có đồng ý của người bệnh.", "Giải thích, lấy phiếu đồng ý rồi kê lại."),
}
_YEAR = 365.2425  # days


@transaction.atomic
def order(
    *,
    by: Any,
    episode: Episode,
    item: str,
    prescriber: Staff | None = None,
    weight: float | None = None,
    consent: bool = False,
    asked: Mapping[str, bool] | None = None,
) -> Prescription:
    """One course. Refused where something is missing, forbidden or was not asked; the reason says which."""
    now = clock.now()
    _open(episode)
    if prescriber is not None:
        _check_prescriber(by, prescriber, now.date())
    weight = weight or episode.weight
    facts = {
        "age_years": age_of(episode, now.date()), "weight": weight, "consent": consent,
        "prescriber": prescriber is not None, "days_since_onset": _since(episode.onset, now.date()),
        **(asked or {}),
    }  # fmt: skip
    if episode.person.pregnant:
        facts["pregnant"] = True
    said = grounds(item, now.date(), episode.unit.path, facts)
    _refuse(item, said)
    try:
        with transaction.atomic():
            course = Prescription.objects.create(
                ref=new_ref(), episode=episode, item=item, days=said.days, weight=weight, by=by,
                prescriber=prescriber, ordered_at=now, consent_at=now if consent else None,
                rules=list(said.rules), status=said.status, asked=dict(asked or {}),
            )  # fmt: skip
    except IntegrityError as twice:
        raise UserError(
            "course_once",
            f"Người bệnh đã được kê {Item(item).label} trong đợt này.",
            "Thu hồi lượt trước nếu ghi nhầm.",
        ) from twice
    audit.record(by, "care.order_course", f"course:{course.ref}", item=item, rules=list(said.rules))
    return course


@transaction.atomic
def dispense(*, by: Any, course: Prescription, facility: Facility) -> Prescription:
    """Off this site's shelf and into the patient's hands: one act, once."""
    found = Prescription.objects.select_for_update().get(pk=course.pk)
    if found.withdrawn_at is not None:
        raise UserError("course_withdrawn", "Lượt kê này đã thu hồi.", "Kê lại nếu cần.")
    if found.dispensed_at is not None:
        return found
    found.movement = stock.hand_out(
        by=by, facility=facility, item=found.item, quantity=1, key=f"course:{found.ref}"
    )
    found.facility, found.dispensed_at, found.dispensed_by = facility, clock.now(), by
    found.save(update_fields=["movement", "facility", "dispensed_at", "dispensed_by"])
    audit.record(by, "care.dispense", f"course:{found.ref}", facility=facility.pk)
    return found


@transaction.atomic
def hand_out(*, by: Any, facility: Facility, **ordering: Any) -> Prescription:
    """Ordered and handed out in one act: if the shelf has none, nothing was ordered either."""
    return dispense(by=by, course=order(by=by, **ordering), facility=facility)


@transaction.atomic
def withdraw(*, by: Any, course: Prescription, reason: str, came_back: bool = False) -> Prescription:
    """No longer meant for this patient; what came back unused stands on the shelf again."""
    if not reason.strip():
        raise UserError("reason_missing", "Thiếu lý do thu hồi.", "Ghi lý do rồi gửi lại.")
    found = Prescription.objects.select_for_update().get(pk=course.pk)
    if found.withdrawn_at is not None:
        return found
    if came_back and found.movement is not None and found.facility is not None:
        stock.give_back(by=by, facility=found.facility, movement=found.movement, reason=reason)
    found.withdrawn_at, found.reason = clock.now(), reason.strip()
    found.save(update_fields=["withdrawn_at", "reason"])
    audit.record(by, "care.withdraw_course", f"course:{found.ref}", came_back=came_back)
    return found


def age_of(episode: Episode, on: date) -> float | None:
    """Completed years by the date of birth, else the age told when the case was announced."""
    if episode.birth is not None:
        return int((on - episode.birth).days / _YEAR)
    return episode.case.age


def _since(onset: date | None, on: date) -> int | None:
    return (on - onset).days if onset else None


def _open(episode: Episode) -> None:
    if episode.closed_at is not None:
        raise UserError("episode_closed", "Đợt chăm sóc tại nhà đã kết thúc.", "Mở lại hồ sơ người bệnh.")


def _check_prescriber(by: Any, prescriber: Staff, on: date) -> None:
    """An order is the prescriber's own act; nobody orders in another's name."""
    posted = prescriber.postings.filter(valid_from__lte=on, valid_to=None).exists()
    own = by is None or by.pk == prescriber.user_id
    if not (prescriber.prescribes and posted and own):
        raise UserError(
            "not_a_prescriber",
            "Chỉ người được phép kê đơn, đang có phân công, mới kê được và phải tự kê.",
            "Nhờ bác sĩ hoặc y sĩ của trạm đăng nhập để kê đơn.",
        )


def _refuse(item: str, said: Grounds) -> None:
    for missing in said.missing:
        raise UserError(*_MISSING[missing])
    if said.against:
        raise UserError("contraindicated", "; ".join(said.against) + ".", "Không cấp; hỏi ý kiến bác sĩ.")
    if said.unasked:
        told = "; ".join(w.replace("contraindications_checked", "chống chỉ định") for w in said.unasked)
        raise UserError(
            "contraindication_unasked", f"{Item(item).label} – còn phải hỏi: {told}.", "Hỏi rồi ghi trả lời."
        )
