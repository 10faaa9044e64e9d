"""What a large piece of work leaves behind in a process that goes on."""

from __future__ import annotations

import ctypes
import gc


def give_back() -> None:
    """Freed memory goes to the machine: glibc keeps what lies between things that are still held."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:  # another libc has its own way
        trim(0)
