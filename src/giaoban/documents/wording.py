"""The fixed words of a paper, the same for every writer: number, date, recipients, signer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Date

from giaoban.documents.forms import FormTable
from giaoban.documents.model import Block, Cell, Column, Document, Paragraph
from giaoban.kernel.vietnamese import date_vi, number

# No-break spaces, so that the clerk's gap is neither closed up nor broken over two lines.
GAP = "\u00a0" * 8
DATE_GAP = "\u00a0" * 6  # two figures; with more the year of a Party paper falls to a second line


def number_text(document: Document) -> str:
    """The serial number, below ten with a leading zero, or the gap the clerk fills."""
    if document.number is None or document.number == "":
        return GAP
    if isinstance(document.number, int):
        return f"{document.number:02d}"
    return document.number


def number_line(document: Document, form: FormTable) -> str:
    pattern: str = form["header"]["number"]
    return pattern.format(number=number_text(document), symbol=document.symbol)


def date_words(document: Document) -> str:
    """→ "ngày 07 tháng 3 năm 2022": days below ten and January, February with a zero."""
    day = document.date
    if document.date_blank:
        return f"ngày{DATE_GAP}tháng{DATE_GAP}năm {day.year}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def place_line(document: Document) -> str:
    return f"{document.place}, {date_words(document)}"


def legal_bases(document: Document) -> list[str]:
    return _listed(document.legal_bases)


def recipients(document: Document) -> list[str]:
    """Each on its line with a dash; semicolons between, a full stop after the archive line."""
    return ["- " + line.removeprefix("- ") for line in _listed(document.recipients)]


def signer_lines(document: Document, form: FormTable) -> list[str]:
    """The lines that say in whose place the paper is signed, as this form writes them."""
    marks: dict[str, str] = form["authorities"]
    return [f"{marks[a.kind]} {a.of}".upper() for a in document.signer.authorities]


def annex_heading(document: Document, index: int) -> str:
    """One annex needs no numeral; from two on they are numbered in Roman numerals."""
    return "Phụ lục" if len(document.annexes) == 1 else f"Phụ lục {roman(index + 1)}"


def annex_reference(document: Document, form: FormTable) -> str:
    full = number_line(document, form).removeprefix("Số").lstrip(": ")
    return str(form["annex"]["reference"]).format(
        title=sentence_case(document.title),
        number=full,
        date=date_words(document),
        body=document.issuing_name or one_line(document.issuing_body),
    )


def one_line(name: str) -> str:
    return " ".join(name.split())


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:].lower()


def with_end_mark(blocks: tuple[Block, ...], mark: str) -> tuple[Block, ...]:
    """State papers close their last sentence with "./." so that nothing can be added after it."""
    if not (mark and blocks and isinstance(blocks[-1], Paragraph) and blocks[-1].runs):
        return blocks
    *before, end = blocks[-1].runs
    closed = replace(end, text=end.text.rstrip().rstrip(".") + mark)
    return (*blocks[:-1], replace(blocks[-1], runs=(*before, closed)))


def cell_text(value: Cell, places: int | None = None) -> str:
    """A table cell on paper; nothing known is a dash, never a zero."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if isinstance(value, Date):
        return date_vi(value)
    return number(value, places).replace("-", "−")  # a minus as long as a figure


def row_texts(columns: Sequence[Column], row: Sequence[Cell]) -> list[str]:
    return [cell_text(v, column.places) for v, column in zip(row, columns, strict=True)]


def roman(value: int) -> str:
    numerals = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    out = ""
    for size, numeral in numerals:
        while value >= size:
            out, value = out + numeral, value - size
    return out


def _listed(lines: tuple[str, ...]) -> list[str]:
    bare = [line.strip().rstrip(";.") for line in lines if line.strip()]
    return [line + (";" if line is not bare[-1] else ".") for line in bare]
