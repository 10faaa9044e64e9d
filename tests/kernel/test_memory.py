"""Memory of a process after large work."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest

from giaoban.kernel import memory

MB = 2**20


def resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="not glibc")
class TestGivingBack:
    def test_returns_what_lies_between_things_still_held(self) -> None:
        large = [b"x" * 60_000 for _ in range(1_000)]
        held = large[::50]
        del large
        before = resident()
        memory.give_back()
        assert before - resident() > 30 * MB
        assert len(held) == 20
