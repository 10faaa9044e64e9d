"""What came in, and what became of every row of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.intake.declarations.models import Declaration, WrongLook
from giaoban.intake.outbox.models import OutboxMessage
from giaoban.intake.uploads.models import SavedMapping, Upload
from giaoban.places.models import Unit

__all__ = [
    "Batch", "Declaration", "OutboxMessage", "Return", "RowIssue", "SavedMapping", "Upload", "WrongLook",
]  # fmt: skip


class Batch(models.Model):
    """One file received. The file itself lies sealed in the state directory under its hash."""

    kind = models.CharField(max_length=16)  # linelist, residents, returns, announcements, answer
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    source = models.CharField(max_length=80)
    place = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    rows = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    corrected = models.IntegerField(default=0)
    noticed = models.JSONField(default=list)  # lines and sheets passed over, columns nothing explained

    def __str__(self) -> str:
        return f"{self.filename} ({self.rows})"


class RowIssue(models.Model):
    """A row that was refused or waits: the sealed row, the reason and the next step."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="issues", db_index=False)
    row = models.IntegerField()  # as a person counts them in the file, the header included
    outcome = models.CharField(max_length=8)  # refused, held
    column = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)  # as `kernel.told` keeps a sentence: pattern, and its parts
    next_step = models.CharField(max_length=300, blank=True)
    params = models.JSONField(default=dict)
    suggestions = models.JSONField(default=list)
    sealed = models.BinaryField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["batch", "row"], name="row_issue_batch")]


class Return(models.Model):
    """One figure reported by somebody for a place and a window: the aggregate return.

    Rows whose place is not established stay in the total of the unit that published them.
    A corrected figure is a new row; the old one keeps the time it was superseded.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    publisher = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    established = models.BooleanField(default=True)
    place_text = models.CharField(max_length=200, blank=True)
    from_date = models.DateField()
    to_date = models.DateField()
    indicator = models.CharField(max_length=40)
    value = models.FloatField()
    source = models.CharField(max_length=80)
    key = models.BinaryField(max_length=16)  # keyed hash of source, place as stated, window, indicator
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "indicator", "from_date"], name="return_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_date__gte=models.F("from_date")), name="return_dates_in_order"
            ),
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(superseded_at=None), name="return_current_once"
            ),
        ]
