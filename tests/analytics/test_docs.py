"""The generated page of indicators."""

from __future__ import annotations

from pathlib import Path

from giaoban.analytics.catalogue import CATALOGUE
from giaoban.analytics.docs import indicators_markdown

SPECS = Path(__file__).parent.parent / "spec"


class TestIndicatorsMarkdown:
    def test_it_defines_every_indicator_in_a_row_of_eight_cells(self) -> None:
        lines = indicators_markdown().splitlines()
        for indicator in CATALOGUE.values():
            [row] = [line for line in lines if line.startswith(f"| `{indicator.id}` |")]
            assert row.count(" | ") == 7 and indicator.definition_vi in row

    def test_it_carries_the_worked_examples(self) -> None:
        page = indicators_markdown(SPECS)
        assert "### Beds are the latest return of each unit and source, not a sum over days" in page
