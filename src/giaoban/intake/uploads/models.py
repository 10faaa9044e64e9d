"""A file that waits until its columns are told, and mappings kept for the next file of the kind."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.places.models import Unit


class Upload(models.Model):
    """A file between receipt and import. It lies sealed under its hash; here are its headings alone.

    Only who sent it sees it. It is gone once imported or dropped.
    """

    kind = models.CharField(max_length=16)  # linelist, residents, returns
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    headings = models.JSONField()
    mapping = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.filename


class SavedMapping(models.Model):
    """A mapping under a name, kept at a unit: that unit and those below it are offered it again."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=80)
    signature = models.CharField(max_length=64)  # of the headings, whatever their order and marks
    mapping = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "name"], name="saved_mapping_once")]
        indexes = [models.Index(fields=["kind", "signature"], name="saved_mapping_headings")]

    def __str__(self) -> str:
        return self.name
