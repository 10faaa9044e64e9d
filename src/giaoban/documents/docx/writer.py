"""The paper from top to bottom."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx as python_docx
from docx.shared import Pt

from giaoban.documents import forms, wording
from giaoban.documents.docx import styles
from giaoban.documents.docx.body import write_blocks
from giaoban.documents.docx.closing import write_closing
from giaoban.documents.docx.fixed import fix_properties, fix_zip
from giaoban.documents.docx.heading import balance, line, write_heading
from giaoban.documents.docx.pages import Pages
from giaoban.documents.forms import FormTable
from giaoban.documents.model import Annex, Document
from giaoban.documents.numbering import Numbered, numbered_parts


def to_bytes(document: Document) -> bytes:
    form = forms.in_force(document.form, document.date)
    word = python_docx.Document()
    styles.define(word, form)
    pages = Pages(word, form)
    write_heading(word, document, form, pages.width_mm)
    for text in wording.legal_bases(document):
        word.add_paragraph(style=styles.BODY).add_run(text).italic = True
    body, *annexes = numbered_parts(document, form["body"]["end_mark"])
    write_blocks(word, body, form, pages)
    pages.turn(landscape=False)
    write_closing(word, document, form, pages.width_mm)
    for index, (annex, blocks) in enumerate(zip(document.annexes, annexes, strict=True)):
        pages.new_section(landscape=annex.landscape)
        _annex(word, document, form, index, annex, blocks, pages)
    fix_properties(word, document)
    stream = BytesIO()
    word.save(stream)
    return fix_zip(stream.getvalue(), document.date)


def _annex(
    word: Any,
    document: Document,
    form: FormTable,
    index: int,
    annex: Annex,
    blocks: list[Numbered],
    pages: Pages,
) -> None:
    size = form["annex"]["size"]
    line(word, wording.annex_heading(document, index), size, bold=True)
    line(word, annex.title.upper(), size, bold=True)
    reference = line(word, wording.annex_reference(document, form), size, italic=True)
    reference.paragraph_format.space_after = Pt(10)
    balance(reference, reference.text, size, pages.width_mm)
    write_blocks(word, blocks, form, pages, landscape=annex.landscape)
