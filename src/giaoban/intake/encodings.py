"""Which bytes a text file is written in. What is not known for sure is refused, never guessed over."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from giaoban.kernel.errors import UserError
from giaoban.kernel.told import told

_CHUNK = 1 << 16
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # windows-1258 writes the tone behind its vowel
_VOWELS = frozenset("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")
# Signs and letters that Vietnamese in windows-1258 never has; TCVN3 and VNI read as such are full of them.
_STRANGE = re.compile("[¡-¿×÷ûüïëîöñøåæçÿßÛÜÏËÎÖÑØÅÆÇ]")
_TOLERATED = 0.02  # share of strange signs among the letters beyond ASCII, a guess: "©" in a title


# How bytes are read that may be a font of old: a letter each, as such a font has them.
NO_UNICODE = "latin-1"


def encoding_of(path: Path) -> str:
    """UTF-8 (with or without mark), UTF-16, else windows-1258, else what only `legacy` may know."""
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    if found := _utf_16(head):
        _check(path, found)
        return found
    if _check(path, "utf-8"):
        return "utf-8-sig"  # reads a file without the mark as well
    return "cp1258" if _is_windows_1258(path) else NO_UNICODE


def unknown_encoding(path: Path) -> UserError:
    return UserError(
        "encoding_unknown",
        told("Không đọc được bảng mã của tệp “%(file)s”.", file=path.name),
        told(
            "Mở tệp bằng Excel, chọn Lưu thành “CSV UTF-8” hoặc .xlsx rồi gửi lại; nếu chữ vẫn vỡ, "
            "dùng UniKey (Công cụ, Chuyển mã) đổi sang Unicode. Danh sách của nước khác: ghi encoding, "
            "như cp1252, trong bảng ánh xạ. Chưa ghi gì."
        ),
    )


def refuse_unless(path: Path, encoding: str) -> None:
    """UserError where the file is not of that encoding, or is Unicode and would be garbled."""
    with path.open("rb") as file:
        plain = all(chunk.isascii() for chunk in iter(lambda: file.read(_CHUNK), b""))
    unicode = encoding.startswith("utf") or plain
    if not _check(path, encoding) or (not unicode and _check(path, "utf-8")):
        raise UserError(
            "encoding_otherwise",
            told(
                "Tệp “%(file)s” không theo bảng mã %(encoding)s mà bảng ánh xạ nêu.",
                file=path.name,
                encoding=encoding,
            ),
            told("Sửa hoặc bỏ phần encoding của bảng ánh xạ: tệp UTF-8 hay Excel tự nhận ra. Chưa ghi gì."),
        )


def _utf_16(head: bytes) -> str:
    """With its mark, or without one where every other byte of the commas and figures is a NUL."""
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) or min(even, odd) > 0:
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def _check(path: Path, encoding: str) -> bool:
    """Whether the whole file is of that encoding; a NUL in it means that it is no text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while raw := file.read(_CHUNK):
                if "\0" in decoder.decode(raw):
                    raise _no_text(path)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            if encoding.startswith("utf-16"):
                raise _no_text(path) from error
            return False
    return True


def _no_text(path: Path) -> UserError:
    return UserError(
        "not_text",
        told("Tệp “%(file)s” chứa ký tự rỗng (NUL) hoặc bị cắt dở, không phải tệp văn bản.", file=path.name),
        told("Mở tệp bằng Excel, lưu thành “CSV UTF-8” hoặc .xlsx rồi gửi lại. Chưa ghi gì."),
    )


def _is_windows_1258(path: Path) -> bool:
    """Every byte known, tones only behind vowels, none of the signs that betray a legacy font."""
    with path.open("rb") as file:
        raw = file.read()
    if b"\0" in raw:
        return False
    try:
        text = raw.decode("cp1258")
    except UnicodeDecodeError:
        return False
    letters = [i for i, c in enumerate(text) if c > "\x7f"]
    strange = len(_STRANGE.findall(text))
    strange += sum(1 for i in letters if text[i] in _TONES and text[i - 1 : i] not in _VOWELS)
    return strange <= _TOLERATED * len(letters)
