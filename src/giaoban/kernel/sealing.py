"""Identities at rest: sealed with AES-256-GCM, searchable only by keyed hash.

The key is one secret of the installation (`settings.GIAOBAN_KEY`, 32 bytes); two keys are derived from it,
so that a leaked hash key opens nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12  # bytes; NIST SP 800-38D
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _derive(purpose: bytes) -> bytes:
    return hmac.new(bytes.fromhex(settings.GIAOBAN_KEY), purpose, hashlib.sha256).digest()


@lru_cache(maxsize=1)
def _cipher() -> AESGCM:
    return AESGCM(_derive(b"seal"))


@lru_cache(maxsize=1)
def _hash_key() -> bytes:
    return _derive(b"hash")


def seal(content: dict[str, Any]) -> bytes:
    """A sealed JSON object; sealing the same twice gives different bytes."""
    nonce = os.urandom(_NONCE)
    plain = _compact(content).encode()
    return nonce + _cipher().encrypt(nonce, plain, None)


def unseal(sealed: bytes | memoryview) -> dict[str, Any]:
    raw = bytes(sealed)
    opened: dict[str, Any] = json.loads(_cipher().decrypt(raw[:_NONCE], raw[_NONCE:], None))
    return opened


def seal_bytes(plain: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + _cipher().encrypt(nonce, plain, None)


def unseal_bytes(sealed: bytes) -> bytes:
    return _cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], None)


@lru_cache(maxsize=1)
def _keyed() -> hashlib.blake2b:
    """Taking up the key costs more than hashing a name: it is done once and copied."""
    return hashlib.blake2b(key=_hash_key(), digest_size=16)


def keyed_hash(*parts: str) -> bytes:
    """16 bytes by which an identity number, a phone or a folded name is found again."""
    made = _keyed().copy()
    made.update("\x1f".join(parts).encode())
    return made.digest()
