"""Review of a deterioration or a death. The timeline is read from facts; only what people say is stored."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.places.models import Unit
from giaoban.registry.models import Case


class Review(models.Model):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=14)  # deterioration, death
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "kind"], name="review_once")]
        indexes = [models.Index(fields=["happened_on"], name="review_day")]


class ReviewStatement(models.Model):
    """The station's own account, then the professional council's conclusion. Sealed: it tells of a person."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=10)  # account, conclusion
    avoidable = models.CharField(max_length=12, blank=True)  # yes, no, undetermined; of a conclusion
    body = models.CharField(max_length=160, blank=True)  # the council's name
    sealed = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="account", avoidable="")
                | models.Q(kind="conclusion") & ~models.Q(avoidable=""),
                name="statement_conclusion_says",
            )
        ]
