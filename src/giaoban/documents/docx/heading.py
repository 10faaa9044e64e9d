"""The top of the first page: bodies, Quốc hiệu or Party title, number, place and date, title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from giaoban.documents import wording
from giaoban.documents.docx import styles
from giaoban.documents.docx.xml import rule, table_shape
from giaoban.documents.forms import FormTable
from giaoban.documents.model import Document
from giaoban.documents.textwidth import balanced_mm, bold_width_mm


def line(holder: Any, text: str, size: float, **face: bool) -> Any:
    """A centred line in one face; the first paragraph of an empty cell is used up first."""
    fresh = getattr(holder, "paragraphs", [])
    empty = len(fresh) == 1 and not fresh[0].text and hasattr(holder, "_tc")
    paragraph = fresh[0] if empty else holder.add_paragraph()
    paragraph.style = styles.PLAIN
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    for name, value in face.items():
        setattr(run.font, name, value)
    return paragraph


def balance(paragraph: Any, text: str, size: float, room_mm: float) -> None:
    """Indents a centred text so that its last line is not a lone word."""
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm((room_mm - balanced_mm(text, size, room_mm)) / 2)


def rule_under(holder: Any, length_mm: float, column_mm: float) -> None:
    paragraph = holder.add_paragraph(style=styles.PLAIN)
    rule(paragraph, length_mm, column_mm)


def write_heading(word: Any, document: Document, form: FormTable, width_mm: float) -> None:
    head = form["header"]
    left_mm = width_mm * head["left_share"]
    widths = [left_mm, width_mm - left_mm]
    table = word.add_table(rows=2, cols=2)
    table_shape(table, widths, grid=False, margin_mm=0)
    _left(table.cell(0, 0), document, head, widths[0])
    _right(table.cell(0, 1), head, widths[1])
    line(table.cell(1, 0), wording.number_line(document, form), head["number_size"])
    line(table.cell(1, 1), wording.place_line(document), head["place_size"], italic=True)
    _title(word, document, form, width_mm)


def _left(cell: Any, document: Document, head: FormTable, width_mm: float) -> None:
    if document.superior_body:
        line(cell, document.superior_body.upper(), head["superior_size"])
    name = document.issuing_body.upper()
    line(cell, name, head["issuing_size"], bold=True)
    if head["star"]:
        line(cell, "*", head["issuing_size"])
    if head["issuing_rule"]:
        length = bold_width_mm(name, head["issuing_size"]) * head["issuing_rule"]
        rule_under(cell, min(length, width_mm * 0.5), width_mm)


def _right(cell: Any, head: FormTable, width_mm: float) -> None:
    for text, size in zip(head["right_lines"], head["right_sizes"], strict=True):
        line(cell, text, size, bold=True)
    last, size = head["right_lines"][-1], head["right_sizes"][-1]
    rule_under(cell, bold_width_mm(last, size), width_mm)


def _title(word: Any, document: Document, form: FormTable, width_mm: float) -> None:
    shape = form["title"]
    title = word.add_paragraph(document.title, style=styles.TITLE)
    title.paragraph_format.space_before = Pt(18)
    abstract = line(word, document.abstract, shape["abstract_size"], bold=True)
    if shape["under"] == "dashes":
        line(word, "-----", shape["abstract_size"]).paragraph_format.space_after = Pt(12)
    else:
        length = bold_width_mm(document.abstract, shape["abstract_size"])
        rule_under(word, min(length, width_mm) * shape["under_share"], width_mm)
        word.add_paragraph(style=styles.PLAIN).paragraph_format.line_spacing = Pt(8)
    balance(abstract, document.abstract, shape["abstract_size"], width_mm)
    abstract.paragraph_format.keep_with_next = True
    _addressees(word, document.addressees, form["body"]["size"], width_mm)


def _addressees(word: Any, names: Sequence[str], size: float, width_mm: float) -> None:
    """One on a centred line; several below each other, flush left in the middle of the page."""
    if len(names) == 1:
        line(word, f"Kính gửi: {names[0]}", size).paragraph_format.space_after = Pt(12)
        return
    for index, text in enumerate(["Kính gửi:", *(f"- {name}" for name in names)] if names else []):
        paragraph = line(word, text, size)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.left_indent = Mm(width_mm * (0.35 if index else 0.25))
        paragraph.paragraph_format.space_after = Pt(12 if index == len(names) else 2)
