"""The marks of Word's own lists: `1.` `a)` `-`, which the text of a paragraph leaves out."""

from __future__ import annotations

import re
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PLACE = re.compile(r"%([1-9])")


class Numbering:
    """Counts the paragraphs of a document's lists, in the order they are asked for."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._list_of: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles = {
            style.style_id: style.element for style in document.styles if style.element.pPr is not None
        }
        parts = document.part.package.iter_parts()
        part = next((p for p in parts if str(p.partname).endswith("/numbering.xml")), None)
        if part is not None:
            self._learn(part.element)

    def _learn(self, root: Any) -> None:
        for abstract in root.iter(f"{_W}abstractNum"):
            self._levels[abstract.get(f"{_W}abstractNumId")] = {
                int(level.get(f"{_W}ilvl")): (
                    _value(level, "numFmt") or "bullet",
                    _value(level, "lvlText") or "",
                    int(_value(level, "start") or 1),
                )
                for level in abstract.iter(f"{_W}lvl")
            }
        for num in root.iter(f"{_W}num"):
            self._list_of[num.get(f"{_W}numId")] = _value(num, "abstractNumId") or ""

    def mark(self, paragraph: Any) -> str:
        """The mark before a paragraph with a blank behind it, or nothing."""
        found = self._place(paragraph)
        if found is None:
            return ""
        which, level = found
        levels = self._levels.get(which, {})
        form, shown, _ = levels.get(level, ("bullet", "", 1))
        counts = self._counts.setdefault(which, {})
        counts[level] = counts.get(level, levels.get(level, ("", "", 1))[2] - 1) + 1
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        if form == "bullet" or not shown.strip():
            return "" if form == "none" else f"{'+' if level else '-'} "
        return _PLACE.sub(lambda m: self._one(levels, counts, int(m[1]) - 1), shown).strip() + " "

    def _one(self, levels: dict[int, tuple[str, str, int]], counts: dict[int, int], level: int) -> str:
        form, _, start = levels.get(level, ("decimal", "", 1))
        return _written(counts.get(level, start), form)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """List and level of a paragraph: its own, else those of its style."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return None
        own = properties.find(f"{_W}numPr")
        style = _value(properties, "pStyle") or ""
        for _ in range(5):  # styles stand on one another
            if own is not None or style not in self._styles:
                break
            element = self._styles[style]
            own = element.pPr.find(f"{_W}numPr")
            style = _value(element, "basedOn") or ""
        if own is None:
            return None
        number = _value(own, "numId")
        if not number or number == "0":
            return None
        return self._list_of.get(number, ""), int(_value(own, "ilvl") or 0)


def _value(element: Any, name: str) -> str | None:
    child = element.find(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val")


def _written(count: int, form: str) -> str:
    if form in {"upperRoman", "lowerRoman"}:
        text, rest = "", count
        for value, sign in _ROMAN:
            while rest >= value:
                text, rest = text + sign, rest - value
        return text.upper() if form == "upperRoman" else text
    if form in {"upperLetter", "lowerLetter"}:
        letter = _LETTERS[(count - 1) % len(_LETTERS)]
        return letter.upper() if form == "upperLetter" else letter
    return str(count)
