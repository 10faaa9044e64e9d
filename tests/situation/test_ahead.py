"""What figures are opened from is there before the first who opens one."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from pytest_django import Settings

from giaoban.analytics.shared import SHARED
from giaoban.situation import ahead, opening, parts, prepared
from giaoban.situation.models import Evaluation

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def kept() -> set[str]:
    return {file.name for file in prepared._folder().iterdir()}


class TestWorkingAhead:
    def test_it_knows_the_tables_by_their_names(self) -> None:
        assert set(ahead.TABLES) <= set(SHARED)

    def test_a_figure_then_opens_without_more_work(self, week: Evaluation) -> None:
        ahead.tables(week)
        before = kept()
        assert opening.records(week, "new", "VN/22").total == 17
        assert opening.records(week, "active", "VN/22").total == 18
        assert kept() == before

    def test_it_tells_the_same_as_without_it(self, week: Evaluation) -> None:
        before = opening.records(week, "new", "VN/22").rows
        ahead.tables(week)
        assert opening.records(week, "new", "VN/22").rows.equals(before)

    def test_a_part_that_is_gone_is_logged_and_stops_nobody(
        self, week: Evaluation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said: list[str] = []
        monkeypatch.setattr(ahead.log, "exception", lambda text, *given: said.append(text % given))
        monkeypatch.setattr(prepared, "table", lambda *given: parts.path("of a part that is gone"))
        ahead.tables(week)
        assert said == [f"evaluation {week.id} was not worked out ahead"]

    def test_a_page_read_twice_begins_it_once(
        self, week: Evaluation, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun: list[Evaluation] = []
        monkeypatch.setattr(
            ahead, "_thread", lambda: SimpleNamespace(submit=lambda _, one: begun.append(one))
        )
        settings.GIAOBAN_WORK_AHEAD = True
        ahead._begun.cache_clear()
        ahead.work_out(week.id)
        ahead.work_out(week.id)
        ahead._begun.cache_clear()
        assert begun == [week]
