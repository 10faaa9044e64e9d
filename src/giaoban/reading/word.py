"""DOCX to text: paragraphs, tables, text boxes and notes in the order of the page, numbering visible.

Tracked changes are read as accepted: what was inserted counts, what was deleted does not.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from giaoban.kernel.errors import UserError
from giaoban.reading.numbering import Numbering

# A DOCX of 10 MB may unpack to gigabytes of XML (a "zip bomb"); an honest page is about 20 KB.
_MAX_UNPACKED = 60 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DROPPED = {f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}txbxContent", f"{_W}instrText"}
_BLANKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def word_text(data: bytes, suffix: str = ".docx") -> str:
    """Text of a DOCX; a macro document or a damaged one gets a UserError."""
    _refuse_macros(data, suffix)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_blocks(document.element.body, Numbering(document)))
        lines += _notes(document)
    except Exception as error:  # python-docx raises many kinds; to the user they are all one
        raise _damaged() from error
    return "\n".join(lines) + "\n"


def _blocks(parent: Any, numbering: Numbering) -> Iterator[str]:
    """Lines of all paragraphs and tables under an element, content controls included."""
    for child in parent.iterchildren():
        if child.tag == f"{_W}p":
            yield f"{numbering.mark(child)}{_words(child)}" if _words(child).strip() else _words(child)
            for box in _boxes(child):
                yield from _blocks(box, numbering)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, numbering)
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"}:
            yield from _blocks(child, numbering)


def _words(element: Any) -> str:
    parts: list[str] = []
    for child in element.iterchildren():
        if child.tag in _DROPPED:
            continue
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _BLANKS:
            parts.append(_BLANKS[child.tag])
        elif child.tag != f"{_W}pPr":
            parts.append(_words(child))
    return "".join(parts)


def _boxes(paragraph: Any) -> list[Any]:
    """Text boxes anchored in a paragraph, each once: older programs get a second copy as fallback."""
    return [
        box
        for box in paragraph.iter(f"{_W}txbxContent")
        if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors())
    ]


def _notes(document: Any) -> list[str]:
    """Footnotes follow the text, where they can be mistaken for none of its sentences."""
    from docx.oxml import parse_xml

    lines: list[str] = []
    for part in document.part.package.iter_parts():
        if str(part.partname).endswith(("/footnotes.xml", "/endnotes.xml")):
            for note in parse_xml(part.blob).iterchildren():
                words = " ".join(_words(p).strip() for p in note.iter(f"{_W}p")).strip()
                lines += [words] if words else []
    return ["", *lines] if lines else []


def _table(table: Any, numbering: Numbering) -> list[str]:
    """Rows as lines with tabs between cells; cells of a page layout keep their own lines.

    A notice's heading and signature are drawn with borderless tables: there a cell holds several
    lines, and reading cell by cell keeps each block together.
    """
    rows = [[_cell(cell, numbering) for cell in row.iter(f"{_W}tc") if _own(cell, table)]
            for row in table.iterchildren(f"{_W}tr")]  # fmt: skip
    if any("\n" in cell.strip() for row in rows for cell in row):
        return [line for row in rows for cell in row for line in [*cell.split("\n"), ""]]
    return ["\t".join(cell.strip() for cell in row) for row in rows]


def _own(cell: Any, table: Any) -> bool:
    """A cell of this table, no cell of a table inside one of its cells."""
    return next(above for above in cell.iterancestors(f"{_W}tbl")) is table


def _cell(cell: Any, numbering: Numbering) -> str:
    return "\n".join(_blocks(cell, numbering))


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


def _damaged() -> UserError:
    return UserError(
        "damaged",
        "Tệp .docx hỏng hoặc không phải văn bản Word.",
        "Mở và lưu lại tệp trong Word, hoặc xuất ra PDF rồi thử lại.",
    )
