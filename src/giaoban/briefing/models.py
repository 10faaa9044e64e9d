"""A briefing: the same arguments are the same frozen briefing."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.briefing.explanations.models import Explanation
from giaoban.places.models import Unit
from giaoban.situation.models import Evaluation

__all__ = ["Briefing", "BriefingState", "Explanation", "Section"]


class Briefing(models.Model):
    slug = models.CharField(max_length=60, unique=True)  # "22-2022W09-1"
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="briefings")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    figures = models.JSONField()
    levels = models.JSONField()
    checks = models.JSONField()
    tables = models.JSONField()  # {children, transitions, not_reporting, curve}: what pages and papers show
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evaluation", "place"], name="briefing_once")]

    def __str__(self) -> str:
        return self.slug


class BriefingState(models.Model):
    """Drafted, signed, released: who, when, and the stated reason where a check failed."""

    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=10)  # signed, released
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)  # internal annex: why it was signed although a check failed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["briefing", "state"], name="briefing_state_once")]


class Section(models.Model):
    """What an upper app adds to a briefing (`actions.add_section`), frozen with it."""

    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="sections")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    position = models.SmallIntegerField()
    content = models.JSONField()  # {"paragraphs": [...], "table": {"columns": [...], "rows": [...]}}
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["briefing", "key"], name="section_once")]
