"""A check of health and a contact by staff: counted apart, never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.care.models.episodes import Episode


class Check(models.Model):
    """What was answered and measured. `client_id` makes an answer that arrives twice one check."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="checks", db_index=False)
    client_id = models.CharField(max_length=36)
    answered_by = models.CharField(max_length=8)  # patient, relative, staff
    channel = models.CharField(max_length=8)  # page, phone, visit
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    asked = models.BooleanField(default=True)  # the list of symptoms was gone through
    symptoms = models.CharField(max_length=240, blank=True)  # fact names of the rule, space between
    spo2 = models.FloatField(null=True)
    temperature = models.FloatField(null=True)
    rr = models.FloatField(null=True)
    pulse = models.FloatField(null=True)
    systolic = models.FloatField(null=True)
    diastolic = models.FloatField(null=True)
    weight = models.FloatField(null=True)
    fever_hours = models.FloatField(null=True)
    flags = models.CharField(max_length=120, blank=True)  # odd:spo2 confirmed:spo2 clock late
    rank = models.CharField(max_length=10, blank=True)  # as the rule in force said on arrival
    signs = models.CharField(max_length=240, blank=True)
    rule = models.CharField(max_length=60, blank=True)
    second_of = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="seconds", db_index=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["episode", "client_id"], name="check_once")]
        indexes = [models.Index(fields=["episode", "-received_at"], name="check_newest")]


class Contact(models.Model):
    """Staff reached a person, or tried to. A check taken by staff writes its contact beside it."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="contacts", db_index=False)
    kind = models.CharField(max_length=8)  # phone, visit, hotline
    reached = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    advice = models.CharField(max_length=240, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["episode", "-at"], name="contact_newest")]
