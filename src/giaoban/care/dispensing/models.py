"""What was ordered for whom, by whom, on which grounds, and the movement that took it off a shelf."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from giaoban.care.models.episodes import Episode
from giaoban.places.models import Facility
from giaoban.resources.models import Item, Movement, Staff

ORDERED = ("pack_b", "pack_c", "molnupiravir", "favipiravir")  # the database's own guard, whatever the rule
ANTIVIRAL = ("pack_c", "molnupiravir", "favipiravir")


class Prescription(models.Model):
    """One course of one item for one episode. Ordered, then handed out once; or withdrawn."""

    ref = models.BigIntegerField(unique=True)
    episode = models.ForeignKey(
        Episode, on_delete=models.PROTECT, related_name="prescriptions", db_index=False
    )
    item = models.CharField(max_length=16, choices=Item.choices)
    days = models.SmallIntegerField(null=True)  # longest self-use
    weight = models.FloatField(null=True)  # kg, of a child always
    prescriber = models.ForeignKey(
        Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ordered_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    consent_at = models.DateTimeField(null=True)
    rules = models.JSONField(default=list)  # ids of the rules asked
    status = models.CharField(max_length=16)  # how sure the worst of them is
    asked = models.JSONField(default=dict)  # contraindications as answered
    facility = models.ForeignKey(
        Facility, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    movement = models.OneToOneField(
        Movement, null=True, on_delete=models.PROTECT, related_name="prescription"
    )
    dispensed_at = models.DateTimeField(null=True)
    dispensed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=160, blank=True)  # of a withdrawal

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "item"], condition=Q(withdrawn_at=None), name="course_once"
            ),
            models.CheckConstraint(
                condition=~Q(item__in=ORDERED) | Q(prescriber__isnull=False),
                name="course_by_a_named_prescriber",
            ),
            models.CheckConstraint(
                condition=~Q(item__in=ANTIVIRAL) | Q(consent_at__isnull=False), name="antiviral_with_consent"
            ),
            models.CheckConstraint(
                condition=Q(dispensed_at=None, movement=None)
                | Q(dispensed_at__isnull=False, movement__isnull=False),
                name="course_moves_the_ledger",
            ),
        ]
        indexes = [
            models.Index(fields=["episode"], name="course_episode"),
            models.Index(
                fields=["ordered_at"],
                condition=Q(dispensed_at=None, withdrawn_at=None),
                name="course_waiting",
            ),
        ]
