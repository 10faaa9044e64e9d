"""Conclusion → task → status rows → answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.accounts.models import Role
from giaoban.briefing.models import Briefing
from giaoban.intake.models import Batch
from giaoban.places.models import Unit

USER = settings.AUTH_USER_MODEL


class Conclusion(models.Model):
    """What was concluded at the standing meeting that heard `briefing`."""

    briefing = models.ForeignKey(Briefing, null=True, on_delete=models.PROTECT)
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    chair = models.CharField(max_length=120, blank=True)
    theme = models.CharField(max_length=80, blank=True)
    concluded_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")


class Task(models.Model):
    """A conclusion as one body's work at one place, bound to a measure where one exists."""

    conclusion = models.ForeignKey(Conclusion, on_delete=models.PROTECT, related_name="tasks")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role.choices)
    body = models.CharField(max_length=160)  # as written: "UBND phường Cẩm Trung"
    text = models.TextField()
    due_at = models.DateTimeField()
    due_rule = models.CharField(max_length=160, blank=True)  # how the deadline's words became a date
    measure = models.CharField(max_length=40, blank=True)  # an indicator's id
    target = models.FloatField(null=True)
    start_value = models.FloatField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "role", "due_at"], name="task_unit_role")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(measure="") | ~models.Q(target=None),
                name="task_measure_has_target",
            )
        ]


class TaskStatus(models.Model):
    """One move of a task: who, when, on what evidence."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="statuses")
    state = models.CharField(max_length=12)  # given, received, progress, stuck, done, returned
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    evidence = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="+")
    value = models.FloatField(null=True)

    class Meta:
        indexes = [models.Index(fields=["task", "at"], name="task_status_at")]
