"""What results say of places."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.registry.lab.rules import RECORDS, RETURNS, Sight, WeekOfTests, firsts, shares, told


def sight(variant: str, place: str, day: int) -> Sight:
    return Sight(variant, place, date(2022, 2, day), date(2022, 3, 1))


class TestPositivity:
    def test_comes_of_the_samples_where_they_are_as_many_as_returned(self) -> None:
        listed, returned = WeekOfTests(900, 80, RECORDS), WeekOfTests(900, 90, RETURNS)
        assert told(listed, returned) == listed

    def test_comes_of_the_returns_where_the_list_is_not_of_all_tests(self) -> None:
        assert told(WeekOfTests(4, 4, RECORDS), WeekOfTests(900, 90, RETURNS)).source == RETURNS

    def test_comes_of_the_returns_where_there_are_only_those(self) -> None:
        assert told(WeekOfTests(), WeekOfTests(900, 90, RETURNS)).source == RETURNS

    def test_says_when_it_comes_of_both(self) -> None:
        both = WeekOfTests(4, 1, RECORDS) + WeekOfTests(96, 9, RETURNS)
        assert both.positivity == pytest.approx(0.1)
        assert both.source == "both"

    def test_of_no_test_is_no_share(self) -> None:
        assert WeekOfTests().positivity is None


class TestAShare:
    def test_is_not_told_of_few_samples(self) -> None:
        assert [s.share for s in shares({"Omicron": 9}, few=10)] == [None]

    def test_is_told_from_enough_on(self) -> None:
        assert [(s.variant, s.share) for s in shares({"Delta": 2, "Omicron": 8}, few=10)] == [
            ("Omicron", 0.8),
            ("Delta", 0.2),
        ]


class TestAFirstAppearance:
    def test_is_told_by_the_day_of_the_sample_whenever_it_was_told(self) -> None:
        early = Sight("Omicron", "195", date(2022, 1, 5), date(2022, 3, 6))
        assert firsts([sight("Omicron", "195", 3), early])[0].day == date(2022, 1, 5)

    def test_is_one_for_each_place_and_variant(self) -> None:
        found = firsts([sight("Delta", "195", 1), sight("Delta", "195", 2), sight("Delta", "193", 2)])
        assert [(f.place, f.day.day) for f in found] == [("193", 2), ("195", 1)]

    def test_says_when_nothing_was_sequenced_there_before(self) -> None:
        found = firsts([sight("Delta", "195", 1), sight("Omicron", "195", 2)])
        assert {f.variant: f.alone for f in found} == {"Delta": True, "Omicron": False}
