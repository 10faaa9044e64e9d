"""An episode of home care, who answers for it, how grave the risk is, and the household's link."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.places.models import Facility, Unit
from giaoban.registry.models import Case, Household, Person


class Episode(models.Model):
    """One stay at home of one case. It always has a commune and a station that answer for it (law 3).

    Below the line: the newest facts repeated, so that a worklist and a pass need no look at the checks.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="episodes", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey(Household, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    station = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    day0 = models.DateField()  # the day isolation counts from
    onset = models.DateField(null=True)
    birth = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.CharField(max_length=12, blank=True)  # recovered, hospital, central, dead, moved
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # ------------------------------------------------------------- newest facts
    risk = models.CharField(max_length=8)  # high, other
    risk_reasons = models.CharField(max_length=80, blank=True)  # codes of the rule, space between
    assessed_at = models.DateTimeField(null=True)
    last_check_at = models.DateTimeField(null=True)  # by whomever
    last_staff_at = models.DateTimeField(null=True)  # a contact in which the person was reached
    last_rank = models.CharField(max_length=10, blank=True)  # of the newest check
    weight = models.FloatField(null=True)  # kg, newest

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(closed_at=None), name="episode_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_reason="")
                | models.Q(closed_at__isnull=False) & ~models.Q(closed_reason=""),
                name="episode_closed_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["case"], name="episode_case"),
            models.Index(fields=["unit"], condition=models.Q(closed_at=None), name="episode_open_unit"),
            models.Index(fields=["person"], name="episode_person"),
        ]


class Responsibility(models.Model):
    """Who answers for an episode from a moment on; the next row ends it."""

    episode = models.ForeignKey(
        Episode, on_delete=models.PROTECT, related_name="responsibilities", db_index=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    station = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="+", db_index=False)
    since = models.DateTimeField()
    lent = models.BooleanField(default=False)  # the commune has no station: another of the district
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["episode", "since"], name="responsibility_once")]


class Assessment(models.Model):
    """A staff member's own judgement of the risk; the machine only screens."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="assessments")
    risk = models.CharField(max_length=8)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=240, blank=True)


class Link(models.Model):
    """The patient page of one household (or one person without one). Address and code are kept as hashes."""

    household = models.ForeignKey(Household, null=True, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, null=True, on_delete=models.PROTECT, related_name="links")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    station = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="+")
    token_hash = models.BinaryField(max_length=16, unique=True)
    code_hash = models.BinaryField(max_length=16)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # renewed or withdrawn
    wrong_codes = models.SmallIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(household=None) ^ models.Q(episode=None), name="link_of_one"
            )
        ]
