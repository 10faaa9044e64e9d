"""The worked examples of the indicators, on both engines."""

from __future__ import annotations

import pytest

from tests.analytics.judging import by_duckdb, by_reference, complete
from tests.spec.reading import Spec, specs

SPECS = list(specs())


@pytest.mark.slow
@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: f"{spec.file}: {spec.claim}")
class TestWorkedExample:
    def test_it_expects_something(self, spec: Spec) -> None:
        assert spec.tables and spec.expected

    def test_it_holds_on_duckdb(self, spec: Spec) -> None:
        found = by_duckdb(complete(spec.tables), only={row[0] for row in spec.expected})
        for indicator, place, window, expected in spec.expected:
            said = found[place].value(indicator, window)
            assert said == pytest.approx(expected), (indicator, place, window)

    def test_it_holds_on_the_reference_engine(self, spec: Spec) -> None:
        rows = complete(spec.tables)
        for indicator, place, window, expected in spec.expected:
            said = by_reference(rows, indicator, place, window)
            assert said == pytest.approx(expected), (indicator, place, window)
