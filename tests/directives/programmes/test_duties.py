"""What programmes put into today's worklist, and into whose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from giaoban.accounts import queries as accounts
from giaoban.accounts.duty import Duty
from giaoban.accounts.models import User
from giaoban.directives.lines import TaskLine
from giaoban.directives.programmes.actions import inspections, targets
from giaoban.directives.programmes.queries.duties import duties
from giaoban.places.models import Unit
from giaoban.situation.models import Evaluation

Tree = dict[str, Unit]
Line = Callable[..., TaskLine]
NOW = datetime(2022, 3, 10, 8, 0)


@pytest.fixture
def of(person: Callable[..., User]) -> Callable[[str, str], list[Duty]]:
    def found(role: str, code: str) -> list[Duty]:
        scope = accounts.scope_of(person(role, code), NOW.date())
        assert scope is not None
        return list(duties(scope, NOW))

    return found


class TestATargetBehindItsPath:
    @pytest.fixture(autouse=True)
    def target(self, tree: Tree, week_8: Evaluation, week_9: Evaluation) -> None:
        targets.set_target(
            by=None, place=tree["22"], text="Giảm 30%", measure="active", direction="down",
            due_on=date(2022, 3, 31), start=week_8, each=True, target_change=-30.0,
        )  # fmt: skip

    def test_is_work_of_who_set_it_with_the_number_of_places(self, of: Any) -> None:
        (duty,) = of("office", "22")
        assert (duty.kind, duty.title, duty.detail) == (
            "target_behind", "Chỉ tiêu: Giảm 30%", "1 nơi chậm so với lộ trình",
        )  # fmt: skip

    def test_is_work_of_the_place_that_lags_and_of_no_other(self, of: Any) -> None:
        assert [d.detail for d in of("commune", "06781")] == ["chậm so với lộ trình"]
        assert of("commune", "06778") == [] and of("partner", "22") == []


class TestAVisit:
    def visit(self, tree: Tree, on: date = date(2022, 3, 7)) -> Any:
        return inspections.plan_visit(
            by=None, place=tree["22"], unit=tree["06778"], on=on, team="Đoàn số 1", theme="F0 tại nhà"
        )

    def test_past_its_day_waits_for_its_result(self, tree: Tree, of: Any) -> None:
        self.visit(tree)
        (duty,) = of("office", "22")
        assert duty.detail == "đã qua ngày kiểm tra, chưa ghi kết quả"
        assert of("commune", "06778") == []

    def test_counts_findings_nobody_has_to_repair(self, tree: Tree, of: Any, repair: Line) -> None:
        visit = self.visit(tree)
        inspections.record_finding(by=None, visit=visit, text="a", severity="grave")
        inspections.record_finding(by=None, visit=visit, text="b", severity="minor", repair=repair())
        (duty,) = of("office", "22")
        assert (duty.detail, duty.severity.name) == ("1 phát hiện chưa giao khắc phục", "RISK")

    def test_leaves_the_list_when_every_finding_has_its_repair(
        self, tree: Tree, of: Any, repair: Line
    ) -> None:
        visit = self.visit(tree)
        inspections.record_finding(by=None, visit=visit, text="a", severity="minor", repair=repair())
        assert of("office", "22") == []
