"""Who may see and do what, where and when."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.places.models import Facility, Unit


class Role(models.TextChoices):
    LEADER = "leader", _("Lãnh đạo tỉnh")
    ANALYST = "analyst", _("Chuyên viên CDC")
    DISTRICT = "district", _("Cán bộ cấp huyện")
    COMMUNE = "commune", _("Cán bộ cấp xã")
    STATION = "station", _("Trạm Y tế")
    HOSPITAL = "hospital", _("Bệnh viện")
    OFFICE = "office", _("Văn phòng")
    COMPANION = "companion", _("Thầy thuốc đồng hành")
    HOTLINE = "hotline", _("Đường dây nóng")
    AGENCY = "agency", _("Sở, ban, ngành, đoàn thể")
    COORDINATOR = "coordinator", _("Bàn điều phối")
    PARTNER = "partner", _("Cơ quan phối hợp")
    ADMIN = "admin", _("Quản trị")


class User(AbstractUser):
    """A person who signs in. What they may do hangs on their posting."""

    class Meta:
        constraints = [models.UniqueConstraint(models.functions.Lower("username"), name="username_any_case")]


class Posting(models.Model):
    """A role at a place for a time. One person may hold several; the newest in force counts.

    With a facility it opens that facility's own (a hospital's patients and beds), not what lies around it.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="postings")
    role = models.CharField(max_length=12, choices=Role.choices)
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    facility = models.ForeignKey(Facility, null=True, on_delete=models.PROTECT, related_name="+")
    agency = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.place}"


class AccessLog(models.Model):
    """A look at identities: who, at what, why. Append-only."""

    at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80)
    purpose = models.CharField(max_length=120)
    rows = models.IntegerField(default=1)


class Seal(models.Model):
    """A run of rows of one log, closed by a keyed digest that also covers the seal before it. Append-only."""

    log = models.CharField(max_length=8)  # audit, access
    rows = models.JSONField()  # their ids, in order
    marks = models.BinaryField()  # a few bytes of each row's keyed hash, so that a changed one can be named
    digest = models.BinaryField()
    at = models.DateTimeField()


class DutyMark(models.Model):
    """Taken, handed over or answered: the only part of a duty that is stored."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    act = models.CharField(max_length=12)  # taken, handed_over, answered
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=240, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "key"], name="duty_mark_key")]
