"""The words an export writes for our codes, by field."""

from __future__ import annotations

from giaoban.intake import code_words

_KINDS = {
    "sex": "sex", "test": "test", "found": "found", "severity": "severity", "care_place": "care",
    "support": "support", "outcome": "outcome", "occupation": "occupation",
}  # fmt: skip
WORDS: dict[str, dict[str, str]] = {name: code_words.WORDS[kind] for name, kind in _KINDS.items()}
