"""A case (F0): its facts as they stand, as they stood, and its state as rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.intake.models import Batch
from giaoban.places.models import Unit
from giaoban.registry.models.people import Person


class CaseFacts(models.Model):
    """The facts of a case that a correction may change.

    Three places: current stay (`unit`, whose station is responsible), registered residence, detection.
    """

    # No index but those a question needs: each costs every row of every import.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit_residence = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit_detected = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    hamlet = models.CharField(max_length=80, blank=True)
    onset = models.DateField(null=True)
    sampled = models.DateField(null=True)
    result = models.DateField(null=True)
    announced = models.DateField()
    ministry_announced = models.DateField(null=True)
    test = models.CharField(max_length=8, blank=True)
    found = models.CharField(max_length=12, blank=True)
    age = models.SmallIntegerField(null=True)  # years at announcement
    outcome = models.CharField(max_length=10, blank=True)  # recovered, dead
    outcome_date = models.DateField(null=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+", db_index=False)
    row = models.IntegerField()  # its row in the batch's file
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


class Case(CaseFacts):
    """An F0 by the province's count, as known now."""

    ref = models.BigIntegerField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases", db_index=False)
    disease = models.CharField(max_length=20, default="covid-19")
    number = models.CharField(max_length=40, blank=True)  # mã số bệnh nhân, as given
    source = models.CharField(max_length=80)  # whose list it came from
    key = models.BinaryField(max_length=16, unique=True)  # keyed hash of source and the file's key
    alias = models.BinaryField(max_length=16, null=True, db_index=True)  # name, birth, commune, sample
    fingerprint = models.BinaryField(max_length=16)  # hash of the row's content: unchanged or corrected
    severity = models.CharField(max_length=12, blank=True)  # newest state row, repeated for lists
    care = models.CharField(max_length=10, blank=True)
    tier = models.CharField(max_length=1, blank=True)
    support = models.CharField(max_length=8, blank=True)
    first_recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-announced", "-id"], name="case_unit_announced"),
            models.Index(fields=["-announced", "-id"], name="case_announced"),
            models.Index(fields=["person"], name="case_person"),
            # What a whole province asks for: who is still ill, what sweeps found, one number. All that is
            # asked stands in the index, the condition's own column too: SQLite compares a parameter again
            # in every row, and would fetch the row for it.
            models.Index(
                fields=["unit", "announced", "disease", "outcome"],
                condition=models.Q(outcome=""),
                name="case_open",
            ),
            models.Index(
                fields=["unit", "announced", "found"], condition=models.Q(found="sweep"), name="case_swept"
            ),
            models.Index(fields=["number"], condition=~models.Q(number=""), name="case_number"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="") & models.Q(outcome_date=None)
                | ~models.Q(outcome="") & ~models.Q(outcome_date=None),
                name="case_outcome_paired",
            )
        ]


class CaseRevision(CaseFacts):
    """What a case's facts were from `recorded_at` until `replaced_at`."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="revisions")
    replaced_at = models.DateTimeField()


class CaseState(models.Model):
    """Severity, place of care, tier or respiratory support from a day on. Never changed, only followed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="states", db_index=False)
    kind = models.CharField(max_length=8)  # severity, care, tier, support
    value = models.CharField(max_length=12)
    happened_on = models.DateField()
    reported_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        indexes = [models.Index(fields=["case", "kind", "happened_on"], name="state_case")]
