"""Writes of the outbox."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from giaoban.intake.outbox.models import OutboxMessage
from giaoban.kernel import audit
from giaoban.kernel.sealing import keyed_hash, seal

LONGEST = 640  # four parts of 160 characters: what a phone still shows as one message


@transaction.atomic
def queue_message(
    *, by: Any, at: datetime, to: str, text: str, about: str, channel: str = "sms", once: str = ""
) -> OutboxMessage:
    """A message to a phone, to be carried by a gateway. The same `once` (by default: to, text, about) is
    queued only once. `text` names no person: a phone is read by whoever holds it.
    """
    key = keyed_hash("outbox", channel, once or f"{to}\x1f{text}\x1f{about}")
    message, new = OutboxMessage.objects.get_or_create(
        once=key,
        defaults={
            "channel": channel, "to": seal({"phone": to}), "text": text[:LONGEST], "about": about,
            "queued_at": at, "send_after": at,
        },
    )  # fmt: skip
    if new:
        audit.record(by, "intake.queue_message", f"outbox:{message.pk}", about=about, channel=channel)
    return message
