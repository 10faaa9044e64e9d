"""An alarm, every step it climbed, and each pass of the worker."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.care.models.checks import Check
from giaoban.care.models.episodes import Episode
from giaoban.places.models import Unit


class Alarm(models.Model):
    """Of a person (signs shown) or of a place (nobody on call, high-risk persons unheard).

    It rings at `rings_at`: an abnormal SpO2 waits for its second reading, everything else rings at once. It
    always has an owner: a role at a unit, and a person where the roster names one.
    """

    kind = models.CharField(max_length=12)  # signs, roster, unheard, hotline
    episode = models.ForeignKey(Episode, null=True, on_delete=models.PROTECT, related_name="alarms")
    check_made = models.ForeignKey(
        Check, null=True, on_delete=models.PROTECT, related_name="alarms", db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    rank = models.CharField(max_length=10)  # emergency, report_now
    signs = models.CharField(max_length=240, blank=True)
    rule = models.CharField(max_length=60)
    raised_at = models.DateTimeField()
    rings_at = models.DateTimeField()
    step = models.SmallIntegerField(default=0)
    owner_role = models.CharField(max_length=12)
    owner_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    count = models.IntegerField(default=1)  # persons, for an alarm of a place
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    answer = models.CharField(max_length=12, blank=True)  # confirmed, false, referred, settled, unreached
    note = models.CharField(max_length=240, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "kind", "rank"], condition=models.Q(answered_at=None),
                name="alarm_one_open",
            ),
            models.UniqueConstraint(
                fields=["unit", "kind"], condition=models.Q(answered_at=None, episode=None),
                name="alarm_one_open_place",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["unit"], condition=models.Q(answered_at=None), name="alarm_open_unit"),
            models.Index(fields=["raised_at"], name="alarm_raised"),
        ]


class AlarmStep(models.Model):
    """Whose the alarm was, from when; the first row is written with the alarm."""

    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="steps", db_index=False)
    step = models.SmallIntegerField()
    role = models.CharField(max_length=12)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alarm", "step"], name="alarm_step_once")]


class PassRun(models.Model):
    """What one pass over all episodes found and did."""

    at = models.DateTimeField()
    seconds = models.FloatField()
    episodes = models.IntegerField()
    counts = models.JSONField(default=dict)
