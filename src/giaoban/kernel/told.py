"""Sentences that remember how they were made, so that a page can say them in its reader's language.

Written in Vietnamese, as commands and papers print them; the pattern stands in the catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from giaoban.kernel import wording
from giaoban.kernel.vietnamese import date_vi

_DAY = "day"  # how a date among the parts is kept


class Told(str):
    """A finished Vietnamese sentence with its pattern and the parts put into it."""

    pattern: str
    parts: dict[str, Any]

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.pattern, self.parts)


def told(pattern: str, **parts: Any) -> str:
    """ "Ngày %(day)s ở tương lai.", day=…; a sentence without parts is its own pattern."""
    return _again(pattern, parts) if parts else pattern


def _again(pattern: str, parts: dict[str, Any]) -> Told:
    made = Told(pattern % {n: date_vi(p) if isinstance(p, date) else p for n, p in parts.items()})
    made.pattern, made.parts = pattern, parts
    return made


def said(sentence: str) -> str:
    """In the language of whoever reads now."""
    if isinstance(sentence, Told):
        return _filled(sentence.pattern, sentence.parts)
    return gettext(sentence) if sentence else ""


def pattern_of(sentence: str) -> str:
    return sentence.pattern if isinstance(sentence, Told) else sentence


def parts_of(*sentences: str) -> dict[str, Any]:
    """The parts of all of them, as they are kept."""
    found: dict[str, Any] = {}
    for sentence in sentences:
        if isinstance(sentence, Told):
            found |= sentence.parts
    return {n: {_DAY: p.isoformat()} if isinstance(p, date) else p for n, p in found.items()}


def kept(pattern: str, parts: Mapping[str, Any]) -> str:
    """A sentence kept as pattern and parts, in the language of whoever reads now."""
    if not parts:
        return said(pattern)
    days = {n: date.fromisoformat(p[_DAY]) if isinstance(p, dict) else p for n, p in parts.items()}
    return _filled(pattern, days)


def _filled(pattern: str, parts: Mapping[str, Any]) -> str:
    text = gettext(pattern) if pattern else ""
    if "%(" not in pattern:
        return text
    return text % {n: _part(n, p) for n, p in parts.items()}


def _part(name: str, part: Any) -> Any:
    """A part called `what` is itself a phrase of the catalogue."""
    if isinstance(part, date):
        return wording.day(part)
    return gettext(part) if name == "what" else part
