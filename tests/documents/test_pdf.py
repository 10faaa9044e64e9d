"""The PDF, as a reader and an archive would see it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from giaoban.documents import pdf
from giaoban.documents.model import Annex
from giaoban.documents.pdf import fonts
from giaoban.documents.pdf.coverage import covers_vietnamese
from tests.documents import samples
from tests.documents.reading import pdf_pages


def reader() -> PdfReader:
    return PdfReader(BytesIO(pdf.to_bytes(samples.report())))


@pytest.mark.slow
class TestPdf:
    def test_page_1_carries_no_page_number_and_page_2_does(self) -> None:
        pages = pdf_pages(samples.report())
        assert not pages[0].lstrip().startswith("1")
        assert [page.split()[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]

    def test_it_declares_pdf_a_2b(self) -> None:
        metadata = reader().trailer["/Root"]["/Metadata"].get_data().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in metadata
        assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata

    def test_the_header_row_of_a_long_table_stands_on_each_of_its_pages(self) -> None:
        annex = [page for page in pdf_pages(samples.report()) if "Phường số" in page]
        assert len(annex) > 3
        assert all("Ca mắc mới" in page for page in annex)

    @pytest.mark.parametrize("rows", range(20, 36, 3))
    def test_total_and_note_of_a_table_stand_with_its_last_rows(self, rows: int) -> None:
        table = replace(samples.district_table(), rows=samples.district_table().rows[:1] * rows)
        pages = pdf_pages(replace(samples.report(), blocks=(table,), annexes=()))
        page = next(page for page in pages if "Nguồn:" in page)
        assert "Toàn tỉnh" in page
        assert page.count("Thành phố Hạ Long") >= 2

    def test_no_page_holds_the_signature_alone(self) -> None:
        page = next(p for p in pdf_pages(samples.report()) if "PHÓ GIÁM ĐỐC" in p)
        assert "tuyến cơ sở./." in " ".join(page.split())

    def test_a_landscape_annex_lies_across(self) -> None:
        wide = Annex("Bảng rộng", (samples.district_table(),), landscape=True)
        content = pdf.to_bytes(replace(samples.report(), annexes=(wide,)))
        box = PdfReader(BytesIO(content)).pages[-1].mediabox
        assert box.width > box.height

    def test_text_that_looks_like_markup_is_printed_as_it_is(self) -> None:
        page = pdf_pages(replace(samples.report(), abstract="#panic() *x* $y$ \\ <z> [a]"))[0]
        assert "#panic() *x* $y$ \\ <z> [a]" in page

    def test_headings_become_bookmarks(self) -> None:
        titles = [entry.title for entry in reader().outline if not isinstance(entry, list)]
        assert titles[0] == "I. Tình hình dịch"


@pytest.mark.slow
class TestFont:
    def test_it_says_which_font_is_in_use(self) -> None:
        assert pdf.font_in_use() in fonts.PREFERRED

    def test_a_bare_machine_still_gets_a_font_with_the_vietnamese_marks(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import typst

        bare = typst.Fonts(include_system_fonts=False)
        monkeypatch.setattr(fonts, "_font_set", lambda folders: bare)
        assert pdf.font_in_use() == "Libertinus Serif"
        assert "Nghị quyết" in "".join(pdf_pages(samples.report()))

    def test_an_old_times_without_vietnamese_letters_is_passed_over(self, tmp_path: Path) -> None:
        assert not covers_vietnamese(tmp_path / "absent.ttf")
        (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0\0\1")
        assert not covers_vietnamese(tmp_path / "broken.ttf")

    def test_a_paper_is_set_in_one_family_throughout(self) -> None:
        fonts_used = {
            str(font.get_object()["/BaseFont"]).partition("+")[2].partition("-")[0]
            for page in reader().pages
            for font in page["/Resources"]["/Font"].values()
        }
        assert fonts_used == {pdf.font_in_use().replace(" ", "")}
