"""A target: an indicator that shall reach a value by a date, along a path, in a place or in each commune."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.places.models import Unit
from giaoban.situation.models import Evaluation

USER = settings.AUTH_USER_MODEL


class Target(models.Model):
    """`target` is in the measure's unit; `target_change` is per cent of each place's own start value."""

    LINEAR, MILESTONES = "linear", "milestones"

    place = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+"
    )  # who set it, over its subtree
    text = models.CharField(max_length=240)
    each = models.BooleanField(default=False)  # of each commune of the place, not of the place as one
    measure = models.CharField(max_length=40)
    direction = models.CharField(max_length=4)  # up, down
    target = models.FloatField(null=True)
    target_change = models.FloatField(null=True)
    path = models.CharField(max_length=10, default=LINEAR)
    start_evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    set_at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(target__isnull=False) ^ models.Q(target_change__isnull=False),
                name="target_one_goal",
            ),
            models.CheckConstraint(
                condition=models.Q(direction__in=("up", "down"), path__in=("linear", "milestones")),
                name="target_words",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | ~models.Q(withdrawn_why=""),
                name="target_withdrawn_why",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class TargetPlace(models.Model):
    """One place of a target with its own start and goal; null where the records said nothing."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="places")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    start_value = models.FloatField(null=True)
    goal = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["target", "unit"], name="target_place_once")]


class Milestone(models.Model):
    """What shall be reached by a day on the way."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="milestones")
    on = models.DateField()
    value = models.FloatField()

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["target", "on"], name="target_milestone_once")]
