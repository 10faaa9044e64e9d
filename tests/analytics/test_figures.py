"""What a missing count means, and the arithmetic of medians and earlier windows."""

from __future__ import annotations

import statistics
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.analytics.catalogue import CATALOGUE
from giaoban.analytics.definition import Change, Rate, Share, Sum
from giaoban.analytics.figures import Place, middle
from giaoban.analytics.windows import Window, standard

WEEK = standard(date(2022, 2, 28), date(2022, 3, 6))
FIXED = {
    "new",
    "new_change",
    "active",
    "recovered",
    "deaths",
    "deaths_per_new",
    "home_share",
    "mild_share",
    "hospital",
    "hospital_under_12",
    "level3",
    "level3_change",
    "level4",
    "level4_change",
    "beds",
}


def place(counts: dict[tuple[str, str], float], windows: tuple[Window, ...] = WEEK) -> Place:
    return Place(counts, {}, windows, ())


class TestTheCatalogue:
    def test_it_holds_the_ids_a_briefing_promises(self) -> None:
        assert set(CATALOGUE) >= FIXED

    def test_every_id_a_definition_names_is_an_indicator(self) -> None:
        for item in CATALOGUE.values():
            named = [*item.companions, *(part for parts in item.breakdowns for part in parts)]
            if isinstance(item, Sum):
                named += item.parts
            if isinstance(item, Share):
                named += [item.numerator, item.denominator]
            if isinstance(item, Rate):
                named += [item.count, item.population]
            if isinstance(item, Change):
                named.append(item.of)
            assert set(named) <= set(CATALOGUE), item.id

    def test_what_misleads_alone_has_its_companion(self) -> None:
        assert CATALOGUE["deaths_per_new"].companions == ("deaths_per_new_two_weeks",)
        assert "mild_later_oxygen_share" in CATALOGUE["mild_share"].companions
        assert "adults_dose2_returned" in CATALOGUE["coverage_adults_dose2"].companions


class TestAMissingCount:
    def test_it_is_zero_where_a_list_of_names_would_show_a_row(self) -> None:
        assert place({}).value("active") == 0

    def test_it_is_unknown_where_nobody_reported(self) -> None:
        assert place({}).value("tests_done") is None
        assert place({}).value("level3") is None
        assert place({("levels_announced", "current"): 2.0}).value("level3") == 0

    def test_it_is_unknown_without_the_number_of_the_rule(self) -> None:
        assert place({("overdue", "current"): 3.0}).value("overdue") is None

    def test_a_share_of_nothing_is_unknown(self) -> None:
        assert place({}).value("home_share") is None


class TestFigure:
    def test_it_states_base_and_change_and_operands(self) -> None:
        figure = place(
            {
                ("active", "current"): 90362.0,
                ("care_home", "current"): 87398.0,
                ("active", "base"): 100.0,
                ("care_home", "base"): 50.0,
            }
        ).figure("home_share")
        assert (figure.numerator, figure.denominator) == (87398.0, 90362.0)
        assert figure.value == pytest.approx(96.72, abs=0.005) and figure.base == 50
        assert figure.change == pytest.approx(46.72, abs=0.005)

    def test_incidence_of_the_week_before_is_made_of_that_week(self) -> None:
        held = {
            ("new_linelist", "d7"): 30.0,
            ("new_linelist", "base"): 10.0,
            ("new_linelist", "before_base"): 4.0,
            ("new_linelist", "d14"): 40.0,
            ("population", "current"): 1000.0,
            ("population", "base"): 1000.0,
        }
        assert place(held).figure("incidence_7d").base == 1000
        assert place(held).figure("incidence_14d").base == 700

    def test_incidence_of_the_time_before_is_unknown_where_windows_do_not_fit(self) -> None:
        nine_days = standard(date(2022, 1, 16), date(2022, 1, 24))
        held = {
            ("new_linelist", "d7"): 30.0,
            ("new_linelist", "base"): 10.0,
            ("population", "current"): 1000.0,
            ("population", "base"): 1000.0,
        }
        figure = place(held, nine_days).figure("incidence_7d")
        assert figure.value == 3000 and figure.base is None


class TestMiddle:
    @given(st.lists(st.integers(-3, 9), min_size=1))
    def test_it_is_the_median_of_the_values_spread_out(self, values: list[int]) -> None:
        assert middle(Counter(values)) == statistics.median(values)

    def test_nothing_has_no_middle(self) -> None:
        assert middle({}) is None


class TestWindows:
    def test_all_earlier_windows_are_as_long_as_the_current_one(self) -> None:
        nine = standard(date(2022, 1, 16), date(2022, 1, 24))
        assert {w.days for w in nine[:4]} == {9}
        assert nine[1].end == date(2022, 1, 15) and nine[3].end == date(2022, 1, 10)

    def test_a_window_that_ends_before_it_starts_is_refused(self) -> None:
        with pytest.raises(ValueError, match="ends on 2022-03-05, before 2022-03-06"):
            Window("current", date(2022, 3, 6), date(2022, 3, 5))
