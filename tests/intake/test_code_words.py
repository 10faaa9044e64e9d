"""Whoever wrote an unknown word is told words they may write, not our codes."""

from __future__ import annotations

import pytest

from giaoban.intake import codes
from giaoban.intake.code_words import WORDS


class TestOurWords:
    @pytest.mark.parametrize("kind", sorted(codes._WORDS))
    def test_are_read_back_as_the_same_code(self, kind: str) -> None:
        assert {code: codes.code(kind, word) for code, word in WORDS[kind].items()} == {
            code: code for code in WORDS[kind]
        }
        assert set(WORDS[kind]) == set(codes.allowed(kind))

    def test_are_told_in_vietnamese(self) -> None:
        assert codes.said("test_result") == "Dương tính, Âm tính, Chưa rõ"
