"""The pool of staff, where they work, who is on duty."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import seal
from giaoban.places.models import Facility, Unit
from giaoban.resources.models import Profession, Shift, Staff, StaffPosting, StationArea
from giaoban.resources.models.staff import Origin

_LONGEST_SHIFT = timedelta(hours=72)  # a line of more than three days is a slip of the pen; a guess
_REF_BITS = 52  # random, and exact as a number in JSON


def new_ref() -> int:
    return secrets.randbits(_REF_BITS)


@transaction.atomic
def enlist(
    *,
    by: Any,
    name: str,
    phone: str,
    profession: str,
    origin: str = "public",
    prescribes: bool = False,
    user: Any = None,
) -> Staff:
    """Somebody joins the pool; name and phone are sealed at once."""
    if profession not in Profession.values or origin not in Origin.values:
        raise UserError(
            "staff_kind_unknown", "Không hiểu chuyên môn hoặc nguồn nhân lực.", "Chọn trong danh sách."
        )
    staff = Staff.objects.create(
        ref=new_ref(), profession=profession, origin=origin, prescribes=prescribes, user=user,
        sealed=seal({"name": name.strip(), "phone": phone.strip()}), recorded_at=clock.now(),
    )  # fmt: skip
    audit.record(by, "resources.enlist", f"staff:{staff.pk}", profession=profession, origin=origin)
    return staff


@transaction.atomic
def enlist_at(*, by: Any, facility: Facility, since: date, **given: Any) -> Staff:
    """Somebody joins the pool and works there from that day."""
    staff = enlist(by=by, **given)
    post_staff(by=by, staff=staff, facility=facility, since=since)
    return staff


@transaction.atomic
def post_staff(*, by: Any, staff: Staff, facility: Facility, since: date, reason: str = "") -> StaffPosting:
    """From that day on the person works there; the posting before ends on the day before."""
    locked = Staff.objects.select_for_update().get(pk=staff.pk)
    before = locked.postings.filter(valid_to=None).first()
    if before is not None:
        if before.facility_id == facility.pk:
            raise UserError(
                "posted_there", "Người này đang làm việc ở đó.", "Chọn nơi khác hoặc giữ nguyên phân công."
            )
        if since <= before.valid_from:
            raise UserError(
                "posting_dates", "Ngày bắt đầu không sau phân công đang có.", "Chọn ngày muộn hơn."
            )
        before.valid_to = since - timedelta(days=1)
        before.save(update_fields=["valid_to"])
    posting = StaffPosting.objects.create(
        staff=locked, facility=facility, valid_from=since, reason=reason.strip()
    )
    audit.record(by, "resources.post_staff", f"staff:{staff.pk}", facility=facility.pk, since=str(since))
    return posting


@transaction.atomic
def put_on_duty(
    *, by: Any, facility: Facility, staff: Staff, starts_at: datetime, ends_at: datetime, rank: int = 1
) -> Shift:
    """A line of the roster. Nobody is on duty at two places at once."""
    if ends_at <= starts_at or ends_at - starts_at > _LONGEST_SHIFT:
        raise UserError(
            "shift_times", "Giờ trực không hợp lệ.", "Ghi giờ kết thúc sau giờ bắt đầu, tối đa 72 giờ."
        )
    locked = Staff.objects.select_for_update().get(pk=staff.pk)
    elsewhere = locked.shifts.filter(starts_at__lt=ends_at, ends_at__gt=starts_at, cancelled_at=None)
    if elsewhere.exists():
        raise UserError(
            "shift_twice", "Người này đã có ca trực trong khoảng giờ đó.", "Chọn người khác hoặc đổi giờ."
        )
    shift = Shift.objects.create(
        facility=facility, staff=locked, starts_at=starts_at, ends_at=ends_at, rank=rank
    )
    audit.record(by, "resources.put_on_duty", f"shift:{shift.pk}", facility=facility.pk, staff=staff.pk)
    return shift


@transaction.atomic
def put_on_duties(
    *, by: Any, facility: Facility, staff: Staff, spans: Sequence[tuple[datetime, datetime]], rank: int = 1
) -> list[Shift]:
    """The same hours on several days: all of them or none."""
    return [
        put_on_duty(by=by, facility=facility, staff=staff, starts_at=start, ends_at=end, rank=rank)
        for start, end in spans
    ]


@transaction.atomic
def take_off_duty(*, by: Any, shift: Shift) -> Shift:
    """The line stays on the roster as cancelled, so that a night can be explained afterwards."""
    shift.cancelled_at = clock.now()
    shift.save(update_fields=["cancelled_at"])
    audit.record(by, "resources.take_off_duty", f"shift:{shift.pk}")
    return shift


@transaction.atomic
def assign_area(
    *, by: Any, facility: Facility, unit: Unit, since: date, hamlet: str = "", until: date | None = None
) -> StationArea:
    """A mobile station or care team answers for a commune, or a hamlet of it, from a day on."""
    if StationArea.objects.filter(facility=facility, unit=unit, hamlet=hamlet, valid_to=None).exists():
        raise UserError("area_assigned", "Trạm này đang phụ trách địa bàn đó.", "Không cần giao lại.")
    area = StationArea.objects.create(
        facility=facility, unit=unit, hamlet=hamlet, valid_from=since, valid_to=until
    )
    audit.record(by, "resources.assign_area", f"facility:{facility.pk}", unit=unit.pk)
    return area


@transaction.atomic
def hand_back_area(*, by: Any, area: StationArea, last_day: date) -> StationArea:
    """The fixed station answers again from the day after; the row stays."""
    if last_day < area.valid_from:
        raise UserError("area_dates", "Ngày bàn giao trước ngày nhận.", "Chọn ngày từ ngày nhận trở đi.")
    area.valid_to = last_day
    area.save(update_fields=["valid_to"])
    audit.record(by, "resources.hand_back_area", f"facility:{area.facility_id}", unit=area.unit_id)
    return area
