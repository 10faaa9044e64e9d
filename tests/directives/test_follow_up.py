"""The next briefing tells what became of the conclusions: the reports, and what the figures say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from giaoban.briefing.models import Briefing, Section
from giaoban.directives import actions, queries
from giaoban.directives.models import Conclusion, Task
from giaoban.directives.queries import measures
from giaoban.kernel import clock
from giaoban.places.models import Unit
from tests.clock import FakeClock
from tests.directives.conftest import active, drafted, frozen

Next = Callable[..., Briefing]


@pytest.fixture
def week_later(conclusion: Conclusion, fake_clock: FakeClock) -> None:
    """Phường Một has answered, Phường Hai is stuck, Xã Ba has not even received."""
    one, two, _ = conclusion.tasks.order_by("unit__code")
    fake_clock.set(datetime(2022, 3, 9, 9, 0))
    actions.answer(by=None, task=one, note="Xong", value=70.0)
    actions.stuck(by=None, task=two, note="Thiếu sinh phẩm.")
    fake_clock.set(datetime(2022, 3, 14, 7, 0))


class TestFollowUp:
    def test_it_counts_what_was_given_received_done_late_and_stuck(
        self, week_later: None, next_briefing: Next
    ) -> None:
        (told,) = queries.follow_up(next_briefing(u22=250, u06778=70, u06781=80, u06790=100), clock.now())
        assert (told.given, told.received, told.done, told.late, told.stuck) == (3, 2, 1, 2, 1)
        assert told.obstacles == [("UBND phường Hai", "Thiếu sinh phẩm.")]

    def test_the_measure_goes_from_the_meetings_figures_to_the_new_ones(
        self, week_later: None, next_briefing: Next
    ) -> None:
        (told,) = queries.follow_up(next_briefing(u22=250, u06778=70, u06781=80, u06790=100), clock.now())
        (path,) = told.paths
        assert (path.indicator, path.then, path.now) == ("active", 300.0, 250.0)
        # targets are 80, 64 and 96: only Phường Một is below its own
        assert (path.reached, path.decided) == (1, 3)

    def test_the_meetings_own_briefing_does_not_follow_itself_up(
        self, conclusion: Conclusion, briefing: Briefing
    ) -> None:
        assert queries.follow_up(briefing, clock.now()) == []

    def test_a_district_is_told_of_its_own_units_only(self, tree: dict[str, Unit], week_later: None) -> None:
        week = frozen(
            date(2022, 3, 7), date(2022, 3, 13), active(u196=100, u06790=90), datetime(2022, 3, 13, 16, 0)
        )
        (told,) = queries.follow_up(drafted(week, tree["196"], "196-2022W10-2"), clock.now())
        assert (told.given, told.received) == (1, 0)
        assert told.paths[0].then == 120.0

    def test_what_was_finished_before_the_week_is_not_told_again(
        self, conclusion: Conclusion, tree: dict[str, Unit], fake_clock: FakeClock
    ) -> None:
        for task in conclusion.tasks.all():
            actions.answer(by=None, task=task, note="Xong")
        actions.sign_off_all(by=None, conclusion=conclusion)
        later = frozen(date(2022, 3, 14), date(2022, 3, 20), active(u22=1), datetime(2022, 3, 20, 16, 0))
        assert queries.follow_up(drafted(later, tree["22"], "22-2022W11-3"), clock.now()) == []


class TestAddFollowUp:
    def test_it_writes_the_section_once_and_it_stays(
        self, week_later: None, next_briefing: Next, fake_clock: FakeClock
    ) -> None:
        briefing = next_briefing(u22=250, u06778=70, u06781=80, u06790=100)
        section = actions.add_follow_up(by=None, briefing=briefing)
        assert section is not None
        first, figures, obstacles = section.content["paragraphs"]
        assert "1 kết luận" in first and "3 nhiệm vụ" in first and "quá hạn 2" in first
        assert "khi giao 300, kỳ này 250; 1 trong 3 đơn vị" in figures
        assert obstacles == "Vướng mắc: UBND phường Hai: Thiếu sinh phẩm."
        table = section.content["table"]
        assert [len(row) for row in table["rows"]] == [len(table["columns"])]
        assert table["rows"][0][1:6] == [3, 2, 1, 2, 1]
        assert table["rows"][0][6] == "Ca đang quản lý, điều trị: 300 → 250"
        fake_clock.advance(days=1)
        actions.add_follow_up(by=None, briefing=briefing)
        assert Section.objects.get(briefing=briefing, key="follow_up").content == section.content

    def test_without_conclusions_there_is_no_section(self, briefing: Briefing) -> None:
        assert actions.add_follow_up(by=None, briefing=briefing) is None
        assert not Section.objects.exists()


class TestMeasures:
    def test_the_newest_comparable_figures_are_of_the_same_length(
        self, task: Task, next_briefing: Next
    ) -> None:
        start = task.start_evaluation
        assert measures.newest(like=start) == start
        frozen(date(2022, 3, 8), date(2022, 3, 8), active(u22=9), datetime(2022, 3, 8, 16, 0))  # a day
        assert measures.newest(like=start) == start
        week = next_briefing(u22=250, u06778=70).evaluation
        assert measures.newest(like=start) == week
        assert measures.newest_of([task])[task.pk] == (week, 70.0)

    def test_a_unit_without_records_has_no_value_not_zero(self, task: Task) -> None:
        assert measures.values(task.start_evaluation, "positivity", ["06778"]) == {"06778": None}
        assert measures.values(None, "active", ["06778"]) == {"06778": None}
