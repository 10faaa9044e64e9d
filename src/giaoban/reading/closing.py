"""The end of a document: recipients and signature."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from giaoban.reading.names import is_name

_RECIPIENTS = re.compile(r"^\W*nơi nhận\s*:?\W*", re.IGNORECASE)
AUTHORITY = re.compile(r"^\W*(?:(?:TM|KT|TL|TUQ|Q)\s?\.|T/M|K/T|T/L|Q/|THAY MẶT)\s*(?=\S)")
_TITLE = re.compile(
    r"(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|CỤC TRƯỞNG|CHỈ HUY"
    r"|VIỆN TRƯỞNG|HIỆU TRƯỞNG|ỦY VIÊN|CHÁNH THANH TRA|TỔNG)"
)
_SIGNED = re.compile(r"^\W*(?:đã ký|ký tên|ký, ghi rõ họ tên|ký,? đóng dấu|ký bởi).{0,60}$", re.IGNORECASE)
_COLUMNS = re.compile(r"\t+|\s{3,}")
_MAIL = re.compile(r"^\W*(?:Điện thoại|Email|Fax|Website|Địa chỉ)\b", re.IGNORECASE)


@dataclass
class Closing:
    recipients: list[str] = field(default_factory=list)
    signer: str | None = None
    title: str | None = None


def closing_of(text: str) -> Closing:
    """Recipients and signature; the two columns of a page may stand side by side on a line."""
    lines = [line for line in text.split("\n")]
    begin = next((i for i, line in enumerate(lines) if _RECIPIENTS.match(line.strip())), None)
    result = Closing()
    if begin is not None:
        _recipients(lines, begin, result)
    _signature(lines, begin, result)
    return result


def _recipients(lines: list[str], begin: int, result: Closing) -> None:
    blanks, unfinished = 0, False
    for i in range(begin, min(begin + 60, len(lines))):  # no list of recipients is longer
        left = _COLUMNS.split(lines[i].strip())[0]
        if i == begin:
            left = _RECIPIENTS.sub("", left)
        left = left.strip()
        if not left:
            blanks += 1
            if blanks > 2 and result.recipients:
                return
            continue
        blanks = 0
        if (
            AUTHORITY.match(left)
            or is_name(left)
            or (_TITLE.search(left) and left.isupper())
            or _MAIL.match(left)
        ):
            if result.recipients:
                return
            continue
        if _SIGNED.match(left):
            continue
        item = bool(re.match(r"[-–+•*]", left))
        _add(result.recipients, left, goes_on=unfinished and not item and not left.startswith("Lưu"))
        unfinished = (item or unfinished) and not left.endswith((";", ".", ",", ":"))


def _add(recipients: list[str], line: str, goes_on: bool = False) -> None:
    """One line may hold several recipients; a line without a dash goes on with the one before."""
    item = bool(re.match(r"[-–+•*]", line))
    parts = re.split(r";\s*(?:-\s*)?", re.sub(r"^[-–+•*]\s*", "", line))
    cleaned = [p.strip(" .;,/*_") for p in parts if p.strip(" .;,/*_-")]
    if recipients and not item and cleaned and (goes_on or cleaned[0][0].islower()):
        recipients[-1] = f"{recipients[-1]} {cleaned.pop(0)}"
    recipients.extend(cleaned)


def _signature(lines: list[str], begin: int | None, result: Closing) -> None:
    """Authority, title, name: read in the column that holds them."""
    cells: list[str] = []
    start = max(0, (begin if begin is not None else len(lines)) - 14)
    for i, line in enumerate(lines[start:], start):
        parts = [p.strip(" *_") for p in _COLUMNS.split(line.strip()) if p.strip(" *_")]
        if begin is not None and i >= begin and len(parts) > 1:
            parts = parts[1:]
        cells.extend(parts)
    first = next((i for i, c in enumerate(cells) if AUTHORITY.match(c) and c == c.upper()), None)
    if first is None:
        first = next(
            (
                i
                for i, c in enumerate(cells)
                if c.isupper()
                and _TITLE.search(c)
                and len(c) < 60
                and any(is_name(d) for d in cells[i + 1 : i + 6])
            ),
            None,
        )
    if first is None:
        return
    block = cells[first : first + 16]
    name = next((i for i, c in enumerate(block) if is_name(c)), None)
    titles = [
        c
        for c in block[: name if name is not None else 4]
        if c.isupper() and not c.startswith("(") and len(c) < 80
    ]
    plain = [t for t in titles if not AUTHORITY.match(t)]
    result.signer = block[name] if name is not None else None
    result.title = plain[-1] if plain else None
