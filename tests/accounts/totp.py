"""The code a phone would show (RFC 6238), computed here and not by the library under test."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

PASSWORD = "mot-mat-khau-dai-2022"


def code(secret: str, at: float | None = None) -> str:
    counter = int((time.time() if at is None else at) // 30)
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
