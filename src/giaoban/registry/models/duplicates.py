"""Persons who may be one, what was decided of them, and merges that can be undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.registry.models.cases import Case
from giaoban.registry.models.people import Person

_USER = settings.AUTH_USER_MODEL


class Pair(models.Model):
    """Two persons who may be one, the older first. `levels` says how each thing agrees, never what it is."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField()
    levels = models.JSONField()
    state = models.CharField(max_length=9, default="waiting")  # newest decision, repeated for lists
    proposed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["state", "-score", "id"], name="pair_state")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="pair_in_order"),
        ]


class PairDecision(models.Model):
    """What somebody decided of a pair; the newest is in force."""

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=9)  # merged, different, later, waiting
    by = models.ForeignKey(_USER, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)


class Merge(models.Model):
    """Two persons taken for one from `at` on, until undone. Both rows stay."""

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(_USER, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(_USER, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["absorbed"], condition=models.Q(undone_at=None), name="merge_absorbed_once"
            ),
            models.CheckConstraint(condition=~models.Q(kept=models.F("absorbed")), name="merge_of_two"),
        ]


class MergeChange(models.Model):
    """One thing a merge changed: a row that went over to the kept person, or a fact the kept one lacked."""

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="changes")
    table = models.CharField(max_length=60)
    row = models.BigIntegerField()
    field = models.CharField(max_length=60)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    sealed_before = models.BinaryField(null=True)  # an identity
    sealed_after = models.BinaryField(null=True)
    kept_back = models.BooleanField(default=False)  # stayed where it was: the kept person has its like


class SameEpisode(models.Model):
    """A case that tells an episode another case tells: not counted from `since` until `until`."""

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="episodes")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    counted_as = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(until=None), name="same_episode_once")
        ]
