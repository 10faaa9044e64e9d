"""Secrecy stamps: a stamped document is refused before anything of it is kept."""

from __future__ import annotations

import re

from giaoban.kernel.errors import UserError

# The stamp stands beside or under the heading of the document, so only the head is searched; a
# page of wrapped text has about 45 lines, a heading with its addressees fits in this many.
_HEAD_LINES = 40
_FRAME = r"[\s*_\[\]()|<>:.\-–—=\"“”']*"
_WORD = r"(?:(?:TUY[EỆ]T|T[OỐ]I)\s+)?M[AẬ]T"
_STAMP = re.compile(rf"^{_FRAME}(?:(?:ĐỘ|MỨC ĐỘ|DẤU|DẤU CHỈ ĐỘ)\s+MẬT{_FRAME})?({_WORD}){_FRAME}$")
_LABEL = re.compile(
    r"^\W*(?:độ mật|mức độ mật|dấu chỉ độ mật)\s*[:\-–]\s*(tuyệt mật|tối mật|mật)\b", re.IGNORECASE
)
# Two columns of a heading on one line: "UBND TỈNH …    MẬT" (at least three blanks or a tab).
_BESIDE = re.compile(r"(?:^|\t| {3,})((?:TUYỆT |TỐI )?MẬT)(?:\t| {3,}|$)")
_NO_STAMP = re.compile(r"GIẢI MẬT|KHÔNG MẬT")


def refuse_secret(text: str) -> None:
    """Raise when a line near the head is a stamp; the word inside a sentence is none."""
    for line in text.splitlines()[:_HEAD_LINES]:
        level = secrecy(line)
        if level:
            raise UserError(
                "secret-document",
                f"Văn bản đóng dấu {level}: hệ thống từ chối đọc và không lưu bất kỳ nội dung nào.",
                "Văn bản mật không được đưa lên máy nối mạng; xử lý theo quy định về bảo vệ bí mật nhà nước.",
            )


def secrecy(line: str) -> str | None:
    """The degree of secrecy a single line stamps, if it is a stamp."""
    if len(line) > 300 or _NO_STAMP.search(line):
        return None
    found = _STAMP.match(line) or _LABEL.match(line) or _BESIDE.search(line)
    return " ".join(found[1].upper().split()) if found else None
