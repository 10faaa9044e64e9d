"""The model as plain data for the typst setting; all words and numbers are final here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from giaoban.documents import wording
from giaoban.documents.forms import FormTable
from giaoban.documents.layout import text_size
from giaoban.documents.model import (
    Annex,
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
)
from giaoban.documents.numbering import Numbered, numbered_parts
from giaoban.documents.pdf.fonts import for_setting


def payload(document: Document, form: FormTable, font: str) -> dict[str, Any]:
    body, *annexes = numbered_parts(document, form["body"]["end_mark"])
    return {
        "form": {**form, "from": None},
        "font": font,
        "date": [document.date.year, document.date.month, document.date.day],
        "issuing_body": document.issuing_body.upper(),
        "superior_body": (document.superior_body or "").upper(),
        "author": wording.one_line(document.issuing_name or document.issuing_body),
        "number_line": wording.number_line(document, form),
        "place_line": wording.place_line(document),
        "title": document.title,
        "abstract": document.abstract,
        "addressees": list(document.addressees),
        "legal_bases": wording.legal_bases(document),
        "blocks": [_block(numbered, form) for numbered in body],
        "recipients": wording.recipients(document),
        "authorities": wording.signer_lines(document, form),
        "signer_title": document.signer.title.upper(),
        "signer_name": document.signer.name or "",
        "annexes": [
            _annex(document, form, index, annex, blocks)
            for index, (annex, blocks) in enumerate(zip(document.annexes, annexes, strict=True))
        ],
    }


def _annex(
    document: Document, form: FormTable, index: int, annex: Annex, blocks: list[Numbered]
) -> dict[str, Any]:
    return {
        "heading": wording.annex_heading(document, index),
        "title": annex.title.upper(),
        "reference": wording.annex_reference(document, form),
        "landscape": annex.landscape,
        "blocks": [_block(numbered, form, in_annex=True) for numbered in blocks],
    }


def _block(numbered: Numbered, form: FormTable, *, in_annex: bool = False) -> dict[str, Any]:
    block, label = numbered.block, numbered.label
    if isinstance(block, Heading):
        level = min(max(block.level, 1), 3)
        return {"kind": "heading", "level": level, "text": label + block.text}
    if isinstance(block, Table):
        return _table(block, label, form, in_annex)
    if isinstance(block, Figure):
        caption = label + block.caption if block.caption else ""
        return {"kind": "figure", **asdict(block), "svg": for_setting(block.svg), "caption": caption}
    return _text_block(block)


def _text_block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        indent = block.indent and block.align != "center"
        return {
            "kind": "paragraph",
            "runs": _runs(block.runs),
            "align": block.align,
            "indent": indent,
        }
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": [_runs(item) for item in block.items]}
    assert isinstance(block, PageBreak)
    return {"kind": "pagebreak"}


def _runs(runs: Sequence[Run]) -> list[dict[str, Any]]:
    return [{"text": run.text, "bold": run.bold, "italic": run.italic} for run in runs]


def _table(table: Table, label: str, form: FormTable, in_annex: bool) -> dict[str, Any]:
    columns = table.columns
    return {
        "kind": "table",
        "title": label + table.title if table.title else "",
        "note": table.note or "",
        "landscape": table.landscape and not in_annex,
        "size": text_size(table, form),
        "columns": [asdict(column) for column in columns],
        "rows": [wording.row_texts(columns, row) for row in table.rows],
        "total": wording.row_texts(columns, table.total) if table.total else None,
    }
