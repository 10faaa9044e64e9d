"""State rows that people write one by one: followed, never changed, the list shows the newest."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.kernel.models import AuditEvent
from giaoban.places.models import Unit
from giaoban.registry.actions import record_states
from giaoban.registry.models import Case
from tests.registry.taking import HEADER, ROW, Take

TODAY, BEFORE = date(2022, 3, 7), date(2022, 3, 6)


@pytest.fixture
def case(take: Take) -> Case:
    take(HEADER, ROW)
    return Case.objects.get()


class TestRecordStates:
    def test_the_newest_stands_on_the_list(self, case: Case, places: dict[str, Unit]) -> None:
        record_states(by=None, case=case, values={"care": "hospital", "tier": "3"}, on=TODAY)
        found = Case.objects.get()
        assert (found.care, found.tier) == ("hospital", "3")

    def test_what_stands_already_adds_no_row_and_no_audit(self, case: Case) -> None:
        record_states(by=None, case=case, values={"tier": "3"}, on=TODAY)
        assert record_states(by=None, case=case, values={"tier": "3"}, on=TODAY) == []
        assert AuditEvent.objects.filter(action="registry.record_states").count() == 1

    def test_told_late_it_adds_to_the_past_and_leaves_the_newest(self, case: Case) -> None:
        record_states(by=None, case=case, values={"tier": "3"}, on=TODAY)
        record_states(by=None, case=case, values={"tier": "2"}, on=BEFORE)
        assert Case.objects.get().tier == "3"
        assert case.states.filter(kind="tier", value="2").exists()
