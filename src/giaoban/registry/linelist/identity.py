"""By what a person is found again without being named."""

from __future__ import annotations

from giaoban.kernel.sealing import keyed_hash
from giaoban.kernel.text import fold


def identity_hashes(name: str, cid: str, phone: str) -> tuple[bytes, bytes | None, bytes | None]:
    return (
        keyed_hash("name", fold(name)),
        keyed_hash("cid", cid) if cid else None,
        keyed_hash("phone", phone) if phone else None,
    )
