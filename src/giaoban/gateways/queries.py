"""What waits in the outbox and what became of the rest."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Min, QuerySet

from giaoban.intake.models import OutboxMessage


def due(now: datetime, most: int) -> QuerySet[OutboxMessage]:
    """Waiting messages whose time has come, the oldest first."""
    found = OutboxMessage.objects.filter(state="waiting", channel="sms", send_after__lte=now)
    return found.order_by("send_after", "id")[:most]


def counts() -> dict[str, object]:
    """How many wait, were sent, were refused for good; since when the oldest waits."""
    rows = OutboxMessage.objects.order_by().values_list("state").annotate(n=Count("id"))
    by_state = {"waiting": 0, "sent": 0, "failed": 0, **dict(rows)}
    oldest = OutboxMessage.objects.filter(state="waiting").aggregate(at=Min("queued_at"))["at"]
    return {**by_state, "oldest_waiting": oldest.isoformat(timespec="minutes") if oldest else None}
