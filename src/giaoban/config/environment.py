"""What the environment says: the state directory and the database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlparse

# FULL: an accepted row must survive a power cut. The file is not mapped: no page was quicker for it, and what
# was read of it counted as memory of the server, up to 256 MB.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=20000;"
    "PRAGMA cache_size={kib};PRAGMA temp_store=MEMORY;PRAGMA foreign_keys=ON;"
)
_CACHE_MB = 64  # of pages kept by a connection; each thread of the site has one, and `serve` gives it less


def state_dir(root: Path) -> Path:
    """`GIAOBAN_STATE`, else the last demo's (var/current names it), else var/quang-ninh."""
    given = os.environ.get("GIAOBAN_STATE")
    if given:
        return Path(given).resolve()
    pointer = root / "var" / "current"
    if pointer.is_file():
        return Path(pointer.read_text().strip())
    return root / "var" / "quang-ninh"


def database(state: Path) -> dict[str, Any]:
    """SQLite in the state directory, or PostgreSQL by DATABASE_URL."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return {
            "ENGINE": "giaoban.kernel.sqlite",
            "NAME": state / "db.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",  # writers queue instead of failing half-way
                "timeout": 20,
                "init_command": _PRAGMAS.format(kib=-1024 * _cache_mb()),
            },
        }
    parts = urlparse(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise SystemExit("DATABASE_URL: chỉ nhận postgresql://người:mật_khẩu@máy/tên_cơ_sở_dữ_liệu")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": dict(parse_qsl(parts.query)),  # such as ?sslmode=verify-full
    }


def _cache_mb() -> int:
    given = os.environ.get("GIAOBAN_SQLITE_CACHE_MB", "")
    if given and not given.isdecimal():
        raise SystemExit(f"GIAOBAN_SQLITE_CACHE_MB: phải là số MB, không phải “{given}”")
    return int(given or _CACHE_MB)
