"""Which letters a font file has. Old Liberation fonts lack the Vietnamese ones, and a setter then
takes single letters from another font, which nobody should have to read.
"""

from __future__ import annotations

import struct
import unicodedata
from pathlib import Path

_MARKS = "\u0300\u0301\u0303\u0309\u0323"
VIETNAMESE = frozenset(
    unicodedata.normalize("NFC", letter + mark)
    for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for mark in ("", *_MARKS)
) | frozenset("đĐ–")


def covers_vietnamese(path: str | Path, index: int = 0) -> bool:
    """Whether the face has every letter; a file that cannot be read has none."""
    try:
        data = Path(path).read_bytes()
        codes = _codes(data, _cmap_start(data, index))
    except (OSError, struct.error, StopIteration):
        return False
    return all(ord(letter) in codes for letter in VIETNAMESE)


def _cmap_start(data: bytes, index: int) -> int:
    start = 0
    if data[:4] == b"ttcf":
        (start,) = struct.unpack_from(">I", data, 12 + 4 * index)
    (count,) = struct.unpack_from(">H", data, start + 4)
    records = (struct.unpack_from(">4sIII", data, start + 12 + 16 * i) for i in range(count))
    return int(next(offset for tag, _, offset, _ in records if tag == b"cmap"))


def _codes(data: bytes, cmap: int) -> set[int]:
    """All code points of the subtables of formats 4 and 12, the two in use for text."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    found: set[int] = set()
    for i in range(count):
        _, _, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * i)
        (kind,) = struct.unpack_from(">H", data, cmap + offset)
        if kind == 4:
            found |= _segments(data, cmap + offset)
        elif kind == 12:
            found |= _groups(data, cmap + offset)
    return found


def _segments(data: bytes, at: int) -> set[int]:
    (twice,) = struct.unpack_from(">H", data, at + 6)
    ends = struct.unpack_from(f">{twice // 2}H", data, at + 14)
    starts = struct.unpack_from(f">{twice // 2}H", data, at + 16 + twice)
    return {code for a, b in zip(starts, ends, strict=True) for code in range(a, b + 1)}


def _groups(data: bytes, at: int) -> set[int]:
    (count,) = struct.unpack_from(">I", data, at + 12)
    groups = (struct.unpack_from(">III", data, at + 16 + 12 * i) for i in range(count))
    return {code for first, last, _ in groups for code in range(first, last + 1)}
