"""Tests stay on this machine, and the fake clock stands still."""

from __future__ import annotations

import socket
from datetime import datetime

import pytest

from giaoban.kernel import clock
from tests.clock import FakeClock
from tests.network import NetworkForbidden, is_here


class TestTheNetworkGuard:
    @pytest.mark.parametrize("address", [("192.0.2.1", 80), ("8.8.8.8", 53)])
    def test_it_refuses_another_machine(self, address: tuple[str, int]) -> None:
        with socket.socket() as probe, pytest.raises(NetworkForbidden):
            probe.connect(address)

    def test_it_refuses_to_look_up_a_name(self) -> None:
        with pytest.raises(NetworkForbidden):
            socket.create_connection(("example.invalid", 80), timeout=1)

    def test_it_lets_a_test_server_be_reached(self) -> None:
        with (
            socket.create_server(("127.0.0.1", 0)) as server,
            socket.create_connection(server.getsockname(), timeout=5) as client,
        ):
            assert client.getpeername() == server.getsockname()

    @pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost", "", None])
    def test_this_machine_has_these_names(self, host: str | None) -> None:
        assert is_here(host)


class TestTheFakeClock:
    def test_it_starts_on_the_demo_morning(self, fake_clock: FakeClock) -> None:
        assert clock.now() == clock.now() == datetime(2022, 3, 7, 7, 0)

    def test_it_moves_when_told(self, fake_clock: FakeClock) -> None:
        assert fake_clock.advance(days=1, hours=2) == datetime(2022, 3, 8, 9, 0)
        fake_clock.set(datetime(2021, 5, 1, 8, 30))
        assert clock.today().isoformat() == "2021-05-01"
