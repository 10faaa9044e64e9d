"""How an export is laid out, kept under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.places.models import Unit


class ExportLayout(models.Model):
    """Our fields under somebody else's headings. Kept at a unit: that unit and those below it use it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)  # linelist, returns, figures
    name = models.CharField(max_length=80)
    layout = models.JSONField()  # as `layouts.rules.Layout.as_dict` writes it; columns in their order
    days = models.SmallIntegerField(default=1)  # how many days to today one click takes
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="export_layout_once"),
            models.CheckConstraint(condition=models.Q(days__gte=1), name="export_layout_days"),
        ]

    def __str__(self) -> str:
        return self.name
