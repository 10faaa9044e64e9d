"""Distances, days of cover and the day something runs out: by hand and at the edges."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.resources.rules import Site, days_of_cover, kilometres, nearest, runs_out

TODAY = date(2022, 3, 7)


class TestKilometres:
    def test_one_degree_of_latitude_is_111_kilometres(self) -> None:
        assert kilometres((21.0, 107.0), (22.0, 107.0)) == pytest.approx(111.2, abs=0.1)

    def test_a_degree_of_longitude_is_shorter_in_the_north(self) -> None:
        assert kilometres((21.0, 107.0), (21.0, 108.0)) == pytest.approx(103.8, abs=0.1)

    def test_an_unknown_centre_has_no_distance(self) -> None:
        assert kilometres((None, None), (21.0, 107.0)) is None


class TestNearest:
    def test_a_nearer_site_without_enough_is_passed_over(self) -> None:
        near, far = Site(1, (21.0, 107.0), 2), Site(2, (21.5, 107.0), 9)
        found = nearest((21.0, 107.01), [near, far], 3)
        assert found is not None and found[0] == far

    def test_a_site_of_unknown_place_is_named_only_when_no_other_has_it(self) -> None:
        unknown, far = Site(1, (None, None), 9), Site(2, (23.0, 107.0), 9)
        found = nearest((21.0, 107.0), [unknown, far], 1)
        assert found is not None and found[0] == far


class TestRunsOut:
    @pytest.mark.parametrize(
        ("free", "pace", "day"),
        [
            (10, 5, date(2022, 3, 9)),
            (11, 5, date(2022, 3, 10)),
            (4, 5, date(2022, 3, 8)),
            (0, 5, TODAY),
            (0, -1, TODAY),
            (10, 0, None),
            (10, -2, None),
        ],
    )
    def test_it_is_the_first_day_without_any(self, free: float, pace: float, day: date | None) -> None:
        assert runs_out(TODAY, free, pace) == day

    def test_cover_is_unknown_where_nothing_was_used(self) -> None:
        assert days_of_cover(10, 0, 7) is None
        assert days_of_cover(10, 14, 7) == 5
