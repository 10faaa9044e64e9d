"""The Word file, as Word would read it."""

from __future__ import annotations

import re
from dataclasses import replace

from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from giaoban.documents.model import Annex
from tests.documents import samples
from tests.documents.reading import word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class TestPage:
    def test_it_is_a4_with_the_margins_of_the_decree(self) -> None:
        section = word(samples.report()).sections[0]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        margins = (section.top_margin, section.bottom_margin)
        margins += (section.left_margin, section.right_margin)
        assert [round(margin.mm) for margin in margins] == [20, 20, 30, 20]

    def test_page_1_carries_no_page_number_and_the_others_do(self) -> None:
        section = word(samples.report()).sections[0]
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml

    def test_the_first_page_of_an_annex_does_carry_its_number(self) -> None:
        annex = word(samples.report()).sections[1]
        assert not annex.different_first_page_header_footer
        assert annex.header.is_linked_to_previous

    def test_a_landscape_annex_turns_only_its_own_pages(self) -> None:
        wide = Annex("Bảng rộng", (samples.district_table(),), landscape=True)
        sections = word(replace(samples.report(), annexes=(wide,))).sections
        assert [s.orientation for s in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]

    def test_a_landscape_table_in_the_body_turns_the_page_and_turns_it_back(self) -> None:
        paper = samples.report()
        wide = replace(samples.district_table(), landscape=True)
        blocks = (paper.blocks[0], wide, paper.blocks[2])
        sections = word(replace(paper, blocks=blocks, annexes=())).sections
        assert [s.page_width > s.page_height for s in sections] == [False, True, False]


class TestTable:
    def test_header_rows_come_again_on_each_page(self) -> None:
        table = word(samples.report()).tables[1]
        marked = [row._tr.find(f".//{W}tblHeader") is not None for row in table.rows]
        assert marked == [True, True] + [False] * 14

    def test_the_total_row_is_bold_and_last(self) -> None:
        last = word(samples.report()).tables[1].rows[-1]
        assert last.cells[1].text == "Toàn tỉnh"
        assert all(run.bold for cell in last.cells for run in cell.paragraphs[0].runs)

    def test_total_and_note_are_kept_with_the_last_rows(self) -> None:
        rows = word(samples.report()).tables[1].rows
        kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in rows]
        assert kept[2:] == [False] * 11 + [True] * 3

    def test_numbers_stand_right_and_in_vietnamese_form(self) -> None:
        cell = word(samples.report()).tables[1].rows[2].cells
        assert [c.text for c in cell[2:5]] == ["1.234", "−383", "96,62"]
        assert cell[2].paragraphs[0].alignment == 2

    def test_a_table_is_as_wide_as_the_text(self) -> None:
        table = word(samples.report()).tables[1]
        assert abs(sum(column.width for column in table.columns) - Mm(160)) < Mm(1)


class TestProperties:
    def test_the_file_is_dated_by_the_paper_and_not_by_the_machine(self) -> None:
        properties = word(samples.report()).core_properties
        assert properties.created.date() == samples.report().date
        assert properties.language == "vi-VN"

    def test_a_picture_says_in_words_what_it_shows(self) -> None:
        assert 'descr="Ca mắc mới tăng đều trong tuần."' in word(samples.report()).element.xml


class TestStyles:
    def test_every_style_named_in_the_file_is_defined_in_it(self) -> None:
        paper = word(samples.report())
        defined = {style.style_id for style in paper.styles}
        xml = paper.styles.element.xml + paper.element.xml
        named = set(re.findall(r'w:(?:pStyle|basedOn|link|next) w:val="([^"]+)"', xml))
        assert named <= defined

    def test_no_style_name_holds_a_comma_which_word_takes_for_an_alias(self) -> None:
        assert not [style.name for style in word(samples.report()).styles if "," in style.name]
