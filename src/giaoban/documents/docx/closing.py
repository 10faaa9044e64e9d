"""Recipients and signature side by side, never torn from the last paragraph."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from giaoban.documents import wording
from giaoban.documents.docx import styles
from giaoban.documents.docx.heading import line
from giaoban.documents.docx.xml import keep_row_whole, table_shape
from giaoban.documents.forms import FormTable
from giaoban.documents.model import Document

SIGNATURE_ROOM = Pt(70)  # room for a signature and the seal over a third of it


def write_closing(word: Any, document: Document, form: FormTable, width_mm: float) -> None:
    if word.paragraphs:
        word.paragraphs[-1].paragraph_format.keep_with_next = True
    table = word.add_table(rows=1, cols=2)
    table_shape(table, [width_mm * 0.5, width_mm * 0.5], grid=False, margin_mm=0)
    keep_row_whole(table.rows[0])
    _recipients(table.cell(0, 0), document, form["recipients"])
    _signature(table.cell(0, 1), document, form)


def _recipients(cell: Any, document: Document, shape: FormTable) -> None:
    lines = wording.recipients(document)
    if not lines:
        return
    underline = shape["heading"] == "underline"
    face = {"underline": True} if underline else {"bold": True, "italic": True}
    heading = line(cell, "Nơi nhận:", shape["heading_size"], **face)
    heading.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for text in lines:
        line(cell, text, shape["size"]).alignment = WD_ALIGN_PARAGRAPH.LEFT


def _signature(cell: Any, document: Document, form: FormTable) -> None:
    shape = form["signer"]
    for text in wording.signer_lines(document, form):
        line(cell, text, shape["size"], bold=True)
    bold_title = shape["title_bold"] or not document.signer.authorities
    line(cell, document.signer.title.upper(), shape["size"], bold=bold_title)
    name = line(cell, document.signer.name or "", shape["size"], bold=True)
    name.paragraph_format.space_before = SIGNATURE_ROOM
    name.style = styles.PLAIN
