"""Every figure of a briefing opens to its records, whatever table it is counted in."""

from __future__ import annotations

import pytest

from giaoban.analytics.catalogue import CATALOGUE
from giaoban.situation import frozen
from giaoban.situation import queries as situation
from tests.briefing.conftest import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class TestOpeningAFigure:
    def test_shows_the_rows_that_make_it(self, world: World) -> None:
        """One figure of each set of tables: the others are filters over the same."""
        evaluation = world.now.evaluation
        sql = frozen.compiled(evaluation.snapshot.sql)
        one_of = {tuple(sql.form(name)[1]): name for name in sorted(CATALOGUE)}
        stated = {figure["id"]: figure for figure in world.now.figures}
        for name in one_of.values():
            opened = situation.records(evaluation, name, world.units["22"].path, limit=50)
            assert opened.total == stated[name]["records"], name
            assert opened.rows.num_rows == min(opened.total, 50), name
