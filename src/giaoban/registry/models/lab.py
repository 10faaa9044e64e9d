"""Samples and their results, one row a sample and kind of test; what was decided of a positive one."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.intake.models import Batch
from giaoban.places.models import Unit
from giaoban.registry.models.cases import Case
from giaoban.registry.models.people import Person


class LabSample(models.Model):
    """One result. A corrected one is a new row; the old one keeps the time it was superseded.

    Who it is lies sealed in the row until a person of the register is known for it.
    """

    number = models.CharField(max_length=40, blank=True)  # as the laboratory gave it
    key = models.BinaryField(max_length=16)  # keyed hash of laboratory, number and kind of test
    fingerprint = models.BinaryField(max_length=16)  # hash of the row's content: unchanged or corrected
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()  # of sampling; of the result where that is all that is known
    sampled = models.DateField(null=True)
    result_at = models.DateField(null=True)
    assay = models.CharField(max_length=8)  # pcr, rapid, sequence
    result = models.CharField(max_length=8, blank=True)  # positive, negative, unclear
    ct = models.FloatField(null=True)
    lab = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=12, blank=True)  # of sampling
    variant = models.CharField(max_length=40, blank=True)  # lineage or label, as the laboratory wrote it
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="samples")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="samples")
    linked_by = models.CharField(max_length=8, blank=True)  # case, cid, sample, name, register, officer
    birth = models.DateField(null=True)
    birth_precision = models.CharField(max_length=5, default="year")
    sex = models.CharField(max_length=1, blank=True)
    sealed = models.BinaryField(null=True)  # name, number, phone, address of somebody not known yet
    name_hash = models.BinaryField(max_length=16, null=True)
    cid_hash = models.BinaryField(max_length=16, null=True)
    phone_hash = models.BinaryField(max_length=16, null=True)
    alias = models.BinaryField(max_length=16, null=True)  # name, birth, commune and day, as of a case
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+", db_index=False)
    row = models.IntegerField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "day"], name="sample_unit_day"),
            models.Index(fields=["number"], name="sample_number"),
            models.Index(
                fields=["unit"],
                condition=models.Q(result="positive", case=None, superseded_at=None),
                name="sample_to_confirm",
            ),
            models.Index(
                fields=["day"],
                condition=~models.Q(variant="") & models.Q(superseded_at=None),
                name="sample_sequenced",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(superseded_at=None), name="sample_current_once"
            ),
            models.CheckConstraint(
                condition=models.Q(assay__in=["pcr", "rapid", "sequence"]), name="sample_assay"
            ),
        ]


class LabDecision(models.Model):
    """What became of a positive sample without a case: confirmed as one, or not, with the reason."""

    sample = models.OneToOneField(
        LabSample, on_delete=models.PROTECT, primary_key=True, related_name="decision"
    )
    act = models.CharField(max_length=10)  # confirmed, rejected
    reason = models.CharField(max_length=16, blank=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    new_person = models.BooleanField(default=False)
    new_case = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(act="confirmed", case__isnull=False)
                | models.Q(act="rejected", case=None) & ~models.Q(reason=""),
                name="lab_decision_whole",
            ),
        ]


class VariantSeen(models.Model):
    """Somebody in charge has seen that a variant appeared in a place for the first time, and said so."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    variant = models.CharField(max_length=40)  # as the register calls it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "variant"], name="variant_seen_once")]
