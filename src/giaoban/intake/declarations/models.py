"""A declaration as it came in."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.places.models import Unit


class Declaration(models.Model):
    """One household's word. Append-only: what the commune makes of it stands in the registry.

    `number` is told to the household and tells nothing; with a year of birth or the code made from it, it
    opens the state.
    """

    number = models.BigIntegerField(unique=True)
    once = models.BinaryField(max_length=16, unique=True)  # keyed hash of the form's token and what it said
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    station = models.CharField(max_length=24, blank=True)  # code of the station whose link was used
    channel = models.CharField(max_length=10)  # page, sms, hotline, forwarded
    persons = models.SmallIntegerField()  # 0 = a message that could not be read
    sealed = models.BinaryField()  # household and persons as typed; a message also word for word
    phone_hash = models.BinaryField(max_length=16)
    origin_hash = models.BinaryField(max_length=16, null=True)  # of the network address, for one day
    crowded = models.BooleanField(default=False)  # many from one phone or address: look twice
    call_by = models.DateTimeField()  # promised to the household
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    received_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "received_at"], name="declaration_unit"),
            models.Index(fields=["phone_hash", "received_at"], name="declaration_phone"),
            models.Index(fields=["origin_hash", "received_at"], name="declaration_origin"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(channel__in=["page", "sms", "hotline", "forwarded"]),
                name="declaration_channel",
            )
        ]


class WrongLook(models.Model):
    """A number asked for with a wrong word: so that numbers cannot be tried out."""

    origin_hash = models.BinaryField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["origin_hash", "at"], name="wrong_look_origin")]
