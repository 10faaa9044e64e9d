"""The blocks between the title and the signature, and those of annexes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm, Pt

from giaoban.documents import png
from giaoban.documents.docx import styles
from giaoban.documents.docx.pages import Pages
from giaoban.documents.docx.table import write_table
from giaoban.documents.forms import FormTable
from giaoban.documents.model import Bullets, Figure, Heading, PageBreak, Paragraph, Run, Table
from giaoban.documents.numbering import Numbered

_ALIGN = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def write_blocks(
    word: Any, blocks: Sequence[Numbered], form: FormTable, pages: Pages, *, landscape: bool = False
) -> None:
    for numbered in blocks:
        block, label = numbered.block, numbered.label
        turned = landscape or (isinstance(block, Table) and block.landscape)
        pages.turn(landscape=turned)
        if isinstance(block, Heading):
            level = min(max(block.level, 1), 3)
            word.add_paragraph(label + block.text, style=f"Heading {level}")
        elif isinstance(block, Paragraph):
            _paragraph(word, block)
        elif isinstance(block, Bullets):
            for item in block.items:
                paragraph = word.add_paragraph("- ", style=styles.BULLET)
                add_runs(paragraph, item)
        elif isinstance(block, Table):
            write_table(word, block, label, form, pages.width_mm)
        elif isinstance(block, Figure):
            _figure(word, block, label, pages.width_mm)
        elif isinstance(block, PageBreak):
            word.add_paragraph(style=styles.PLAIN).add_run().add_break(WD_BREAK.PAGE)


def add_runs(paragraph: Any, runs: Sequence[Run]) -> None:
    for run in runs:
        added = paragraph.add_run(run.text)
        added.bold, added.italic = run.bold or None, run.italic or None


def _paragraph(word: Any, block: Paragraph) -> None:
    paragraph = word.add_paragraph(style=styles.BODY)
    add_runs(paragraph, block.runs)
    if block.align != "justify":
        paragraph.alignment = _ALIGN[block.align]
    if not block.indent or block.align == "center":
        paragraph.paragraph_format.first_line_indent = Mm(0)


def _figure(word: Any, figure: Figure, label: str, width_mm: float) -> None:
    width = min(figure.width_mm or width_mm, width_mm)
    paragraph = word.add_paragraph(style=styles.PLAIN)
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(BytesIO(png.from_svg(figure.svg, width)), width=Mm(width))
    shape._inline.docPr.set("descr", figure.alt)
    if figure.caption:
        word.add_paragraph(style=styles.CAPTION).add_run(label + figure.caption).italic = True
