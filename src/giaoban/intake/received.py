"""The file exactly as it came, sealed in the state directory under its hash; read from our own copy.

Reading from the copy means that a file changed while it is imported cannot mix two versions.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import seal_bytes

_CHUNK = 1 << 20


@contextlib.contextmanager
def keep(path: Path) -> Iterator[tuple[Path, str]]:
    """Yields (our plain copy, sha256); leaves the sealed file behind and the plain copy removed."""
    if not path.is_file():
        raise UserError("file_absent", f"Không thấy tệp “{path.name}”.", "Kiểm tra lại đường dẫn.")
    folder = settings.STATE / "received"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as work:
            copy = Path(work) / path.name
            digest = _copy_and_seal(path, copy, folder)
            yield copy, digest
    except OSError as error:
        raise disk_error(error) from error


def _copy_and_seal(path: Path, copy: Path, folder: Path) -> str:
    digest = hashlib.sha256()
    part = folder / f".{os.getpid()}.part"
    with path.open("rb") as source, copy.open("wb") as plain, part.open("wb") as sealed:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            plain.write(chunk)
            block = seal_bytes(chunk)
            sealed.write(len(block).to_bytes(4, "big") + block)
    part.replace(folder / f"{digest.hexdigest()}.sealed")
    return digest.hexdigest()


def disk_error(error: OSError) -> Exception:
    """A full or read-only disk is the user's to mend; any other system error stays itself."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError("disk_full", "Ổ đĩa đã đầy, phần đang ghi được hủy.", "Giải phóng chỗ rồi chạy lại.")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return UserError(
            "state_not_writable",
            "Không ghi được vào thư mục dữ liệu.",
            "Kiểm tra quyền ghi rồi chạy lại.",
        )
    return error
