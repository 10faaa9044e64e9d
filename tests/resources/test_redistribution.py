"""Redistribution: nobody ends up lacking more than before, and what can be spared goes where it lacks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.resources.redistribution import Move, Need, after, keep_for, lack, propose, spare

NEEDS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=14).map(
    lambda rows: [Need(i, have, keep, (20 + i / 50, 107.0)) for i, (have, keep) in enumerate(rows)]
)


@pytest.mark.slow
class TestPropose:
    def test_what_one_can_spare_goes_to_the_one_that_lacks(self) -> None:
        assert [(m.giver, m.taker, m.quantity) for m in propose([Need(1, 10, 4), Need(2, 1, 5)])] == [
            (1, 2, 4)
        ]

    def test_the_nearer_of_two_givers_gives(self) -> None:
        sites = [Need(1, 10, 4, (21.0, 107.0)), Need(2, 10, 4, (21.5, 107.0)), Need(3, 0, 3, (21.1, 107.0))]
        assert [(m.giver, m.taker) for m in propose(sites)] == [(1, 3)]

    def test_where_there_is_too_little_all_are_lifted_to_the_same_share(self) -> None:
        sites = [Need(1, 20, 10), Need(2, 0, 20), Need(3, 0, 20)]
        assert after(sites, propose(sites)) == {1: 10, 2: 5, 3: 5}

    def test_whoever_has_just_enough_gives_nothing(self) -> None:
        assert propose([Need(1, 4, 4), Need(2, 0, 3)]) == []

    def test_a_tolerance_lets_a_giver_go_that_much_lower(self) -> None:
        assert spare(Need(1, 100, 100), 10) == 10
        assert [m.quantity for m in propose([Need(1, 100, 100), Need(2, 0, 50)], 10)] == [10]

    def test_a_site_whose_figures_are_not_known_takes_no_part(self) -> None:
        assert propose([Need(1, 10, 4, never=True), Need(2, 1, 5)]) == []

    @settings(max_examples=60, deadline=None)
    @given(sites=NEEDS)
    def test_no_site_is_worse_off_and_nothing_is_lost(self, sites: list[Need]) -> None:
        moves: list[Move] = propose(sites)
        then = after(sites, moves)
        for site in sites:
            assert lack(site, then[site.key]) <= lack(site)
            assert then[site.key] >= 0
        assert sum(then.values()) == sum(site.have for site in sites)
        moved, lacking = sum(m.quantity for m in moves), sum(lack(s) for s in sites)
        assert moved == min(lacking, sum(spare(s) for s in sites if not lack(s)))

    @settings(max_examples=30, deadline=None)
    @given(sites=NEEDS)
    def test_nobody_gives_and_takes_at_once(self, sites: list[Need]) -> None:
        moves = propose(sites)
        assert not {m.giver for m in moves} & {m.taker for m in moves}


class TestKeepFor:
    def test_it_is_the_pace_times_the_days_rounded_up(self) -> None:
        assert keep_for(15, 7, 3) == 7
        assert keep_for(0, 7, 3) == 0
