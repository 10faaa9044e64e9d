"""Notice → lines of its text → the tasks they became."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.places.models import Unit

USER = settings.AUTH_USER_MODEL


class Notice(models.Model):
    """A notice of conclusions: read from outside, or written here and numbered by the clerk.

    The text is kept sealed as the file is: offsets count into exactly this text, whatever a later
    version of the reader would make of the file.
    """

    READ, WRITTEN = "read", "written"

    origin = models.CharField(max_length=8, choices=[(READ, "đọc vào"), (WRITTEN, "soạn ra")])
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, blank=True)
    form = models.CharField(max_length=8, blank=True)  # state, party: of what is written here
    number = models.CharField(max_length=60, blank=True)  # "12-TB/TU"; blank until the clerk gives it
    date = models.DateField(null=True)
    body = models.CharField(max_length=200, blank=True)
    chair = models.CharField(max_length=120, blank=True)
    filename = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)  # the sealed file; blank: pasted or written here
    text_sealed = models.BinaryField(blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    conclusions = models.ManyToManyField("directives.Conclusion", related_name="notices")
    created_at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "text_sha256"],
                condition=models.Q(origin="read"),
                name="notice_read_once",
            ),
            models.CheckConstraint(
                condition=models.Q(origin="read") | ~models.Q(form=""), name="notice_written_has_form"
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.filename or self.kind


class NoticeLine(models.Model):
    """A task as the text gives it and the officer confirmed it; `start` and `end` count into the text.

    Without tasks it was confirmed as nobody's here: the body it names has no posting in this system.
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="lines")
    seq = models.IntegerField()
    start = models.IntegerField()
    end = models.IntegerField()
    section = models.CharField(max_length=40, blank=True)
    assignee = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    due_text = models.CharField(max_length=120, blank=True)
    tasks = models.ManyToManyField("directives.Task", related_name="notice_lines")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "seq"], name="notice_line_once"),
            models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="notice_line_span"),
        ]

    def __str__(self) -> str:
        return f"{self.assignee}: {self.text[:60]}"
