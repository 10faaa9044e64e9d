"""What must hold of any extract, whatever is in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from giaoban.analytics import engine
from giaoban.analytics.catalogue import CATALOGUE, leaves
from giaoban.analytics.contract.states import CARE, SEVERITY, TIER
from giaoban.analytics.definition import Median
from giaoban.analytics.figures import Place, places
from tests.analytics.generating import extracts
from tests.analytics.judging import PARAMS, WINDOWS, Rows, arrow, by_duckdb, compiled, complete
from tests.analytics.test_disagreement import EXAMPLES, SETTINGS

pytestmark = pytest.mark.slow

AGES = ("0_4", "5_11", "12_17", "18_49", "50_64", "65_plus", "unknown")


def total(place: Place, ids: list[str], window: str) -> float:
    return sum(place.value(indicator, window) or 0 for indicator in ids)


class TestSums:
    @SETTINGS
    @given(extracts())
    def test_parts_make_the_whole_in_every_window(self, rows: Rows) -> None:
        place = by_duckdb(complete(rows))["22"]
        for window in (w.name for w in WINDOWS):
            active = place.value("active", window)
            for kind, values in (("care", CARE), ("severity", SEVERITY), ("tier", TIER)):
                assert total(place, [f"{kind}_{v}" for v in (*values, "unknown")], window) == active
            assert total(place, [f"new_age_{a}" for a in AGES], window) == place.value("new_linelist", window)
            for indicator in CATALOGUE.values():
                for parts in indicator.breakdowns:
                    whole = place.value(indicator.id, window)
                    assert total(place, list(parts), window) == (whole or 0), indicator.id

    @SETTINGS
    @given(extracts())
    def test_districts_make_the_province_but_for_places_not_established(self, rows: Rows) -> None:
        whole = complete(rows)
        whole["returns"] = [row for row in whole["returns"] if row["unit"] != "22"]
        found = by_duckdb(whole)
        for indicator in ("new", "active", "deaths", "recovered", "admissions"):
            assert found["22"].value(indicator) == total(found["193"], [indicator], "current") + total(
                found["195"], [indicator], "current"
            )


class TestRecords:
    @settings(SETTINGS, max_examples=max(EXAMPLES // 4, 2))
    @given(extracts())
    def test_a_figure_is_the_sum_of_its_records(self, rows: Rows) -> None:
        con = engine.connect(threads=1)
        engine.open_extract(con, arrow(complete(rows)))
        counts = engine.compute(con, compiled(), WINDOWS, PARAMS)
        found = places(engine.roll_up(con, counts), WINDOWS, PARAMS)
        for name in [*compiled().records, *compiled().sums]:
            if isinstance(CATALOGUE[name], Median):
                continue
            said = found["22"].value(name) if "22" in found else None
            _, weight = engine.record_count(con, compiled().records_sql(name), "current", path="VN/22")
            assert weight == pytest.approx(said or 0), name

    def test_every_indicator_opens_to_rows_with_a_key(self) -> None:
        con = engine.connect(threads=1)
        engine.open_extract(con, arrow(complete({})))
        engine.ask(con, WINDOWS, PARAMS)
        for name in CATALOGUE:
            opened = engine.records(con, compiled().records_sql(name), "current")
            assert {"window", "unit", "weight"} <= set(opened.column_names), name
            assert leaves(name), name
