"""An inspection: a visit, what it found, and the task that repairs each finding."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.places.models import Facility, Unit

USER = settings.AUTH_USER_MODEL


class Visit(models.Model):
    """Planned, then held; closed when every finding has its repair. `place` sent the team."""

    PLANNED, CLOSED, CANCELLED = "planned", "closed", "cancelled"

    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    facility = models.ForeignKey(Facility, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    team = models.CharField(max_length=200)
    theme = models.CharField(max_length=160)
    state = models.CharField(max_length=10, default=PLANNED)
    summary = models.TextField(blank=True)  # what was seen, also where nothing is to be repaired
    conclusion = models.ForeignKey(
        "directives.Conclusion", null=True, on_delete=models.PROTECT, related_name="visits"
    )
    planned_at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["unit", "on"], name="visit_unit_on")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("planned", "closed", "cancelled")), name="visit_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="planned")
                | models.Q(closed_at__isnull=False) & ~models.Q(summary=""),
                name="visit_closed_says_what",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit} {self.on:%d/%m/%Y}"


class Finding(models.Model):
    """Something wrong. Its repair is a task; never taken away, also when the task is withdrawn."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="findings")
    seq = models.IntegerField()
    text = models.TextField()
    severity = models.CharField(max_length=8)
    task = models.OneToOneField(
        "directives.Task", null=True, on_delete=models.PROTECT, related_name="finding"
    )
    found_at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "seq"], name="finding_once"),
            models.CheckConstraint(
                condition=models.Q(severity__in=("grave", "serious", "minor")), name="finding_severity"
            ),
        ]
