"""Hands the model to typst and takes the PDF back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from giaoban.documents import forms
from giaoban.documents.model import Document
from giaoban.documents.pdf.fonts import font_in_use, font_set
from giaoban.documents.pdf.payload import payload

SETTING = Path(__file__).parent / "setting"


def to_bytes(document: Document, fonts: Sequence[str | Path] | None = None) -> bytes:
    """PDF/A-2b, tagged; stamped with the paper's date, so the same model gives the same bytes."""
    import typst  # 80 MB of machine code: only where a PDF is really made

    form = forms.in_force(document.form, document.date)
    data = payload(document, form, font_in_use(fonts))
    day = document.date
    made = typst.compile(
        SETTING / "main.typ",
        root=SETTING,
        format="pdf",
        font_paths=font_set(fonts),
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
        pdf_standards="a-2b",
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    assert isinstance(made, bytes)
    return made
