"""A request to take a patient, the hospitals it was put to, every step of it, and the stay it ends in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.care.models.episodes import Episode
from giaoban.places.models import Facility, Unit
from giaoban.registry.models import Case, Person
from giaoban.resources.models import BedGroup, Tier, Trip
from giaoban.resources.models.beds import Capability


class State(models.TextChoices):
    ASKED = "asked", _("Đã yêu cầu")
    ACCEPTED = "accepted", _("Đã nhận, giữ giường")
    ON_THE_WAY = "on_the_way", _("Đang trên đường")
    ARRIVED = "arrived", _("Đã đến")
    REFUSED = "refused", _("Không nơi nào nhận")
    CANCELLED = "cancelled", _("Đã hủy")


class Rank(models.TextChoices):
    EMERGENCY = "emergency", _("Cấp cứu")
    URGENT = "urgent", _("Khẩn")
    PLANNED = "planned", _("Theo kế hoạch")


class Reason(models.TextChoices):
    SIGNS = "signs", _("có dấu hiệu nguy hiểm")
    WORSE = "worse", _("diễn biến nặng lên")
    RISK = "risk", _("nguy cơ cao, không theo dõi được tại nhà")
    BIRTH = "birth", _("sản khoa")
    STEP_DOWN = "step_down", _("chuyển xuống tầng thấp hơn")


class Refusal(models.TextChoices):
    NO_BED = "no_bed", _("hết giường")
    NO_STAFF = "no_staff", _("thiếu nhân lực")
    NO_MEANS = "no_means", _("không đủ phương tiện điều trị")
    WRONG_TIER = "wrong_tier", _("không đúng tầng điều trị")
    OTHER = "other", _("lý do khác")


OPEN = ("asked", "accepted", "on_the_way", "refused")  # still on the sending commune's list


class Referral(models.Model):
    """One open request a patient. `refused` is open too: nobody is off the list before arriving."""

    ref = models.BigIntegerField(unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    episode = models.ForeignKey(Episode, null=True, on_delete=models.PROTECT, related_name="referrals")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    sender = models.ForeignKey(Facility, null=True, on_delete=models.PROTECT, related_name="+")
    tier = models.CharField(max_length=1, choices=Tier.choices)
    capability = models.CharField(max_length=10, choices=Capability.choices)
    rank = models.CharField(max_length=10, choices=Rank.choices)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    sealed = models.BinaryField()  # {summary}: what the receiving doctor needs to know
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    answer_by = models.DateTimeField()  # then the request stands with the desk
    rule = models.CharField(max_length=60)
    facility = models.ForeignKey(Facility, null=True, on_delete=models.PROTECT, related_name="+")
    beds = models.ForeignKey(BedGroup, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    accepted_at = models.DateTimeField(null=True)
    leave_by = models.DateTimeField(null=True)
    trip = models.OneToOneField(Trip, null=True, on_delete=models.PROTECT, related_name="referral")
    departed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # arrived or cancelled

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(closed_at=None), name="referral_one_open"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, closed_at=None)
                | Q(state__in=["arrived", "cancelled"], closed_at__isnull=False),
                name="referral_open_until_arrived",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "on_the_way", "arrived"], beds__isnull=False)
                | Q(state__in=["asked", "refused", "cancelled"], beds=None),
                name="referral_holds_its_bed",
            ),
        ]
        indexes = [
            models.Index(fields=["unit"], condition=Q(closed_at=None), name="referral_open_unit"),
            models.Index(fields=["case"], name="referral_case"),
        ]


class ReferralAsk(models.Model):
    """The request as one hospital sees it, and what that hospital said."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="asks", db_index=False)
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, blank=True)  # accepted, refused, taken, withdrawn
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    refusal = models.CharField(max_length=10, choices=Refusal.choices, blank=True)
    note = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "facility"], condition=Q(answered_at=None), name="ask_open_once"
            ),
            models.CheckConstraint(
                condition=~Q(answer="refused") | ~Q(refusal=""), name="ask_refused_with_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["referral"], name="ask_referral"),
            models.Index(fields=["facility", "-asked_at"], name="ask_facility"),
        ]


class ReferralStep(models.Model):
    """What happened to a request, in order. Only added to."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps", db_index=False)
    act = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    facility = models.ForeignKey(
        Facility, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    note = models.CharField(max_length=160, blank=True)

    class Meta:
        indexes = [models.Index(fields=["referral", "at"], name="step_referral")]


class Stay(models.Model):
    """A patient in a bed: the hospital's own patients are the stays not yet ended."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stays", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="+", db_index=False)
    beds = models.ForeignKey(BedGroup, on_delete=models.PROTECT, related_name="+", db_index=False)
    referral = models.OneToOneField(Referral, null=True, on_delete=models.PROTECT, related_name="stay")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    left = models.CharField(max_length=10, blank=True)  # home, recovered, dead, moved

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(until=None), name="stay_one_open"),
            models.CheckConstraint(
                condition=Q(until=None, left="") | Q(until__isnull=False) & ~Q(left=""),
                name="stay_left_somehow",
            ),
        ]
        indexes = [models.Index(fields=["facility", "until"], name="stay_facility")]
