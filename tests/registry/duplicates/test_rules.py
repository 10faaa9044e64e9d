"""Which cases of two persons tell one episode."""

from __future__ import annotations

from datetime import date, timedelta

from giaoban.registry.duplicates.rules import Told, same_episodes

DAY = date(2022, 3, 1)


def told(id_: int, days: int, disease: str = "covid-19") -> Told:
    return Told(id_, disease, DAY + timedelta(days=days))


class TestSameEpisodes:
    def test_the_later_of_two_within_the_days_is_counted_as_the_earlier(self) -> None:
        assert same_episodes([told(1, 5)], [told(2, 3)], 90) == [(1, 2)]

    def test_the_last_day_within_and_the_first_beyond(self) -> None:
        assert same_episodes([told(1, 0)], [told(2, 89)], 90) == [(2, 1)]
        assert same_episodes([told(1, 0)], [told(2, 90)], 90) == []

    def test_two_cases_of_one_person_were_told_apart_before(self) -> None:
        assert same_episodes([told(1, 0), told(2, 5)], [], 90) == []

    def test_another_disease_is_another_episode(self) -> None:
        assert same_episodes([told(1, 0)], [told(2, 0, "measles")], 90) == []

    def test_without_a_rule_nothing_is_taken_for_the_same(self) -> None:
        assert same_episodes([told(1, 0)], [told(2, 0)], None) == []
