"""From the door of the sender to the bed: vehicle, departure, arrival; and leaving the hospital."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from giaoban.care.models.episodes import Episode
from giaoban.care.referrals.actions.steps import expect, locked, write_step
from giaoban.care.referrals.models import Referral, Stay
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.registry.actions import record_states
from giaoban.resources.actions import vehicles
from giaoban.resources.actions.beds import empty_bed, fill_bed
from giaoban.resources.models import Vehicle

_CARE = {"hospital": "hospital", "collection": "collection"}  # facility kind → place of care of the registry
_LEFT = ("home", "recovered", "dead", "moved")


@transaction.atomic
def call_vehicle(*, by: Any, referral: Referral, vehicle: Vehicle) -> Referral:
    """A vehicle for an accepted request; a second one only after the first was called off."""
    found = locked(referral)
    expect(found, "accepted")
    if found.trip is not None and found.trip.ended_at is None:
        raise UserError("vehicle_called", "Đã gọi xe cho người bệnh này.", "Hủy xe đang gọi nếu cần đổi.")
    found.trip = vehicles.call_vehicle(by=by, vehicle=vehicle, start=found.unit, goal=found.facility)
    found.save(update_fields=["trip"])
    write_step(by, found, "call", found.facility, vehicle.call_sign)
    return found


@transaction.atomic
def set_off(*, by: Any, referral: Referral) -> Referral:
    """On the way: with the vehicle called, or by the household's own means."""
    found = locked(referral)
    expect(found, "accepted")
    if found.trip is not None:
        vehicles.depart(by=by, trip=found.trip)
    found.state, found.departed_at = "on_the_way", clock.now()
    found.save(update_fields=["state", "departed_at"])
    write_step(by, found, "set_off", found.facility)
    return found


@transaction.atomic
def arrive(*, by: Any, referral: Referral) -> Stay:
    """In the bed held for them: the registry's state rows follow, the vehicle is free, the stay begins.

    Somebody who came before departure was noted has arrived all the same.
    """
    found = locked(referral)
    expect(found, "accepted", "on_the_way")
    now = clock.now()
    if found.facility is None or found.beds is None:
        raise UserError("referral_state", "Yêu cầu chưa có nơi nhận.", "Tải lại trang.")
    _end_stay_elsewhere(by, found, now)
    _end_home_care(by, found, now)
    fill_bed(by=by, group=found.beds)
    if found.trip is not None and found.trip.ended_at is None:
        vehicles.depart(by=by, trip=found.trip)
        vehicles.arrive(by=by, trip=found.trip)
        vehicles.come_back(by=by, trip=found.trip)
    stay = Stay.objects.create(
        case=found.case, person_id=found.person_id, facility=found.facility, beds=found.beds,
        referral=found, since=now,
    )  # fmt: skip
    care = _CARE.get(found.facility.kind, "hospital")
    record_states(by=by, case=found.case, values={"care": care, "tier": found.beds.tier}, on=now.date())
    found.state, found.closed_at = "arrived", now
    found.departed_at = found.departed_at or now
    found.save(update_fields=["state", "closed_at", "departed_at"])
    write_step(by, found, "arrive", found.facility)
    return stay


@transaction.atomic
def leave_hospital(*, by: Any, stay: Stay, left: str) -> Stay:
    """Home, recovered, or dead: the bed is empty; the outcome is the registry's."""
    if left not in _LEFT:
        raise UserError("left_how", "Chưa chọn cách ra viện.", "Chọn về nhà, khỏi bệnh hoặc tử vong.")
    found = Stay.objects.select_for_update(of=("self",)).select_related("beds", "case").get(pk=stay.pk)
    if found.until is not None:
        raise UserError("left_already", "Người bệnh đã ra viện.", "Tải lại trang.")
    found.until, found.left = clock.now(), left
    found.save(update_fields=["until", "left"])
    empty_bed(by=by, group=found.beds)
    if left == "home":
        record_states(by=by, case=found.case, values={"care": "home", "tier": "1"}, on=found.until.date())
    audit.record(by, "care.leave_hospital", f"stay:{found.pk}", left=left)
    return found


def _end_home_care(by: Any, referral: Referral, now: datetime) -> None:
    """Who lies in a hospital bed is no longer on the worklist of a station."""
    for episode in Episode.objects.filter(case=referral.case, closed_at=None):
        episode.closed_at, episode.closed_reason, episode.closed_by = now, "hospital", by
        episode.save(update_fields=["closed_at", "closed_reason", "closed_by"])
        audit.record(by, "care.close_episode", f"episode:{episode.pk}", reason="hospital")


def _end_stay_elsewhere(by: Any, referral: Referral, now: datetime) -> None:
    """A patient moved between hospitals leaves the first bed by arriving in the second."""
    before = Stay.objects.filter(person_id=referral.person_id, until=None).select_related("beds").first()
    if before is not None:
        before.until, before.left = now, "moved"
        before.save(update_fields=["until", "left"])
        empty_bed(by=by, group=before.beds)
