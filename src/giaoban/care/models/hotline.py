"""Calls in and out, the tickets they open, and what one shift leaves to the next."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.care.models.episodes import Episode
from giaoban.places.models import Unit


class Call(models.Model):
    """The caller's number is kept as a keyed hash only."""

    direction = models.CharField(max_length=3)  # in, out
    phone_hash = models.BinaryField(max_length=16, null=True, db_index=True)
    episode = models.ForeignKey(Episode, null=True, on_delete=models.PROTECT, related_name="calls")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reached = models.BooleanField(default=True)
    summary = models.CharField(max_length=240, blank=True)


class Ticket(models.Model):
    """What a call leaves to do: medical or psychological advice, or a matter for the station."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="tickets")
    episode = models.ForeignKey(Episode, null=True, on_delete=models.PROTECT, related_name="tickets")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14)  # medical, psychological, station
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.CharField(max_length=240, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit"], condition=models.Q(closed_at=None), name="ticket_open_unit")]


class ShiftNote(models.Model):
    """Hand-over of a desk: the tickets open then, and what the next shift must know."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)
    open_tickets = models.IntegerField()
    note = models.CharField(max_length=500, blank=True)
