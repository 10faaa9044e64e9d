"""Writes of the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from giaoban.intake.outbox.models import OutboxMessage
from giaoban.kernel import audit
from giaoban.kernel.sealing import keyed_hash, seal

LONGEST = 640  # four parts of 160 characters: what a phone still shows as one message


@transaction.atomic
def queue_message(
    *,
    by: Any,
    at: datetime,
    to: str,
    text: str,
    about: str,
    channel: str = "sms",
    once: str = "",
    secret: Mapping[str, str] | None = None,
) -> OutboxMessage:
    """A message to a phone, to be carried by a gateway. The same `once` (by default: to, text, about) is
    queued only once. `text` names no person: a phone is read by whoever holds it. `secret`: what stands for
    `{name}` in the text; sealed until it is handed over, then forgotten.
    """
    key = keyed_hash("outbox", channel, once or f"{to}\x1f{text}\x1f{about}")
    message, new = OutboxMessage.objects.get_or_create(
        once=key,
        defaults={
            "channel": channel, "to": seal({"phone": to, **(secret or {})}), "text": text[:LONGEST],
            "about": about, "queued_at": at, "send_after": at,
        },
    )  # fmt: skip
    if new:
        audit.record(by, "intake.queue_message", f"outbox:{message.pk}", about=about, channel=channel)
    return message


def whole_text(message: OutboxMessage, held: Mapping[str, str]) -> str:
    """The text as it is handed over, with what was sealed beside the phone in its place."""
    text = message.text
    for name, value in held.items():
        text = text.replace(f"{{{name}}}", value)
    return text
