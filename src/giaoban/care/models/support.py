"""What a household needs, and the papers it waits for."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.care.models.episodes import Episode
from giaoban.places.models import Unit


class Need(models.Model):
    """A duty of the commune from the moment it is said until it is delivered."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="needs")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10)  # food, medicine, shopping, child, elder
    stated_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "kind"], condition=models.Q(delivered_at=None), name="need_one_open"
            )
        ]
        indexes = [
            models.Index(fields=["unit"], condition=models.Q(delivered_at=None), name="need_open_unit")
        ]


class Paper(models.Model):
    """Drafted here, signed by the office competent on that date; the machine issues nothing."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="papers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10)  # isolation, recovery, sick_leave
    role = models.CharField(max_length=12)  # who may sign, by the rule in force when drafted
    rule = models.CharField(max_length=60)
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    drafted_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    number = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "kind"], name="paper_once"),
            models.CheckConstraint(
                condition=models.Q(signed_at=None, signed_by=None)
                | models.Q(signed_at__isnull=False, signed_by__isnull=False),
                name="paper_signed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["unit"], condition=models.Q(signed_at=None), name="paper_open_unit")]
