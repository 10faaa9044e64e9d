"""The text layer of a PDF, with its pages joined again."""

from __future__ import annotations

import io
import re

from giaoban.kernel.errors import UserError

_PAGE_NUMBER = re.compile(
    r"^\s*(?:[-–]\s*)?(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–])?\s*$", re.IGNORECASE
)
# Fewer letters than this on all pages together is a scan with a stray mark, not a text (a guess).
_MIN_LETTERS = 30


def pdf_text(data: bytes) -> str:
    """Text of all pages; a scan, a password or a damaged file gets a UserError."""
    pages = _pages(data)
    if sum(c.isalpha() for page in pages for c in page) < _MIN_LETTERS:
        raise UserError(
            "scanned",
            "PDF là bản quét (ảnh), không có lớp chữ để đọc.",
            "Dùng bản .docx gốc, PDF xuất từ phần mềm soạn thảo, hoặc nhận dạng chữ (OCR) trước.",
        )
    return "\n".join(_without_page_number(page) for page in pages) + "\n"


def _pages(data: bytes) -> list[str]:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileNotDecryptedError("password needed")
        return [page.extract_text() or "" for page in reader.pages]
    except FileNotDecryptedError as error:
        raise UserError(
            "password",
            "PDF có mật khẩu nên không đọc được.",
            "Xuất lại PDF không đặt mật khẩu rồi thử lại.",
        ) from error
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise UserError(
            "damaged", "Tệp PDF hỏng nên không đọc được.", "Xuất lại PDF từ bản gốc rồi thử lại."
        ) from error


def _without_page_number(page: str) -> str:
    """The running page number is no part of the text; it stands alone at the top or the bottom."""
    lines = page.strip("\n").split("\n")
    while lines and (not lines[0].strip() or _PAGE_NUMBER.match(lines[0])):
        lines.pop(0)
    while lines and (not lines[-1].strip() or _PAGE_NUMBER.match(lines[-1])):
        lines.pop()
    return "\n".join(line.rstrip() for line in lines)
