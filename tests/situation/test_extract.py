"""The parts of a snapshot: every row in one of them; a week without news is shared with the last snapshot."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow.parquet as pq
import pytest

from giaoban.intake.models import Batch
from giaoban.places.models import Unit
from giaoban.registry.models import Case
from giaoban.situation import actions, parts
from giaoban.situation.models import Evaluation
from tests.situation.conftest import END, NOW, add_case


@pytest.mark.slow
class TestParts:
    def test_every_case_lies_in_one_part_of_its_week(self, week: Evaluation) -> None:
        held = week.snapshot.manifest["cases"]
        found = [pq.read_table(parts.path(part["sha256"])) for part in held]
        assert sum(t.num_rows for t in found) == Case.objects.count() == sum(p["rows"] for p in held)
        weeks = [{day.isocalendar()[:2] for day in t["announced"].to_pylist()} for t in found]
        assert sorted(weeks, key=sorted) == [{(2022, 8)}, {(2022, 9)}]

    def test_a_part_has_the_columns_of_the_contract_and_no_other(self, week: Evaluation) -> None:
        part = week.snapshot.manifest["spells"][0]
        names = pq.read_table(parts.path(part["sha256"])).column_names
        assert names == ["case", "unit", "kind", "value", "from_date", "to_date"]

    def test_a_week_without_news_shares_its_part_with_the_last_snapshot(self, week: Evaluation) -> None:
        add_case(Unit.objects.get(code="06778"), 40, Batch.objects.get(), announced=END)
        later = actions.freeze(by=None, known_at=NOW + timedelta(hours=1), on=END)
        then, now = ([p["sha256"] for p in s.manifest["cases"]] for s in (week.snapshot, later))
        assert len(set(then) & set(now)) == 1
        kept = pq.read_table(parts.path((set(then) & set(now)).pop()))
        assert max(kept["announced"].to_pylist()) < date(2022, 2, 28)
