"""Stations and the areas they answer for, the pool of staff, postings with their dates, duty rosters."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.places.models import Facility, Unit


class StationKind(models.TextChoices):
    """`places.Facility.kind` of those who look after people at home."""

    STATION = "station", _("Trạm Y tế")
    MOBILE = "mobile_station", _("Trạm Y tế lưu động")
    CARE_TEAM = "care_team", _("Tổ chăm sóc người nhiễm")


class Profession(models.TextChoices):
    DOCTOR = "doctor", _("Bác sĩ")
    ASSISTANT = "assistant", _("Y sĩ")
    NURSE = "nurse", _("Điều dưỡng")
    MIDWIFE = "midwife", _("Hộ sinh")
    PHARMACIST = "pharmacist", _("Dược sĩ")
    TECHNICIAN = "technician", _("Kỹ thuật viên")
    STUDENT = "student", _("Sinh viên y")
    VOLUNTEER = "volunteer", _("Tình nguyện viên")
    DRIVER = "driver", _("Lái xe")


class Origin(models.TextChoices):
    """Where somebody of the pool comes from."""

    PUBLIC = "public", _("biên chế")
    RETIRED = "retired", _("nghỉ hưu")
    PRIVATE = "private", _("y tế tư nhân")
    STUDENT = "student", _("sinh viên")
    MILITARY = "military", _("quân y")
    VOLUNTEER = "volunteer", _("tình nguyện")


class StationArea(models.Model):
    """A commune (or a hamlet of it) that a station answers for, from a day on.

    A fixed station answers for its own commune without a row; others take over by row.
    """

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="areas")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    hamlet = models.CharField(max_length=80, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "unit", "hamlet"],
                condition=models.Q(valid_to=None),
                name="station_area_once",
            )
        ]


class Staff(models.Model):
    """One person of the pool. Name and phone are sealed: volunteers give their private ones."""

    ref = models.BigIntegerField(unique=True)
    profession = models.CharField(max_length=12, choices=Profession.choices)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    prescribes = models.BooleanField(default=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="staff"
    )
    sealed = models.BinaryField()  # {name, phone}
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.get_profession_display()} {self.ref}"


class StaffPosting(models.Model):
    """Where somebody works from a day on. Never changed but for its last day."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="postings")
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="staff_postings")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    reason = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff"], condition=models.Q(valid_to=None), name="staff_open_posting_once"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="staff_posting_dates",
            ),
        ]


class Shift(models.Model):
    """A line of a duty roster (lịch trực): who answers at a facility from when until when."""

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="shifts", db_index=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    rank = models.SmallIntegerField(default=1)  # 1 is called first
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["facility", "starts_at"], name="shift_facility")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="shift_times_in_order"
            )
        ]
