"""Vehicles: added, called, departed, arrived, back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility, Unit
from giaoban.resources.models import Trip, Vehicle
from giaoban.resources.models.vehicles import VehicleKind


@transaction.atomic
def add_vehicle(*, by: Any, call_sign: str, kind: str, base: Facility, since: date) -> Vehicle:
    if kind not in VehicleKind.values:
        raise UserError("vehicle_kind_unknown", "Không có loại xe này.", "Chọn trong danh sách.")
    if Vehicle.objects.filter(call_sign=call_sign.strip()).exists():
        raise UserError("vehicle_known", "Đã có xe mang số này.", "Kiểm tra lại biển số.")
    vehicle = Vehicle.objects.create(call_sign=call_sign.strip(), kind=kind, base=base, valid_from=since)
    audit.record(by, "resources.add_vehicle", f"vehicle:{vehicle.pk}", base=base.pk)
    return vehicle


@transaction.atomic
def retire_vehicle(*, by: Any, vehicle: Vehicle) -> Vehicle:
    """Today is its last day; one that is under way comes back first."""
    if vehicle.trips.filter(ended_at=None).exists():
        raise UserError("vehicle_under_way", "Xe đang đi một chuyến.", "Ghi xe về rồi làm lại.")
    vehicle.valid_to = clock.today()
    vehicle.save(update_fields=["valid_to"])
    audit.record(by, "resources.retire_vehicle", f"vehicle:{vehicle.pk}")
    return vehicle


@transaction.atomic
def call_vehicle(*, by: Any, vehicle: Vehicle, start: Unit, goal: Facility) -> Trip:
    """The vehicle is taken from now on. Two desks calling it at once: one gets it."""
    try:
        with transaction.atomic():
            trip = Trip.objects.create(vehicle=vehicle, start=start, goal=goal, called_at=clock.now(), by=by)
    except IntegrityError as taken:
        raise UserError(
            "vehicle_taken", f"Xe {vehicle.call_sign} vừa được gọi đi chuyến khác.", "Chọn xe khác."
        ) from taken
    audit.record(by, "resources.call_vehicle", f"trip:{trip.pk}", vehicle=vehicle.pk, goal=goal.pk)
    return trip


@transaction.atomic
def depart(*, by: Any, trip: Trip) -> Trip:
    return _step(by, trip, "departed_at", needs="called_at")


@transaction.atomic
def arrive(*, by: Any, trip: Trip) -> Trip:
    """At its goal. The vehicle is free again with `come_back`."""
    return _step(by, trip, "arrived_at", needs="departed_at")


@transaction.atomic
def come_back(*, by: Any, trip: Trip) -> Trip:
    return _step(by, trip, "ended_at", needs="arrived_at")


@transaction.atomic
def call_off(*, by: Any, trip: Trip) -> Trip:
    """Before arrival: the vehicle turns round and is free."""
    locked = Trip.objects.select_for_update().get(pk=trip.pk)
    if locked.ended_at is None and locked.arrived_at is None:
        locked.ended_at, locked.called_off = clock.now(), True
        locked.save(update_fields=["ended_at", "called_off"])
        audit.record(by, "resources.call_off", f"trip:{locked.pk}")
    return locked


def _step(by: Any, trip: Trip, step: str, needs: str) -> Trip:
    """Said twice, a step keeps its first time."""
    locked = Trip.objects.select_for_update().get(pk=trip.pk)
    if getattr(locked, step) is not None:
        return locked
    if locked.ended_at is not None or getattr(locked, needs) is None:
        raise UserError("trip_step", "Chuyến xe chưa đến bước này hoặc đã kết thúc.", "Tải lại trang.")
    setattr(locked, step, clock.now())
    locked.save(update_fields=[step])
    audit.record(by, "resources.trip_step", f"trip:{locked.pk}", step=step)
    return locked
