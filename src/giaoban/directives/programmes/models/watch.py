"""The plan of a watched commune. Who is watched is computed from the curve, never stored."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.places.models import Unit
from giaoban.situation.models import Evaluation


class WatchPlan(models.Model):
    """The measures stand in its conclusion as tasks; the reasons as they were when it was made."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # who made it
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()  # on the list since, when the plan was made
    reasons = models.JSONField()
    conclusion = models.OneToOneField(
        "directives.Conclusion", on_delete=models.PROTECT, related_name="watch_plan"
    )
    made_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "place", "since"], name="watch_plan_once")]
