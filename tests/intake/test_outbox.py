"""A message is queued once, and says on no screen and in no log whom it goes to."""

from __future__ import annotations

from datetime import datetime

import pytest

from giaoban.intake.outbox.actions import queue_message
from giaoban.intake.outbox.models import OutboxMessage
from giaoban.kernel.models import AuditEvent
from giaoban.kernel.sealing import unseal

AT = datetime(2022, 3, 7, 7, 0)
PHONE = "0900000001"

pytestmark = pytest.mark.django_db


def queue(text: str = "Đã nhận khai báo.", once: str = "") -> OutboxMessage:
    return queue_message(by=None, at=AT, to=PHONE, text=text, about="declaration:1", once=once)


class TestQueueing:
    def test_the_same_message_waits_once(self) -> None:
        assert queue().pk == queue().pk
        assert OutboxMessage.objects.filter(state="waiting").count() == 1
        assert AuditEvent.objects.filter(action="intake.queue_message").count() == 1

    def test_a_name_of_its_own_tells_two_equal_texts_apart(self) -> None:
        assert queue(once="a").pk != queue(once="b").pk

    def test_the_phone_is_sealed_and_stands_nowhere_else(self) -> None:
        message = queue()
        assert PHONE.encode() not in bytes(message.to)
        assert unseal(message.to) == {"phone": PHONE}
        assert PHONE not in str(AuditEvent.objects.get().data)

    def test_a_long_text_is_cut_to_what_a_phone_shows(self) -> None:
        assert len(queue("x" * 1000).text) == 640
