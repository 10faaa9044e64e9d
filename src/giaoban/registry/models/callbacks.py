"""What stations report as done, checked by calling a random few back."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.places.models import Unit
from giaoban.registry.models.people import Person


class CallbackSample(models.Model):
    """The draw of one commune's station for one week."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    week_from = models.DateField()  # the Monday of the week whose work is checked
    seed = models.CharField(
        max_length=32
    )  # from the installation's key: nobody can foresee it, anyone can redraw
    reported = models.IntegerField()  # things reported as done, from which it was drawn
    size = models.IntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    drawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "week_from"], name="callback_sample_once"),
        ]


class CallbackItem(models.Model):
    """One thing reported as done, and what the person called says."""

    sample = models.ForeignKey(CallbackSample, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=10)  # declared, swept, closed
    subject = models.BigIntegerField()  # id of the decision, entry or case
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    outcome = models.CharField(max_length=12, blank=True)  # agrees, differs, unreachable, declined
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "kind", "subject"], name="callback_item_once"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", "agrees", "differs", "unreachable", "declined"]),
                name="callback_outcome",
            ),
        ]
