"""The worker may be killed at any instant and the gateway may be away: no message is lost, none changes."""

from __future__ import annotations

import io
import json
import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError

import pytest

from giaoban.gateways import actions, queries
from giaoban.gateways.transports import Files, Http, Unsent
from giaoban.intake.models import OutboxMessage
from giaoban.intake.outbox.actions import queue_message
from giaoban.kernel.models import AuditEvent
from tests.clock import FakeClock

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 3, 7, 7)
PHONE, TEXT = "0912345678", "Mời khai báo sức khỏe hôm nay."


class Recorder:
    """A gateway that drops what it has seen, as the real ones do by their key; and may be away or die."""

    def __init__(self, *behaviour: BaseException | None) -> None:
        self.behaviour, self.seen = list(behaviour), {}

    def send(self, key: str, to: str, text: str) -> None:
        wrong = self.behaviour.pop(0) if self.behaviour else None
        if isinstance(wrong, Unsent):
            raise wrong
        self.seen[key] = (to, text)
        if wrong is not None:
            raise wrong


@pytest.fixture
def message(fake_clock: FakeClock) -> OutboxMessage:
    return queue_message(by=None, at=NOW, to=PHONE, text=TEXT, about="link:1")


def send(transport: Any) -> dict[str, int]:
    return actions.send_waiting(by=None, transport=transport)


class TestSend:
    def test_a_message_goes_once(self, message: OutboxMessage) -> None:
        gateway = Recorder()
        assert (send(gateway)["sent"], send(gateway)["sent"]) == (1, 0)
        assert list(gateway.seen.values()) == [(PHONE, TEXT)]

    def test_not_before_its_time(self, message: OutboxMessage, fake_clock: FakeClock) -> None:
        fake_clock.set(NOW - timedelta(minutes=1))
        assert send(Recorder())["sent"] == 0

    def test_a_gateway_that_is_away_loses_nothing(
        self, message: OutboxMessage, fake_clock: FakeClock
    ) -> None:
        gateway = Recorder(*[Unsent("ConnectionRefusedError")] * 5)
        for _ in range(6):
            send(gateway)
            fake_clock.advance(hours=2)
        assert len(gateway.seen) == 1
        assert (queries.counts()["sent"], OutboxMessage.objects.get().tries) == (1, 6)

    def test_the_waits_grow_to_an_hour_and_no_further(self) -> None:
        waits = [actions.next_try(n, NOW) - NOW for n in range(1, 12)]
        assert waits[0] == timedelta(minutes=1) and waits == sorted(waits)
        assert waits[-1] == timedelta(hours=1)

    def test_killed_before_handing_over_it_is_sent_later(
        self, message: OutboxMessage, fake_clock: FakeClock
    ) -> None:
        actions.take(by=None, message=queries.due(NOW, 1)[0])  # and then the power went
        gateway = Recorder()
        assert send(gateway)["sent"] == 0  # still another worker's
        fake_clock.advance(minutes=3)
        assert send(gateway)["sent"] == 1

    def test_killed_after_handing_over_it_goes_again_under_the_same_key(
        self, message: OutboxMessage, fake_clock: FakeClock
    ) -> None:
        gateway = Recorder(KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            send(gateway)
        fake_clock.advance(minutes=3)
        assert send(gateway)["sent"] == 1
        assert len(gateway.seen) == 1

    def test_of_two_workers_one_gets_it(self, message: OutboxMessage) -> None:
        one, other = queries.due(NOW, 1)[0], queries.due(NOW, 1)[0]
        assert [actions.take(by=None, message=m) for m in (one, other)] == [True, False]

    def test_refused_for_good_it_is_kept_and_not_tried_again(
        self, message: OutboxMessage, fake_clock: FakeClock
    ) -> None:
        gateway = Recorder(Unsent("HTTP 422", final=True))
        assert send(gateway)["failed"] == 1
        fake_clock.advance(hours=3)
        assert send(gateway) == {"sent": 0, "again": 0, "failed": 0}
        assert OutboxMessage.objects.get().failure == "HTTP 422"


class TestNothingIsTold:
    def test_neither_number_nor_text_stands_in_logs_audit_or_failures(
        self, message: OutboxMessage, caplog: pytest.LogCaptureFixture
    ) -> None:
        def away(*_: Any, **__: Any) -> Any:
            raise URLError(f"no route to {PHONE} {TEXT}")

        with caplog.at_level(logging.DEBUG):
            send(Http("http://127.0.0.1:9/", opened=away))
        told = caplog.text + str(list(AuditEvent.objects.values_list("data", "subject")))
        told += OutboxMessage.objects.get().failure
        assert PHONE not in told and TEXT not in told


class TestFiles:
    def test_one_file_a_message_readable_by_its_owner_only(
        self, message: OutboxMessage, tmp_path: Path
    ) -> None:
        send(Files(tmp_path / "sms"))
        (file,) = (tmp_path / "sms").iterdir()
        assert json.loads(file.read_text("utf-8")) == {"to": PHONE, "text": TEXT}
        assert file.stat().st_mode & 0o077 == 0


class TestHttp:
    def test_it_posts_the_message_with_its_key(self) -> None:
        asked: list[Any] = []

        def opened(request: Any, timeout: float) -> Any:
            asked.append(request)
            return io.BytesIO(b"{}")

        Http("http://127.0.0.1/send", "secret", "GIAOBAN", opened).send("ab12", PHONE, TEXT)
        (request,) = asked
        assert request.get_header("Idempotency-key") == "ab12"
        assert request.get_header("Authorization") == "Bearer secret"
        assert json.loads(request.data) == {"id": "ab12", "from": "GIAOBAN", "to": PHONE, "text": TEXT}

    @pytest.mark.parametrize(
        ("code", "final"), [(422, True), (400, True), (401, False), (404, False), (429, False), (503, False)]
    )
    def test_only_a_refusal_of_the_message_itself_is_final(self, code: int, final: bool) -> None:
        def opened(request: Any, timeout: float) -> Any:
            raise HTTPError(request.full_url, code, "", {}, io.BytesIO())  # type: ignore[arg-type]

        with pytest.raises(Unsent) as wrong:
            Http("http://127.0.0.1/send", opened=opened).send("ab12", PHONE, TEXT)
        assert wrong.value.final is final
