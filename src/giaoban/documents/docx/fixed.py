"""The same paper gives the same bytes: fixed properties, fixed times in the archive."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from giaoban.documents import wording
from giaoban.documents.model import Document


def fix_properties(word: Any, document: Document) -> None:
    """Title for screen readers and searches; the date of the paper, not of the machine."""
    moment = datetime.combine(document.date, time())
    properties = word.core_properties
    properties.title = f"{document.title}: {wording.one_line(document.abstract)}"
    properties.author = wording.one_line(document.issuing_name or document.issuing_body)
    properties.last_modified_by = properties.author
    properties.language = "vi-VN"
    properties.comments = properties.keywords = properties.subject = ""
    properties.created = properties.modified = moment
    properties.revision = 1


def fix_zip(content: bytes, day: date) -> bytes:
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)  # zip knows nothing before 1980
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, stamp)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
