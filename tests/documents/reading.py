"""Reads back what the writers wrote, so that tests judge the paper and not the code."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import docx as python_docx
from pypdf import PdfReader

from giaoban.documents import docx, pdf
from giaoban.documents.model import Document


def word(document: Document) -> Any:
    return python_docx.Document(BytesIO(docx.to_bytes(document)))


def word_texts(document: Document) -> list[str]:
    """Every paragraph and cell, in the order of the file."""
    root = word(document).element.body
    texts = ("".join(t.text or "" for t in p.iter("{*}t")) for p in root.iter("{*}p"))
    return [text for text in texts if text.strip()]


def pdf_pages(document: Document) -> list[str]:
    reader = PdfReader(BytesIO(pdf.to_bytes(document)))
    return [page.extract_text() for page in reader.pages]


def words(text: str) -> list[str]:
    """Words without regard to line breaks and spaces."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).split()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
