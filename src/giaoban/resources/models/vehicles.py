"""Vehicles and their trips: called, departed, arrived, back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.places.models import Facility, Unit


class VehicleKind(models.TextChoices):
    AMBULANCE = "ambulance", _("Xe cứu thương")
    AMBULANCE_OXYGEN = "ambulance_oxygen", _("Xe cứu thương có ô xy")
    TRANSPORT = "transport", _("Xe chuyển người nhẹ")


class Vehicle(models.Model):
    call_sign = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=20, choices=VehicleKind.choices)
    base = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="vehicles")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    def __str__(self) -> str:
        return self.call_sign


class Trip(models.Model):
    """One journey of a vehicle. It is free again when back or called off."""

    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="trips")
    start = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    goal = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="+", db_index=False)
    called_at = models.DateTimeField()
    departed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    called_off = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vehicle"], condition=models.Q(ended_at=None), name="trip_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(departed_at=None) | models.Q(departed_at__gte=models.F("called_at")),
                name="trip_departs_after_call",
            ),
            models.CheckConstraint(
                condition=models.Q(arrived_at=None) | models.Q(arrived_at__gte=models.F("departed_at")),
                name="trip_arrives_after_departure",
            ),
        ]
