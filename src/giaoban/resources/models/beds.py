"""Beds of a facility by tier and capability: five numbers stated, beds held out of the free ones."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.places.models import Facility, Unit


class Tier(models.TextChoices):
    ONE = "1", _("Tầng 1")
    TWO = "2", _("Tầng 2")
    THREE = "3", _("Tầng 3")


class Capability(models.TextChoices):
    """What a bed can do beyond lying in it."""

    GENERAL = "general", _("Thường")
    OXYGEN = "oxygen", _("Ô xy")
    HFNC = "hfnc", _("Ô xy dòng cao")
    VENTILATOR = "ventilator", _("Thở máy")
    DIALYSIS = "dialysis", _("Lọc máu")
    OBSTETRIC = "obstetric", _("Sản")
    PAEDIATRIC = "paediatric", _("Nhi")


STATED = ("planned", "set_up", "staffed", "oxygen", "free")


class BedGroup(models.Model):
    """The beds of one tier and capability as last stated, and how many of the free ones are held.

    The constraint is the promise: no more beds are held than stand empty, whoever writes at once.
    """

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="beds")
    tier = models.CharField(max_length=1, choices=Tier.choices)
    capability = models.CharField(max_length=10, choices=Capability.choices)
    planned = models.IntegerField(default=0)
    set_up = models.IntegerField(default=0)
    staffed = models.IntegerField(default=0)
    oxygen = models.IntegerField(default=0)
    free = models.IntegerField(default=0)  # empty and staffed, the held ones among them
    held = models.IntegerField(default=0)  # promised to somebody who is not there yet
    stated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facility", "tier", "capability"], name="bed_group_once"),
            models.CheckConstraint(condition=Q(held__gte=0), name="beds_held_not_negative"),
            models.CheckConstraint(condition=Q(held__lte=F("free")), name="beds_held_are_free"),
            models.CheckConstraint(condition=Q(free__lte=F("staffed")), name="beds_free_are_staffed"),
        ]

    @property
    def open(self) -> int:
        """Beds that can still be promised."""
        return self.free - self.held


class BedCount(models.Model):
    """What somebody stated of a group at a time, or what an arrival made of it. Only added to."""

    group = models.ForeignKey(BedGroup, on_delete=models.PROTECT, related_name="counts", db_index=False)
    at = models.DateTimeField()
    cause = models.CharField(max_length=8)  # stated, arrived, left
    planned = models.IntegerField()
    set_up = models.IntegerField()
    staffed = models.IntegerField()
    oxygen = models.IntegerField()
    free = models.IntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        indexes = [models.Index(fields=["group", "at"], name="bed_count_group")]


class BedQuota(models.Model):
    """Beds that a document asks of a place for a tier; `reserve` of them stand ready and empty."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    tier = models.CharField(max_length=1, choices=Tier.choices)
    beds = models.IntegerField()
    reserve = models.IntegerField(default=0)
    document = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "tier", "valid_from"], name="bed_quota_once")]
