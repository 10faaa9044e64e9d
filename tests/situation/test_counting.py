"""How many rows a figure says stand behind it, and what a level is judged by."""

from __future__ import annotations

import pytest

from giaoban.analytics import figures
from giaoban.situation import frozen, levels, queries
from giaoban.situation.counting import counts_of
from giaoban.situation.models import Evaluation
from tests.situation.conftest import COMMUNES, END, START

pytestmark = pytest.mark.slow

ONE_OF_EACH_KIND = [
    "new", "new_change", "deaths", "active", "home_share", "positivity", "beds", "beds_free", "adults",
    "reporting_delay", "level3", "communes",
]  # fmt: skip


class TestRecordCount:
    @pytest.mark.slow
    @pytest.mark.parametrize("path", ["VN/22", "VN/22/195"])
    def test_it_says_as_many_rows_as_open(self, week: Evaluation, path: str) -> None:
        said = queries.record_count(week, path, ONE_OF_EACH_KIND)
        opened = {name: queries.records(week, name, path).total for name in ONE_OF_EACH_KIND}
        assert said == opened
        assert sum(n > 0 for n in said.values()) > len(said) / 2

    def test_returns_count_as_rows_and_not_by_their_value(self, week: Evaluation) -> None:
        assert queries.record_count(week, "VN/22", ["tests_done"]) == {"tests_done": 2}
        assert queries.figures_of(week, ["22"])["22"].value("tests_done") == 80

    def test_a_sum_has_the_cases_and_the_returns_of_places_without_cases(self, week: Evaluation) -> None:
        cases = queries.record_count(week, "VN/22", ["new_linelist"])["new_linelist"]
        assert cases == 16
        assert queries.record_count(week, "VN/22", ["new"])["new"] == cases + 1


class TestLevels:
    def test_what_they_are_judged_by_is_all_they_read(
        self, week: Evaluation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        windows = frozen.standard(START, END)
        units: list[levels.UnitRow] = [("22", "province", "VN/22", 9000)]
        units += [("195", "district", "VN/22/195", 6000)]
        units += [(code, "commune", f"VN/22/195/{code}", 3000) for code in COMMUNES]
        given = (counts_of(week, [u[0] for u in units]), units, windows, week.params, END)
        narrow = levels.of_units(*given)
        monkeypatch.setattr(levels, "_places", figures.places)
        assert narrow == levels.of_units(*given)
        assert narrow["06778"]["announced"] == 3
