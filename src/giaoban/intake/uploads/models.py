"""A file until its columns are told and its turn has come, and mappings kept for the next of its kind."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.places.models import Unit


class State(models.TextChoices):
    """Where a file is on its way. `CUT`: the process that read it ended without a word."""

    TELLING = "telling"
    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    FAILED = "failed"
    CUT = "cut"


class Upload(models.Model):
    """A file between receipt and the end of its import. It lies sealed under its hash; here are its headings.

    Only who sent it sees it. It is gone once imported within its request, dropped, or a week old.
    """

    kind = models.CharField(max_length=16)  # linelist, lab, residents, returns
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    headings = models.JSONField(default=list)  # none until the file was opened
    mapping = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.TELLING)
    since = models.DateTimeField(null=True)  # when it came into this state
    review = models.BooleanField(default=False)  # its columns are to be shown first in any case
    rows = models.IntegerField(default=0)  # read so far
    trouble = models.JSONField(default=dict)  # why it failed, as `kernel.told` keeps sentences
    batch = models.ForeignKey("intake.Batch", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["state", "since"], name="upload_line")]

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
