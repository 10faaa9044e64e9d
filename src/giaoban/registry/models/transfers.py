"""Movement of an F0: a transfer with two sides, and an absence nobody arranged."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.places.models import Unit
from giaoban.registry.models.cases import Case

_USER = settings.AUTH_USER_MODEL


class Transfer(models.Model):
    """An active case on its way from the place that answers for it to the one that will."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers")
    sender = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    outside = models.BooleanField(default=False)  # beyond this installation: on paper
    hamlet = models.CharField(max_length=80, blank=True)  # where in the receiving place
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=9, default="asked")  # newest step, repeated for lists
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["sender", "state"], name="transfer_out"),
            models.Index(fields=["receiver", "state"], name="transfer_in"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(ended_at=None), name="transfer_open_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(sender=models.F("receiver")), name="transfer_between_two"
            ),
            models.CheckConstraint(
                condition=models.Q(state="asked") & models.Q(ended_at=None)
                | ~models.Q(state="asked") & ~models.Q(ended_at=None),
                name="transfer_ended_with_state",
            ),
        ]


class TransferStep(models.Model):
    """Asked, taken over, refused, withdrawn: who, when and why."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=9)  # asked, taken, refused, cancelled
    by = models.ForeignKey(_USER, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)


class Absence(models.Model):
    """An active case not met where it should be, and no transfer asked for: an alarm until it ends."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="absences")
    by = models.ForeignKey(_USER, null=True, on_delete=models.PROTECT, related_name="+")
    noticed_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=12, blank=True)  # found, transferred, closed
    ended_by = models.ForeignKey(_USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(ended_at=None), name="absence_open_once"
            )
        ]
