"""What holds of a paper whatever file it is written to."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from giaoban.documents import docx, pdf
from giaoban.documents.model import Document
from tests.documents import samples
from tests.documents.reading import pdf_pages, squeezed, word_texts, words


def short_report() -> Document:
    """Without the long annex no table header comes twice in the PDF."""
    return replace(samples.report(), annexes=(samples.commune_annex(8),))


@pytest.mark.slow
@pytest.mark.parametrize("document", [short_report(), samples.notice()], ids=["state", "party"])
class TestBothWriters:
    def test_the_pdf_says_the_same_letters_as_the_docx(self, document: Document) -> None:
        pages = pdf_pages(document)
        numbers = Counter("".join(str(number) for number in range(2, len(pages) + 1)))
        in_pdf = Counter(squeezed("".join(pages)))
        in_docx = Counter(squeezed("".join(word_texts(document))))
        assert in_pdf - in_docx == numbers
        assert not in_docx - in_pdf

    def test_every_paragraph_of_the_docx_stands_whole_in_the_pdf(self, document: Document) -> None:
        pages = [squeezed(page) for page in pdf_pages(document)]
        numbers = ["", *(str(number) for number in range(2, len(pages) + 1))]
        bodies = [p.removeprefix(number) for p, number in zip(pages, numbers, strict=True)]
        whole = "".join(bodies)
        assert [t for t in word_texts(document) if squeezed(t) not in whole] == []

    def test_the_same_paper_gives_the_same_bytes(self, document: Document) -> None:
        assert pdf.to_bytes(document) == pdf.to_bytes(document)
        assert docx.to_bytes(document) == docx.to_bytes(document)

    def test_a_number_not_given_stays_blank_for_the_clerk(self, document: Document) -> None:
        blank = "Số: /BC-SYT" if document.form == "state" else "Số -TB/TU"
        assert blank in " ".join(words(pdf_pages(document)[0]))
        assert blank in " ".join(words(" ".join(word_texts(document))))

    def test_nobody_is_signed_for_when_no_name_is_given(self, document: Document) -> None:
        texts = word_texts(document)
        assert texts[texts.index(document.signer.title) + 1 :][:1] in ([], ["Phụ lục"])

    def test_the_archive_line_closes_the_recipients(self, document: Document) -> None:
        lines = [text for text in word_texts(document) if text.startswith("- ")]
        recipients = lines[-len(document.recipients) :]
        assert recipients[-1] == f"- {document.recipients[-1]}."
        assert all(line.endswith(";") for line in recipients[:-1])


@pytest.mark.slow
class TestWords:
    def test_a_number_below_ten_gets_a_leading_zero(self) -> None:
        page = pdf_pages(replace(short_report(), number=5))[0]
        assert "Số: 05/BC-SYT" in " ".join(words(page))

    def test_a_date_left_to_the_clerk_names_only_the_year(self) -> None:
        page = " ".join(words(pdf_pages(replace(short_report(), date_blank=True))[0]))
        assert "Quảng Ninh, ngày tháng năm 2022" in page

    def test_a_state_paper_ends_with_its_closing_mark_and_a_party_paper_does_not(self) -> None:
        assert any(t.endswith("tuyến cơ sở./.") for t in word_texts(short_report()))
        assert not any(t.endswith("./.") for t in word_texts(samples.notice()))

    def test_party_authority_lines_are_written_with_a_slash(self) -> None:
        assert "T/L BAN THƯỜNG VỤ" in word_texts(samples.notice())
        assert "KT. GIÁM ĐỐC" in word_texts(short_report())

    def test_two_annexes_are_numbered_in_roman_numerals_and_one_is_not(self) -> None:
        two = replace(short_report(), annexes=(samples.commune_annex(3),) * 2)
        assert [t for t in word_texts(two) if t.startswith("Phụ lục")] == [
            "Phụ lục I",
            "Phụ lục II",
        ]
        assert "Phụ lục" in word_texts(short_report())

    @pytest.mark.parametrize("names", [("UBND tỉnh",), ("Ban Thường vụ Tỉnh ủy", "UBND tỉnh")])
    def test_those_addressed_stand_under_the_title(self, names: tuple[str, ...]) -> None:
        paper = replace(short_report(), addressees=names)
        page = squeezed(pdf_pages(paper)[0])
        after = squeezed("".join(word_texts(paper))).partition("Kínhgửi:")[2][:40]
        assert f"Kínhgửi:{after}" in page
        assert all(squeezed(name) in after for name in names)

    def test_headings_are_numbered_by_the_scheme_of_the_paper(self) -> None:
        assert "II. Thu dung, điều trị" in word_texts(short_report())
        assert "1.2. Diễn biến" in word_texts(samples.notice())

    def test_a_loss_carries_a_true_minus_and_an_unknown_is_a_dash(self) -> None:
        texts = word_texts(short_report())
        assert "−383" in texts
        assert texts.count("–") == 8  # seven communes and the total have no proposal
