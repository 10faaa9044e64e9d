"""Batches for `test_beside`: which process made them, and a process that does not come to the end."""

from __future__ import annotations

import os
from collections.abc import Iterator


def told(until: int) -> Iterator[tuple[int, int]]:
    for number in range(until):
        yield number, os.getpid()


def broken_off(at: int, here: int) -> Iterator[tuple[int, int]]:
    for number in range(4):
        if number == at and os.getpid() != here:
            os._exit(1)
        yield number, os.getpid()
