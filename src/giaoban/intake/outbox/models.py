"""A message waiting to be carried."""

from __future__ import annotations

from django.db import models


class OutboxMessage(models.Model):
    """A short text to one phone. Who it goes to is sealed; the text names no person."""

    channel = models.CharField(max_length=8, default="sms")
    to = models.BinaryField()  # sealed: {"phone": …}
    text = models.CharField(max_length=640)
    about = models.CharField(max_length=80)  # "<model>:<id>" of what it answers
    once = models.BinaryField(max_length=16, unique=True)  # keyed hash: the same message is queued once
    state = models.CharField(max_length=8, default="waiting")  # waiting, sent, failed
    tries = models.SmallIntegerField(default=0)
    failure = models.CharField(max_length=120, blank=True)  # of the last try
    queued_at = models.DateTimeField()
    send_after = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["send_after"], condition=models.Q(state="waiting"), name="outbox_waiting")
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "sent", "failed"]), name="outbox_state"
            )
        ]
