"""The file exactly as it came, sealed in the state directory under its hash; read from our own copy.

Reading from the copy means that a file changed while it is imported cannot mix two versions.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from giaoban.intake.failures import mendable
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import seal_bytes, unseal_bytes
from giaoban.kernel.text import nfc
from giaoban.kernel.told import told

_CHUNK = 1 << 20
_LONGEST, _LONGEST_SUFFIX = 200, 10  # bytes of a name; disks take 255
_WORK = "work-"


def file_name(sent: str) -> str:
    """A sender's name for a file as one of ours: without folders, no longer than a disk takes."""
    name = Path("".join(c for c in nfc(sent).replace("\\", "/") if c.isprintable())).name
    suffix = Path(name).suffix[:_LONGEST_SUFFIX]
    stem = name.removesuffix(suffix).encode()[: _LONGEST - len(suffix.encode())].decode(errors="ignore")
    return f"{stem}{suffix}" if stem.strip(". ") else f"tep{suffix}"


@contextlib.contextmanager
def keep(path: Path) -> Iterator[tuple[Path, str]]:
    """Yields (our plain copy, sha256); leaves the sealed file behind and the plain copy removed."""
    if path.is_dir():
        raise UserError(
            "not_a_file",
            told("“%(file)s” là thư mục.", file=path.name),
            told("Chọn một tệp CSV hoặc XLSX trong đó."),
        )
    if not path.is_file():
        raise UserError(
            "file_absent", told("Không thấy tệp “%(file)s”.", file=path.name), told("Kiểm tra lại đường dẫn.")
        )
    folder = settings.STATE / "received"
    with mendable():
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        with tempfile.TemporaryDirectory(prefix=f"{_WORK}{os.getpid()}-", dir=folder) as work:
            copy = Path(work) / "plain" / path.name  # apart: its name is whatever the sender chose
            copy.parent.mkdir()
            digest = _copy_and_seal(path, copy, folder)
            yield copy, digest


@contextlib.contextmanager
def reopened(sha256: str, name: str) -> Iterator[Path]:
    """A file kept earlier, as a plain copy under its sender's name for as long as the block lasts."""
    folder = settings.STATE / "received"
    sealed = folder / f"{sha256}.sealed"
    if not sealed.is_file():
        raise UserError(
            "file_gone", told("Tệp “%(name)s” không còn được giữ.", name=name), told("Gửi lại tệp.")
        )
    with mendable(), tempfile.TemporaryDirectory(prefix=f"{_WORK}{os.getpid()}-", dir=folder) as work:
        copy = Path(work) / "plain" / Path(name).name
        copy.parent.mkdir()
        with sealed.open("rb") as source, copy.open("wb") as plain:
            while length := source.read(4):
                plain.write(unseal_bytes(source.read(int.from_bytes(length, "big"))))
        yield copy


def forget(sha256: str) -> None:
    """A file given up before it was imported."""
    (settings.STATE / "received" / f"{sha256}.sealed").unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Plain copies of imports that were killed: nobody else would remove them."""
    for work in folder.glob(f"{_WORK}*"):
        owner = work.name.removeprefix(_WORK).split("-")[0]
        if owner.isdigit() and not _alive(int(owner)):
            shutil.rmtree(work, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _copy_and_seal(path: Path, copy: Path, folder: Path) -> str:
    digest = hashlib.sha256()
    part = copy.parent.parent / "sealed"
    with path.open("rb") as source, copy.open("wb") as plain, part.open("wb") as sealed:
        before = os.fstat(source.fileno())
        left = before.st_size  # a file that grows as fast as it is read has no end
        while chunk := source.read(min(_CHUNK, left)):
            left -= len(chunk)
            digest.update(chunk)
            plain.write(chunk)
            block = seal_bytes(chunk)
            sealed.write(len(block).to_bytes(4, "big") + block)
        sealed.flush()
        os.fsync(sealed.fileno())
        after = os.fstat(source.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise UserError(
            "file_changing",
            told("Tệp “%(file)s” đang được ghi trong lúc đọc. Chưa nhập gì.", file=path.name),
            told("Đợi tệp ghi xong (đóng tệp trong Excel) rồi chạy lại."),
        )
    part.replace(folder / f"{digest.hexdigest()}.sealed")
    return digest.hexdigest()
