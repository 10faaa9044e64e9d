"""Beds: what a facility states of them, and the holds taken out of the free ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility, Unit
from giaoban.resources.models import BedCount, BedGroup, BedQuota, Tier
from giaoban.resources.models.beds import STATED, Capability


@transaction.atomic
def state_beds(
    *, by: Any, facility: Facility, tier: str, capability: str, numbers: Mapping[str, int]
) -> BedGroup:
    """The five numbers of a group as they stand; those left out stay. Held beds are among the free ones."""
    if tier not in Tier.values or capability not in Capability.values:
        raise UserError("bed_kind_unknown", "Không có tầng hoặc loại giường này.", "Chọn trong danh sách.")
    BedGroup.objects.get_or_create(facility=facility, tier=tier, capability=capability)
    group = BedGroup.objects.select_for_update().get(facility=facility, tier=tier, capability=capability)
    for name in STATED:
        setattr(group, name, int(numbers.get(name, getattr(group, name))))
    _check(group)
    group.stated_at = clock.now()
    group.save()
    _write_down(group, "stated", by)
    audit.record(
        by, "resources.state_beds", f"bedgroup:{group.pk}", **{name: getattr(group, name) for name in STATED}
    )
    return group


def _check(group: BedGroup) -> None:
    if min(getattr(group, name) for name in STATED) < 0:
        raise UserError("beds_negative", "Số giường không thể âm.", "Ghi lại số giường.")
    if group.staffed > group.set_up:
        raise _order("Giường đủ nhân lực nhiều hơn giường thực kê.")
    if group.oxygen > group.set_up:
        raise _order("Giường có ô xy nhiều hơn giường thực kê.")
    if group.free > group.staffed:
        raise _order("Giường trống nhiều hơn giường đủ nhân lực.")
    if group.free < group.held:
        raise UserError(
            "beds_promised",
            f"Đang giữ {group.held} giường cho người sắp đến, không thể ghi còn {group.free} giường trống.",
            "Trả lại lời nhận của người chưa lên đường rồi ghi lại số giường.",
        )


def _order(message: str) -> UserError:
    return UserError("beds_do_not_fit", message, "Kiểm tra lại năm số giường.")


def _write_down(group: BedGroup, cause: str, by: Any) -> None:
    numbers = {name: getattr(group, name) for name in STATED}
    BedCount.objects.create(group=group, at=clock.now(), cause=cause, by=by, **numbers)


@transaction.atomic
def hold_bed(*, by: Any, group: BedGroup) -> BedGroup:
    """Promise one free bed. Two at once for the last one: the second finds none."""
    taken = BedGroup.objects.filter(pk=group.pk, held__lt=F("free")).update(held=F("held") + 1)
    if not taken:
        raise UserError(
            "no_free_bed",
            "Không còn giường trống loại này: giường cuối đã giữ cho người khác.",
            "Chọn loại giường khác, hoặc báo bàn điều phối.",
        )
    audit.record(by, "resources.hold_bed", f"bedgroup:{group.pk}")
    return BedGroup.objects.get(pk=group.pk)


@transaction.atomic
def release_bed(*, by: Any, group: BedGroup) -> None:
    """The promise is taken back; the bed stays free for another."""
    BedGroup.objects.filter(pk=group.pk, held__gt=0).update(held=F("held") - 1)
    audit.record(by, "resources.release_bed", f"bedgroup:{group.pk}")


@transaction.atomic
def fill_bed(*, by: Any, group: BedGroup) -> None:
    """The one it was held for lies in it: one free bed less, one promise less."""
    BedGroup.objects.filter(pk=group.pk, held__gt=0).update(held=F("held") - 1, free=F("free") - 1)
    _write_down(BedGroup.objects.get(pk=group.pk), "arrived", by)
    audit.record(by, "resources.fill_bed", f"bedgroup:{group.pk}")


@transaction.atomic
def empty_bed(*, by: Any, group: BedGroup) -> None:
    """A patient left; the bed is free if somebody staffs it."""
    BedGroup.objects.filter(pk=group.pk, free__lt=F("staffed")).update(free=F("free") + 1)
    _write_down(BedGroup.objects.get(pk=group.pk), "left", by)
    audit.record(by, "resources.empty_bed", f"bedgroup:{group.pk}")


@transaction.atomic
def set_quota(
    *, by: Any, unit: Unit, tier: str, beds: int, reserve: int, document: str, since: date
) -> BedQuota:
    """What a document asks for; a quota without a document is refused."""
    if not document.strip():
        raise UserError(
            "quota_without_document", "Thiếu số văn bản giao chỉ tiêu.", "Ghi số, ký hiệu văn bản."
        )
    if tier not in Tier.values or min(beds, reserve) < 0 or reserve > beds:
        raise UserError(
            "quota_numbers", "Số giường hoặc số dự phòng không hợp lệ.", "Dự phòng nằm trong số giường giao."
        )
    if BedQuota.objects.filter(unit=unit, tier=tier, valid_from=since).exists():
        raise UserError("quota_known", "Đã có chỉ tiêu của tầng này từ ngày đó.", "Chọn ngày bắt đầu khác.")
    quota = BedQuota.objects.create(
        unit=unit, tier=tier, beds=beds, reserve=reserve, document=document.strip(), valid_from=since
    )
    audit.record(by, "resources.set_quota", f"bedquota:{quota.pk}", beds=beds, reserve=reserve)
    return quota
