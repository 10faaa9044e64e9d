"""A round through a hamlet, door by door: who was met, who was not, what was found."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.intake.models import Batch
from giaoban.places.models import Unit
from giaoban.registry.models.cases import Case
from giaoban.registry.models.people import Person


class SweepRound(models.Model):
    """An empty hamlet means the whole commune."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    hamlet = models.CharField(max_length=80, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "hamlet", "opened_on"], name="sweep_round_once"),
        ]


class SweepEntry(models.Model):
    """What was learnt of one resident. Never changed: a correction is a new row, both are kept."""

    round = models.ForeignKey(SweepRound, on_delete=models.PROTECT, related_name="entries", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(max_length=8)  # met, absent, moved
    test = models.CharField(max_length=8, blank=True)  # negative, positive; "" = not tested
    doses = models.SmallIntegerField(null=True)  # as said at the door
    missing = models.SmallIntegerField(default=0)  # doses due that day under the rule, and not had
    reason = models.CharField(max_length=16, blank=True)  # why a due dose is missing; "" = not asked
    source = models.CharField(max_length=8)  # door, list
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"], condition=models.Q(superseded_at=None), name="sweep_entry_current"
            ),
            models.CheckConstraint(
                condition=models.Q(presence__in=["met", "absent", "moved"]), name="sweep_entry_presence"
            ),
            models.CheckConstraint(
                condition=models.Q(presence="met") | models.Q(test=""), name="sweep_only_the_met_are_tested"
            ),
        ]


class SweepFinding(models.Model):
    """A positive test of a round: credited to the round here, never a label on the person."""

    entry = models.OneToOneField(
        SweepEntry, on_delete=models.PROTECT, primary_key=True, related_name="finding"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="swept")
    new_case = models.BooleanField()  # False: it was known before the round came
