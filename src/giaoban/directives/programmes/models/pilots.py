"""A pilot: something new tried in some places, told beside places like them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.places.models import Unit
from giaoban.situation.models import Evaluation

USER = settings.AUTH_USER_MODEL


class Pilot(models.Model):
    """`before` is the last frozen window before the first day; what came after is asked of newer ones."""

    STOP, CONTINUE, SCALE = "stop", "continue", "scale"

    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    hypothesis = models.TextField()
    measure = models.CharField(max_length=40)
    direction = models.CharField(max_length=4)  # what would be better: up, down
    first_day = models.DateField()
    last_day = models.DateField()
    before = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=80)  # by which rule the comparison was proposed
    begun_at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=8, blank=True)
    lesson = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    conclusion = models.ForeignKey(
        "directives.Conclusion", null=True, on_delete=models.PROTECT, related_name="pilots"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day"), direction__in=("up", "down")),
                name="pilot_days_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(decision="")
                | models.Q(decision__in=("stop", "continue", "scale"), decided_at__isnull=False)
                & ~models.Q(lesson=""),
                name="pilot_decision_has_lesson",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class PilotPlace(models.Model):
    """A place of the pilot, or one beside it. `like`: the pilot's place it was proposed for."""

    PILOT, COMPARISON = "pilot", "comparison"

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="places")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    arm = models.CharField(max_length=10)
    like = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pilot", "unit"], name="pilot_place_once"),
            models.CheckConstraint(
                condition=models.Q(arm__in=("pilot", "comparison")), name="pilot_place_arm"
            ),
        ]
