"""From a file to the canonical text: NFC, plain line ends; every offset counts into it."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

from giaoban.kernel.errors import UserError
from giaoban.reading.encodings import decode, mended
from giaoban.reading.stamp import refuse_secret

# Issue "conclusions become tasks", Quality: a file of 10 MB gets a clear answer.
MAX_BYTES = 10 * 1024 * 1024
# A text of 10 MB would be thousands of pages; a notice has a few. Beyond this, reading would hold
# a web worker for seconds (a guess: about 350 pages).
MAX_CHARACTERS = 1_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def load(source: str | Path) -> str:
    """Canonical text of a TXT, DOCX or PDF file, or of standard input for `-`."""
    if str(source) == "-":
        return load_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), "-")
    path = Path(source)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large()
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            "no-file", f"Không mở được tệp {path.name}.", "Kiểm tra tên tệp và quyền đọc."
        ) from error
    return load_bytes(data, path.name)


def load_bytes(data: bytes, name: str = "") -> str:
    """Canonical text of the bytes of a file; what they are is seen from the bytes themselves."""
    if len(data) > MAX_BYTES:
        raise _too_large()
    text = canonical(mended(_raw(data, name)))
    if len(text) > MAX_CHARACTERS:
        raise _too_large()
    if not text.strip():
        raise UserError("empty-text", "Tệp không có chữ nào.", "Chọn tệp có nội dung rồi thử lại.")
    refuse_secret(text)
    return text


def canonical(text: str) -> str:
    """NFC with plain line ends and without marks of order: the text all offsets count into."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return unicodedata.normalize("NFC", text)


def _raw(data: bytes, name: str) -> str:
    suffix = Path(name).suffix.lower()
    if data.startswith(b"%PDF") or suffix == ".pdf":
        from giaoban.reading.pdf import pdf_text

        return pdf_text(data)
    if data.startswith(b"PK\x03\x04"):
        from giaoban.reading.word import word_text

        return word_text(data, suffix)
    if data.startswith(_OLE):
        raise _ole(data)
    if data[:5] == b"{\\rtf" or suffix in {".doc", ".docm", ".docx", ".rtf", ".odt", ".xls"}:
        raise _unknown_kind()
    return decode(data)


def _ole(data: bytes) -> UserError:
    """An OLE container is a sealed DOCX (it holds EncryptedPackage) or the old .doc format."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UserError(
            "password",
            "Tệp có mật khẩu nên không đọc được.",
            "Bỏ mật khẩu trong Word (Tệp → Thông tin → Bảo vệ tài liệu) rồi thử lại.",
        )
    return _unknown_kind()


def _unknown_kind() -> UserError:
    return UserError(
        "unknown-format",
        "Không đọc được định dạng tệp này.",
        "Lưu lại thành .docx, .pdf (có lớp chữ) hoặc .txt rồi thử lại.",
    )


def _too_large() -> UserError:
    return UserError(
        "too-large",
        "Tệp lớn hơn 10 MB hoặc quá dài.",
        "Chỉ gửi phần văn bản, bỏ ảnh và phụ lục, hoặc tách thành nhiều tệp.",
    )
