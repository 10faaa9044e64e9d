"""Content-addressed files of snapshots: named by what they hold, written once, shared by many."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from giaoban.kernel.errors import UserError


@lru_cache(maxsize=8)
def _folder(state: Path) -> Path:
    folder = state / "snapshots" / "parts"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def folder() -> Path:
    return _folder(settings.STATE)


def work_file(suffix: str) -> Path:
    """Where a part is written before its name is known."""
    return folder() / f".{os.getpid()}{suffix}"


def adopt(work: Path) -> str:
    """Name a finished file by its content; the sha256 is its address."""
    with work.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    work.replace(folder() / f"{digest}{work.suffix}")
    return digest


def path(sha256: str, suffix: str = ".parquet") -> Path:
    found = folder() / f"{sha256}{suffix}"
    if not found.is_file():
        raise UserError(
            "part_absent",
            "Thiếu một phần của bản chốt số liệu trên đĩa.",
            "Khôi phục thư mục snapshots từ bản sao lưu rồi thử lại.",
        )
    return found


def there(sha256: str) -> bool:
    return (folder() / f"{sha256}.parquet").is_file()


def intact(sha256: str, suffix: str = ".parquet") -> bool:
    """Whether the part still holds what its name says."""
    file = folder() / f"{sha256}{suffix}"
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == sha256
