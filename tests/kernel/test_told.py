"""Sentences said in the language of whoever reads them, whenever they were written down."""

from __future__ import annotations

import json
import pickle
from datetime import date

import pytest
from django.utils import translation

from giaoban.kernel.told import kept, parts_of, pattern_of, said, told

# patterns of the catalogue, so that the test needs none of its own
PATTERN = "Ngày lấy mẫu %(sampled)s sau ngày công bố %(announced)s."
DAYS = {"sampled": date(2022, 3, 5), "announced": date(2022, 3, 4)}
VIETNAMESE = "Ngày lấy mẫu 05/3/2022 sau ngày công bố 04/3/2022."
ENGLISH = "Sampled on 5 March 2022, after the announcement on 4 March 2022."


class TestASentence:
    def test_is_vietnamese_where_nobody_asks(self) -> None:
        with translation.override("en"):
            assert told(PATTERN, **DAYS) == VIETNAMESE

    @pytest.mark.parametrize(("language", "expected"), [("vi", VIETNAMESE), ("en", ENGLISH)])
    def test_is_said_in_the_readers_language(self, language: str, expected: str) -> None:
        with translation.override(language):
            assert said(told(PATTERN, **DAYS)) == expected

    def test_comes_whole_from_another_process(self) -> None:
        with translation.override("en"):
            assert said(pickle.loads(pickle.dumps(told(PATTERN, **DAYS)))) == ENGLISH

    def test_is_kept_as_pattern_and_parts(self) -> None:
        sentence = told(PATTERN, **DAYS)
        parts = json.loads(json.dumps(parts_of(sentence)))
        assert kept(pattern_of(sentence), parts) == VIETNAMESE
        with translation.override("en"):
            assert kept(pattern_of(sentence), parts) == ENGLISH

    def test_without_parts_is_its_own_pattern(self) -> None:
        with translation.override("en"):
            assert said(told("Thiếu ngày công bố.")) == "The date announced is missing."

    def test_without_words_stays_without(self) -> None:
        with translation.override("en"):
            assert said("") == kept("", {}) == kept("", {"day": "x"}) == ""

    def test_that_was_written_before_is_said_as_it_stands(self) -> None:
        with translation.override("en"):
            assert kept("Câu cũ: 100 % rồi.", {}) == "Câu cũ: 100 % rồi."

    def test_whose_part_is_a_phrase_translates_it_too(self) -> None:
        sentence = told("Không hiểu %(what)s trong ô này.", what="ngày công bố")
        assert sentence == "Không hiểu ngày công bố trong ô này."
        with translation.override("en"):
            assert said(sentence) == "The date announced in this cell is not understood."
