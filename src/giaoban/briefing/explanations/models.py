"""What a unit said of its figures of a week."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.places.models import Unit


class Explanation(models.Model):
    """A note on a figure of a week, or of the week as a whole. Never changed, only followed by another."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    start = models.DateField()
    end = models.DateField()
    indicator = models.CharField(max_length=40, blank=True)  # "" = the week: seen, nothing to explain
    value = models.FloatField(null=True)  # of the figure when it was explained
    text = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["start", "end", "unit"], name="explanation_week")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(indicator="") | ~models.Q(text=""), name="explanation_has_text"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.start} {self.indicator}"
