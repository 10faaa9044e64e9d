"""Carrying what waits: taken for a while, handed over, marked. Killed anywhere, nothing is lost.

Between handing over and marking lies the only moment in which a message may go twice; it then carries the
same key. No transaction is open while a gateway is spoken to.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from giaoban.gateways import queries
from giaoban.gateways.transports import Transport, Unsent
from giaoban.intake.models import OutboxMessage
from giaoban.intake.outbox.actions import whole_text
from giaoban.kernel import audit, clock
from giaoban.kernel.sealing import seal, unseal

_LEASE = timedelta(minutes=2)  # longer than any one hand-over; then another worker may try. A guess
_SLOWEST = timedelta(hours=1)  # between two tries, however long the gateway is away. A guess
_MOST = 200  # messages of one round


def send_waiting(*, by: Any, transport: Transport, most: int = _MOST) -> dict[str, int]:
    """One round over what is due. Tried again for ever unless the gateway refuses the message itself."""
    done = {"sent": 0, "again": 0, "failed": 0}
    for message in list(queries.due(clock.now(), most)):
        if not take(by=by, message=message):
            continue
        try:
            held = unseal(message.to)
            transport.send(bytes(message.once).hex(), str(held["phone"]), whole_text(message, held))
        except Unsent as wrong:
            put_back(by=by, message=message, why=wrong.why, final=wrong.final)
            done["failed" if wrong.final else "again"] += 1
        else:
            mark_sent(by=by, message=message)
            done["sent"] += 1
    return done


@transaction.atomic
def take(*, by: Any, message: OutboxMessage) -> bool:
    """Ours for a while. Of two workers one gets it; if that one dies, it is due again afterwards."""
    now = clock.now()
    taken = OutboxMessage.objects.filter(
        pk=message.pk, state="waiting", send_after=message.send_after
    ).update(send_after=now + _LEASE, tries=message.tries + 1)
    message.tries += 1
    return bool(taken)


@transaction.atomic
def mark_sent(*, by: Any, message: OutboxMessage) -> None:
    only_the_phone = seal({"phone": unseal(message.to)["phone"]})  # an address and a code are forgotten
    OutboxMessage.objects.filter(pk=message.pk).update(
        state="sent", sent_at=clock.now(), failure="", to=only_the_phone
    )
    audit.record(by, "gateways.sent", f"outbox:{message.pk}", tries=message.tries)


@transaction.atomic
def put_back(*, by: Any, message: OutboxMessage, why: str, final: bool) -> None:
    """Due again later, each time twice as long; or refused for good, which somebody has to look at."""
    OutboxMessage.objects.filter(pk=message.pk).update(
        state="failed" if final else "waiting", failure=why, send_after=next_try(message.tries, clock.now())
    )
    if final:
        audit.record(by, "gateways.refused", f"outbox:{message.pk}", why=why)


def next_try(tries: int, now: datetime) -> datetime:
    return now + min(timedelta(seconds=30) * 2 ** min(tries, 10), _SLOWEST)
