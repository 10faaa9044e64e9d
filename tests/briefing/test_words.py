"""Every word the pages need for what the catalogue holds."""

from __future__ import annotations

from giaoban.briefing import compose
from giaoban.briefing.presenters import words
from giaoban.situation.queries import CATALOGUE


class TestWords:
    def test_every_chapter_of_the_catalogue_has_its_words(self) -> None:
        assert {indicator.chapter for indicator in CATALOGUE.values()} <= set(words.CHAPTERS)

    def test_every_kind_of_check_has_its_words(self) -> None:
        kinds = {"sum", "share", "change", "window", "cumulative", "bound"}
        assert kinds == set(words.KINDS) and compose.DAYS_OF_WEEK == words.WEEK_DAYS
