"""To whom a letter or a dispatch is addressed: "Kính gửi: …", "… ĐIỆN: …"."""

from __future__ import annotations

import re

# A heading with its addressees; the words of the text begin well before this line.
_HEAD_LINES = 45
_OPENING = re.compile(r"^\W*(?:kính gửi|[^.;:]{0,90}(?<!\w)điện)\s*:\s*(?P<rest>.*)$", re.IGNORECASE)
_ITEM = re.compile(r"^\s*[-–+•*]\s*(?P<name>\S.*)$")


def addressees_of(text: str) -> list[str]:
    """Names on the opening line and on the dashed lines under it."""
    lines = text.split("\n")[:_HEAD_LINES]
    for i, line in enumerate(lines):
        opening = _OPENING.match(line)
        if not opening:
            continue
        names = _names(opening["rest"])
        for following in lines[i + 1 :]:
            item = _ITEM.match(following)
            if item:
                names += _names(item["name"])
            elif following.strip():
                break
        return names
    return []


def _names(words: str) -> list[str]:
    parts = (part.strip(" .,;-–") for part in words.split(";"))
    return [part for part in parts if part]
