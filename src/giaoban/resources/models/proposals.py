"""What the machine proposes to move. Nothing moves before both sides have agreed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.places.models import Facility, Unit
from giaoban.resources.models.ledger import Item, Transfer


class Proposal(models.Model):
    """One run: for a place, at a time, with the figures and norms it was reckoned from."""

    kind = models.CharField(max_length=6)  # staff, stock
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=16, choices=Item.choices, blank=True)
    made_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField(default=dict)  # norms, tolerance, before and after by site code


class ProposalLine(models.Model):
    """So many from one site to another, and what each side said to it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="lines")
    giver = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="+")
    quantity = models.IntegerField()
    giver_said = models.CharField(max_length=8, blank=True)  # agreed, refused
    giver_at = models.DateTimeField(null=True)
    giver_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    taker_said = models.CharField(max_length=8, blank=True)
    taker_at = models.DateTimeField(null=True)
    taker_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=160, blank=True)  # of a refusal
    staff = models.JSONField(default=list)  # refs the giver names when it agrees to send people
    done_at = models.DateTimeField(null=True)
    transfer = models.OneToOneField(Transfer, null=True, on_delete=models.PROTECT, related_name="line")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="proposal_of_something"),
            models.CheckConstraint(
                condition=models.Q(done_at=None)
                | models.Q(giver_said="agreed") & models.Q(taker_said="agreed"),
                name="nothing_moves_before_both_agree",
            ),
        ]
