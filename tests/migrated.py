"""The migrated database of SQLite's tests, made once per set of migrations and copied into memory after that.

Running every migration costs four seconds of processor for each worker; copying its outcome a tenth of one.
PostgreSQL's tests migrate for themselves, so every migration is run by each full suite.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.db import connection
from django.db.backends.signals import connection_created

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".pytest_cache" / "migrated"


def _name() -> str:
    """Equal exactly when the same migrations would run under the same Django and SQLite."""
    digest = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for path in sorted((ROOT / "src" / "giaoban").glob("**/migrations/*.py")):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    for word in ("requirements.lock", "src/giaoban/config/settings/base.py"):  # other apps' migrations
        digest.update((ROOT / word).read_bytes())
    return digest.hexdigest()[:24] + ".sqlite3"


@contextmanager
def at_hand() -> Iterator[Path | None]:
    """The kept database's path, one worker at a time; None where nothing can be kept."""
    try:
        KEPT.mkdir(parents=True, exist_ok=True)
        lock = os.open(KEPT / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield None
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield KEPT / _name()
    finally:
        os.close(lock)


@contextmanager
def copied_from(kept: Path) -> Iterator[None]:
    """Whatever is opened meanwhile in memory begins as a copy of the kept database."""

    def fill(sender: Any, connection: Any, **_: Any) -> None:
        if not connection.is_in_memory_db():
            return
        with sqlite3.connect(kept) as template:
            template.backup(connection.connection)
        template.close()
        connection_created.disconnect(fill)  # once: later connections share this memory

    connection_created.connect(fill, weak=False)
    try:
        yield
    finally:
        connection_created.disconnect(fill)


def keep(kept: Path) -> None:
    """Those of other migrations go: each is some megabytes."""
    for old in KEPT.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    partial = kept.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(partial) as copy:
        connection.connection.backup(copy)
    copy.close()
    partial.replace(kept)
