"""Text that a spreadsheet must not take for a formula."""

from __future__ import annotations

# A cell that begins so is computed when the file is opened (OWASP, "CSV Injection").
_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutral(text: str) -> str:
    """An apostrophe in front makes it text again; a plain number or a lone dash is harmless."""
    if not text.startswith(_TRIGGERS) or text in ("-", "–") or _is_number(text):
        return text
    return "'" + text


def _is_number(text: str) -> bool:
    bare = text[1:].replace(".", "").replace(",", "").removesuffix("%")
    return bool(bare) and bare.isascii() and bare.isdigit()
