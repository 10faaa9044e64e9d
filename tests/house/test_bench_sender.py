"""What the bench of forms sends and reads: a wrong sender would measure something else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from bench import throughput
from bench.throughput import Pressed, Sent

ANSWERS = {
    "short": b"HTTP/1.1 302 Found\r\nLocation: /x/\r\ncontent-length: 0\r\n\r\n",
    "long": b"HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n" + b"x" * 70_000,
}


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


class TestARequest:
    def test_states_its_length_and_another_client_address(self) -> None:
        text = Sent("k", "/khai-bao/1/", {"name": "Thử Ân", "symptom": ["a", "b"]}).text("10.1.2.3")
        head, _, body = text.partition(b"\r\n\r\n")
        assert head.startswith(b"POST /khai-bao/1/ HTTP/1.1\r\n")
        assert b"X-Forwarded-For: 10.1.2.3" in head
        assert f"Content-Length: {len(body)}".encode() in head
        assert body.endswith(b"symptom=a&symptom=b")


class TestAnAnswer:
    @pytest.mark.parametrize(("which", "status"), [("short", 302), ("long", 200)])
    def test_is_read_to_its_end(
        self, ends: tuple[socket.socket, socket.socket], which: str, status: int
    ) -> None:
        ours, theirs = ends
        sender = threading.Thread(target=theirs.sendall, args=(ANSWERS[which],))
        sender.start()
        ours.settimeout(5)
        assert throughput._answered(ours) == status
        sender.join()
        ours.setblocking(False)
        with pytest.raises(BlockingIOError):  # nothing of it is left for the next
            ours.recv(1)

    def test_of_a_server_that_went_away_is_none(self, ends: tuple[socket.socket, socket.socket]) -> None:
        ours, theirs = ends
        theirs.sendall(ANSWERS["long"][:500])
        theirs.close()
        with pytest.raises(ConnectionError):
            throughput._answered(ours)


class TestTheTail:
    def test_is_the_ninety_ninth_of_a_hundred(self) -> None:
        told = Pressed(10.0, ms=[float(n) for n in range(1, 102)], kept=["k"] * 50)
        assert told.tail() == 100.0
        assert told.rate == 5.0
        assert Pressed(1.0).tail() is None
