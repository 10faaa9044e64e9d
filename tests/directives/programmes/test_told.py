"""The next briefing names what is behind, open, due and watched, each with its records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from giaoban.briefing.models import Section
from giaoban.directives.lines import TaskLine
from giaoban.directives.programmes.actions import inspections, targets
from giaoban.directives.programmes.actions.told import add_programmes
from giaoban.places.models import Unit
from giaoban.situation.models import Evaluation
from tests.directives.conftest import SUNDAY, drafted
from tests.directives.programmes.conftest import week_of

Tree = dict[str, Unit]


class TestAddProgrammes:
    def test_each_kind_has_its_sentence_and_its_lines(
        self, tree: Tree, week_8: Evaluation, repair: Callable[..., TaskLine]
    ) -> None:
        targets.set_target(
            by=None, place=tree["22"], text="Không quá 150 ca", measure="active", direction="down",
            due_on=date(2022, 3, 31), start=week_8, target=150.0,
        )  # fmt: skip
        visit = inspections.plan_visit(
            by=None, place=tree["22"], unit=tree["06778"], on=date(2022, 3, 4), team="x", theme="y"
        )
        inspections.record_finding(by=None, visit=visit, text="Sổ thiếu", severity="grave", repair=repair())
        week = week_of(
            tree, SUNDAY, {"22": {"active": 290.0}, "06781": {}, "06790": {}}, {"06778": {0: 20, 8: 10}}
        )
        section = add_programmes(by=None, briefing=drafted(week, tree["22"], "22-2022W09-2"))
        assert section is not None
        goals, findings, watched = section.content["paragraphs"]
        assert goals == "1 chỉ tiêu đang thực hiện, 1 chỉ tiêu có nơi chậm lộ trình (1 nơi)."
        assert findings == "1 phát hiện của 1 cuộc kiểm tra chưa khắc phục xong."
        assert watched.startswith("3 trong 3 xã") and "1 xã ở mức khẩn" in watched
        rows = section.content["table"]["rows"]
        assert [row[0].split(":")[0] for row in rows] == [
            "Chỉ tiêu",
            "Kiểm tra ngày 04/3/2022",
            "Xã cần theo dõi",
        ]
        assert [row[-1] for row in rows] == [290, 1, 20]

    def test_with_nothing_running_there_is_no_section(self, tree: Tree) -> None:
        week = week_of(
            tree, SUNDAY, {}, {code: dict.fromkeys(range(70), 1) for code in ("06778", "06781", "06790")}
        )
        assert add_programmes(by=None, briefing=drafted(week, tree["22"], "22-2022W09-2")) is None
        assert not Section.objects.exists()
