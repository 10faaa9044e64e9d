"""The matcher on a list really published in 2021. It lies beside the project, never in it."""

from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path

import pytest

from giaoban.places.match_types import Match
from giaoban.places.matching import Matcher

_DATA = Path(os.environ.get("GIAOBAN_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
_LIST = _DATA / "cases" / "cases_by_commune_tidy.csv"

pytestmark = pytest.mark.skipif(not _LIST.exists(), reason="the published list is not at hand")


@pytest.fixture(scope="module")
def cases() -> Counter[tuple[str, str, str]]:
    counted: Counter[tuple[str, str, str]] = Counter()
    with _LIST.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            counted[row["province"], row["district"], row["commune"]] += int(row["cases"])
    return counted


@pytest.fixture(scope="module")
def matches(cases: Counter[tuple[str, str, str]], matcher_2021: Matcher) -> dict[tuple[str, str, str], Match]:
    return {cells: matcher_2021.match(*cells) for cells in cases}


class TestThePublishedList:
    def test_four_in_five_places_are_sure(self, matches: dict[tuple[str, str, str], Match]) -> None:
        assert sum(match.sure for match in matches.values()) / len(matches) > 0.8

    def test_every_other_place_says_why_and_keeps_its_province(
        self, matches: dict[tuple[str, str, str], Match]
    ) -> None:
        open_ = [match for match in matches.values() if not match.sure]
        assert all(match.within is not None for match in open_)
        assert all(match.suggestions for match in open_ if match.outside)

    def test_bac_giang_has_161_cases_in_districts_that_are_not_its_own(
        self,
        cases: Counter[tuple[str, str, str]],
        matches: dict[tuple[str, str, str], Match],
    ) -> None:
        strange = [
            number
            for cells, number in cases.items()
            if cells[0] == "Bắc Giang" and matches[cells].outside and matches[cells].within == "24"
        ]
        assert sum(strange) == 161

    def test_no_sure_place_lies_in_another_province_than_the_one_written(
        self, matches: dict[tuple[str, str, str], Match], matcher_2021: Matcher
    ) -> None:
        for cells, match in matches.items():
            if match.sure and match.code:
                written = matcher_2021.match(cells[0], "", "").code
                assert written in matcher_2021.line(match.code)
