"""DOCX to text: paragraphs and tables in the order of the page, numbering made visible."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from giaoban.kernel.errors import UserError

# A DOCX of 10 MB may unpack to gigabytes of XML (a "zip bomb"); an honest page is about 20 KB.
_MAX_UNPACKED = 60 * 1024 * 1024


def word_text(data: bytes, suffix: str = ".docx") -> str:
    """Text of a DOCX; a macro document or a damaged one gets a UserError."""
    _refuse_macros(data, suffix)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx raises many kinds; to the user they are all one
        raise _damaged() from error
    lines: list[str] = []
    for block in document.iter_inner_content():
        lines.extend(_table(block) if hasattr(block, "rows") else [_numbered(block)])
    return "\n".join(lines) + "\n"


def _numbered(paragraph: Any) -> str:
    """Word draws the marks of its own lists and keeps them out of the text; a dash stands for them."""
    properties = paragraph._p.pPr
    numbering = properties.numPr if properties is not None else None
    listed = numbering is not None or str(paragraph.style.name).startswith("List ")
    if not listed or not paragraph.text.strip():
        return str(paragraph.text)
    level = numbering.ilvl.val if numbering is not None and numbering.ilvl is not None else 0
    return f"{'+' if level else '-'} {paragraph.text}"


def _refuse_macros(data: bytes, suffix: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise _damaged() from error
    macros = suffix in {".docm", ".dotm"} or any(n.lower().endswith("vbaproject.bin") for n in names)
    if macros:
        raise UserError(
            "macro",
            "Tệp có macro nên bị từ chối.",
            "Mở tệp trong Word, lưu lại dạng .docx (không macro) rồi thử lại.",
        )
    if "word/document.xml" not in names or size > _MAX_UNPACKED:
        raise _damaged()


def _table(table: Any) -> list[str]:
    """Rows as lines with tabs between cells; cells of a page layout keep their own lines.

    A notice's heading and signature are drawn with borderless tables: there a cell holds several
    lines, and reading cell by cell keeps each block together.
    """
    rows = [list(_cells(row)) for row in table.rows]
    if any("\n" in cell.strip() for row in rows for cell in row):
        return [line for row in rows for cell in row for line in [*cell.split("\n"), ""]]
    return ["\t".join(cell.strip() for cell in row) for row in rows]


def _cells(row: Any) -> Iterator[str]:
    """Text of each cell once: a merged cell is reported again for every column it spans."""
    seen: set[int] = set()
    for cell in row.cells:
        if id(cell._tc) not in seen:
            seen.add(id(cell._tc))
            yield cell.text


def _damaged() -> UserError:
    return UserError(
        "damaged",
        "Tệp .docx hỏng hoặc không phải văn bản Word.",
        "Mở và lưu lại tệp trong Word, hoặc xuất ra PDF rồi thử lại.",
    )
