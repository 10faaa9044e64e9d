"""No conclusion without its tasks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from giaoban.accounts.models import User
from giaoban.briefing.models import Briefing
from giaoban.directives import actions
from giaoban.directives.models import Conclusion, Task, TaskStatus
from giaoban.kernel.errors import UserError
from giaoban.kernel.models import AuditEvent
from giaoban.places.models import Unit
from tests.directives.conftest import DUE, line
from tests.directives.tree import unit

Person = Callable[..., User]
Tree = dict[str, Unit]


class TestConclude:
    def test_a_conclusion_without_tasks_is_refused_and_leaves_nothing(self, tree: Tree) -> None:
        with pytest.raises(UserError, match="nhiệm vụ nào"):
            actions.conclude(by=None, text="Quyết liệt hơn nữa.", place=tree["22"], lines=[])
        assert not Conclusion.objects.exists()

    def test_without_words_it_is_refused(self, tree: Tree) -> None:
        with pytest.raises(UserError, match="Thiếu nội dung"):
            actions.conclude(by=None, text="  ", place=tree["22"], lines=[line()])

    def test_a_wrong_line_undoes_the_whole_conclusion(self, tree: Tree) -> None:
        with pytest.raises(UserError):
            actions.conclude(
                by=None, text="Kết luận.", place=tree["22"], lines=[line(), line(role="district")]
            )
        assert not Conclusion.objects.exists() and not Task.objects.exists()

    def test_each_commune_gets_one_task_given_by_the_place(self, conclusion: Conclusion) -> None:
        given = conclusion.tasks.order_by("unit__code")
        assert [t.unit.code for t in given] == ["06778", "06781", "06790"]
        assert {(t.giver.code, t.state, t.due_at) for t in given} == {("22", "given", DUE)}
        assert given[0].body == "UBND phường Một"

    def test_every_task_begins_with_a_status_row(self, conclusion: Conclusion) -> None:
        rows = TaskStatus.objects.filter(task__conclusion=conclusion)
        assert {(r.seq, r.move, r.state, r.due_at) for r in rows} == {(1, "given", "given", DUE)}
        assert rows.count() == 3

    def test_the_audit_says_how_many(self, conclusion: Conclusion) -> None:
        assert AuditEvent.objects.get(subject=f"conclusion:{conclusion.pk}").data == {"tasks": 3}

    def test_each_district_and_one_named_unit_can_be_addressed(self, tree: Tree) -> None:
        made = actions.conclude(
            by=None, text="Kết luận.", place=tree["22"],
            lines=[line("districts", "district"), line("unit", "station", unit=tree["06790"])],
        )  # fmt: skip
        assert sorted(made.tasks.values_list("body", flat=True)) == [
            "Trạm Y tế xã Ba",
            "UBND huyện Mẫu",
            "UBND thành phố Mẫu",
        ]

    def test_a_unit_of_another_province_cannot_be_addressed(self, tree: Tree) -> None:
        with pytest.raises(UserError, match="không thuộc địa bàn"):
            actions.conclude(
                by=None, text="Kết luận.", place=tree["22"],
                lines=[line("unit", "commune", unit=tree["07000"])],
            )  # fmt: skip

    @pytest.mark.parametrize(
        ("role", "code", "may"),
        [
            ("leader", "22", True),
            ("office", "22", True),
            ("analyst", "22", False),
            ("district", "195", False),
            ("office", "24", False),  # concludes for its own province only
        ],
    )
    def test_it_asks_for_the_act_at_the_place(
        self, tree: Tree, person: Person, role: str, code: str, may: bool
    ) -> None:
        def conclude() -> Any:
            return actions.conclude(by=person(role, code), text="K.", place=tree["22"], lines=[line()])

        if may:
            assert conclude().tasks.count() == 3
        else:
            with pytest.raises(UserError, match="không làm được"):
                conclude()

    def test_the_same_conclusion_is_taken_once_until_it_is_withdrawn(self, tree: Tree) -> None:
        def conclude() -> Conclusion:
            return actions.conclude(by=None, text="K.", place=tree["22"], lines=[line()])

        first = conclude()
        with pytest.raises(UserError, match="đã được ghi"):
            conclude()
        actions.withdraw_all(by=None, conclusion=first, note="Ghi nhầm hạn")
        assert conclude().tasks.count() == 3


class TestTheMeasure:
    def test_each_unit_starts_from_its_own_value_in_the_briefing(self, conclusion: Conclusion) -> None:
        starts = dict(conclusion.tasks.values_list("unit__code", "start_value"))
        assert starts == {"06778": 100.0, "06781": 80.0, "06790": 120.0}

    def test_without_a_briefing_it_starts_from_the_newest_figures(
        self, tree: Tree, briefing: Briefing
    ) -> None:
        made = actions.conclude(
            by=None, text="K.", place=tree["22"],
            lines=[line(measure="active", direction="down", target=50.0)],
        )  # fmt: skip
        assert made.tasks.get(unit__code="06790").start_value == 120.0

    def test_without_any_figures_the_start_is_unknown_not_zero(self, tree: Tree) -> None:
        made = actions.conclude(
            by=None, text="K.", place=tree["22"],
            lines=[line(measure="active", direction="down", target=50.0)],
        )  # fmt: skip
        assert set(made.tasks.values_list("start_value", flat=True)) == {None}

    @pytest.mark.parametrize(
        "wrong",
        [
            {"measure": "happiness", "direction": "up", "target": 1.0},
            {"measure": "active", "direction": "up"},
            {"measure": "active", "target": 1.0},
            {"measure": "active", "direction": "sideways", "target": 1.0},
        ],
    )
    def test_a_measure_without_direction_and_target_is_refused(self, tree: Tree, wrong: Any) -> None:
        with pytest.raises(UserError):
            actions.conclude(by=None, text="K.", place=tree["22"], lines=[line(**wrong)])


class TestCascade:
    def test_each_of_177_communes_has_its_task(self, tree: Tree) -> None:
        Unit.objects.bulk_create(unit(f"9{n:04}", "commune", f"Xã Số {n}", tree["196"]) for n in range(174))
        made = actions.conclude(by=None, text="K.", place=tree["22"], lines=[line()])
        assert made.tasks.count() == 177 == TaskStatus.objects.count()

    def test_the_number_of_queries_does_not_grow_with_the_communes(
        self, tree: Tree, django_assert_max_num_queries: Any
    ) -> None:
        Unit.objects.bulk_create(unit(f"9{n:04}", "commune", f"Xã Số {n}", tree["196"]) for n in range(30))
        with django_assert_max_num_queries(9):
            actions.conclude(by=None, text="K.", place=tree["22"], lines=[line()])

    def test_a_district_makes_its_task_concrete_for_its_communes(self, tree: Tree, person: Person) -> None:
        made = actions.conclude(by=None, text="K.", place=tree["22"], lines=[line("districts", "district")])
        parent = made.tasks.get(unit=tree["195"])
        parts = actions.cascade(by=person("district", "195"), conclusion=made, line=line(), parent=parent)
        assert [(p.unit.code, p.giver.code, p.parent_id) for p in parts] == [
            ("06778", "195", parent.pk),
            ("06781", "195", parent.pk),
        ]

    def test_a_district_does_not_give_work_beside_it(self, tree: Tree, person: Person) -> None:
        made = actions.conclude(by=None, text="K.", place=tree["22"], lines=[line("districts", "district")])
        with pytest.raises(UserError, match="không làm được"):
            actions.cascade(
                by=person("district", "195"), conclusion=made, line=line(),
                parent=made.tasks.get(unit=tree["196"]),
            )  # fmt: skip
