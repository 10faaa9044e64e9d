"""A frozen snapshot and what was computed from it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban import policy


class Snapshot(models.Model):
    """Everything known at `known_at`, frozen as content-addressed Parquet parts.

    `manifest` = {table: [{"sha256", "rows", "key"}]}, `key` the partition; parts are shared
    between snapshots.
    """

    disease = models.CharField(max_length=20, default="covid-19")  # of policy/diseases
    known_at = models.DateTimeField()
    tree_date = models.DateField()  # places as they stood on this date
    policy = models.CharField(max_length=64)  # fingerprint of the rules
    code = models.CharField(max_length=64)  # fingerprint of the indicators and the version
    sql = models.CharField(max_length=64)  # part: the indicators as SQL, so that opening needs no ibis
    manifest = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["disease", "known_at", "tree_date", "policy", "code"], name="snapshot_once"
            )
        ]


class OfTheDefaultDisease(models.Manager["Evaluation"]):
    """What boards, tasks and meetings look at; another disease is asked for by name (`Evaluation.every`)."""

    def get_queryset(self) -> models.QuerySet[Evaluation]:
        return super().get_queryset().filter(disease=default_disease())


def default_disease() -> str:
    return policy.load(settings.GIAOBAN_POLICY_DIR).default_disease


class Evaluation(models.Model):
    """The indicators of a snapshot for one window and one count, by commune."""

    disease = models.CharField(max_length=20, default="covid-19")  # of its snapshot
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="evaluations")
    start = models.DateField()
    end = models.DateField()
    count = models.CharField(max_length=10)  # province, ministry
    counts = models.CharField(max_length=64)  # part: (indicator, window, unit, bucket, value), rolled up
    params = models.JSONField()  # numbers of the rules the indicators asked for
    levels = models.JSONField()  # {unit: {announced, proposed, low, high, previous, reasons, status}}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "start", "end", "count"], name="evaluation_once")
        ]

    objects = OfTheDefaultDisease()
    every = models.Manager["Evaluation"]()


class Base(models.Model):
    """The one snapshot whose parts the next extract may build upon."""

    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.SET_NULL, related_name="+")
    code = models.CharField(max_length=32, default="")  # fingerprint of how rows become parts
    version = models.BigIntegerField(default=0)  # goes up whenever another snapshot takes its place
    marks = models.JSONField(default=dict)  # {table: the highest number read of it}


class Touched(models.Model):
    """A case or a person whose records were written since: triggers note it (new rows: see `Base.marks`)."""

    kind = models.CharField(max_length=6)  # case, person, dose (of a person)
    ref = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "ref"], name="touched_ref")]
