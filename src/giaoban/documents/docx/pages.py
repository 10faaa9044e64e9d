"""Page size, margins, page number, and turning to landscape and back."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from giaoban.documents.docx.xml import page_number_field
from giaoban.documents.forms import FormTable

LONG_MM, SHORT_MM = 297, 210  # A4


class Pages:
    def __init__(self, word: Any, form: FormTable) -> None:
        self.word, self.form = word, form
        self.landscape = False
        first = word.sections[0]
        self._shape(first)
        first.different_first_page_header_footer = True  # page 1 carries no number
        paragraph = first.header.paragraphs[0]
        paragraph.style = word.styles["Normal"]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        page_number_field(paragraph)
        for run in paragraph.runs:
            run.font.size = Pt(form["page_number"]["size"])

    @property
    def width_mm(self) -> float:
        margins = self.form["margins"]
        width = LONG_MM if self.landscape else SHORT_MM
        return float(width - margins["left"] - margins["right"])

    def turn(self, *, landscape: bool) -> None:
        """A new section only where the page really turns."""
        if landscape != self.landscape:
            self.new_section(landscape=landscape)

    def new_section(self, *, landscape: bool) -> None:
        self.landscape = landscape
        section = self.word.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        self._shape(section)

    def _shape(self, section: Any) -> None:
        margins = self.form["margins"]
        section.orientation = WD_ORIENT.LANDSCAPE if self.landscape else WD_ORIENT.PORTRAIT
        section.page_width = Mm(LONG_MM if self.landscape else SHORT_MM)
        section.page_height = Mm(SHORT_MM if self.landscape else LONG_MM)
        section.top_margin, section.bottom_margin = Mm(margins["top"]), Mm(margins["bottom"])
        section.left_margin, section.right_margin = Mm(margins["left"]), Mm(margins["right"])
        section.header_distance = Mm(self.form["page_number"]["from_top"])
        section.footer_distance = Mm(10)
