"""A domain clock that stands still until a test moves it."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from giaoban.kernel import clock


class FakeClock:
    """Stops `giaoban.kernel.clock`, however it was imported; sessions and lock-out keep real time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, start: datetime) -> None:
        self._monkeypatch = monkeypatch
        self._still = time.monotonic()
        monkeypatch.setattr(clock, "time", SimpleNamespace(monotonic=lambda: self._still))
        monkeypatch.setattr(clock, "_started", self._still)
        monkeypatch.delenv("GIAOBAN_CLOCK_SINCE", raising=False)
        self.set(start)

    def set(self, moment: datetime) -> None:
        self._monkeypatch.setenv("GIAOBAN_CLOCK", moment.isoformat())

    def advance(self, **delta: float) -> datetime:
        """`advance(hours=2)`; answers the new time."""
        self.set(clock.now() + timedelta(**delta))
        return clock.now()
