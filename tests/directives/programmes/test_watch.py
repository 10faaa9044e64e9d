"""Who is watched by a frozen week, since when, and the plan of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from giaoban.directives.lines import TaskLine
from giaoban.directives.programmes.actions import watch as actions
from giaoban.directives.programmes.models import WatchPlan
from giaoban.directives.programmes.queries import watch as queries
from giaoban.kernel.errors import UserError
from giaoban.places.models import AnnouncedLevel, Unit
from giaoban.policy.watch import limits
from giaoban.situation.models import Evaluation
from tests.directives.conftest import SUNDAY
from tests.directives.programmes.conftest import week_of

Tree = dict[str, Unit]
SignIn = Callable[[str, str], Client]


@pytest.fixture
def week(tree: Tree) -> Evaluation:
    """Phường Một twice as many in a week; Phường Hai grew four weeks ago and has calmed; Xã Ba is silent."""
    return week_of(
        tree, SUNDAY, {"06790": {}},
        {"06778": {0: 20, 8: 10}, "06781": {10: 5, 22: 30, 30: 5}},
    )  # fmt: skip


class TestTheList:
    def test_it_names_the_reason_the_doubling_and_the_day(self, week: Evaluation) -> None:
        held = queries.watch_list("VN/22")
        assert held is not None
        first, second = held.on_list
        assert (first.code, first.reasons, first.rank, first.doubling) == ("06778", ("growth",), 1, 7.0)
        assert first.since == date(2022, 2, 26) and first.incidence == 200.0  # its first ten came that day
        assert (second.code, second.reasons, second.rank) == ("06790", ("not_reported",), 3)

    def test_who_has_no_reason_left_waits_apart(self, tree: Tree) -> None:
        week_of(tree, SUNDAY, {"06790": {}}, {"06778": {0: 14, 3: 10, 8: 20, 12: 4}})
        held = queries.watch_list("VN/22")
        assert held is not None
        assert "06778" not in {c.code for c in held.on_list}
        assert [(c.code, c.reasons) for c in held.waiting] == [("06778", ())]

    def test_a_commune_with_cases_is_not_silent_whoever_sent_them(self) -> None:
        rule = queries.rule_on(SUNDAY, "VN/22")
        assert rule is not None
        held = limits(rule, SUNDAY)
        assert queries._days([3.0] * 14, SUNDAY, held, True, [])[-1].reported is True
        assert queries._days([3.0] * 7 + [0.0] * 7, SUNDAY, held, True, [])[-1].reported is False

    def test_who_left_is_named_with_the_day(self, week: Evaluation) -> None:
        held = queries.watch_list("VN/22")
        assert held is not None
        (left,) = held.left
        # 4 February: cases again after long silence; 12 February: 30 against 5. From the 19th on fewer than
        # the week before and no reason left: the seventh such day is the 25th
        assert (left.code, left.since, left.left) == ("06781", date(2022, 2, 4), date(2022, 2, 25))

    def test_a_raised_level_is_a_reason_as_far_as_it_was_known(self, tree: Tree, week: Evaluation) -> None:
        for level, day in ((2, 1), (3, 4)):
            AnnouncedLevel.objects.create(
                unit=tree["06781"], level=level, number=f"{level}/QĐ", issuer="UBND tỉnh",
                effective_at=datetime(2022, 3, day), recorded_at=datetime(2022, 3, day),
            )  # fmt: skip
        AnnouncedLevel.objects.create(
            unit=tree["06781"], level=4, number="4/QĐ", issuer="UBND tỉnh",
            effective_at=datetime(2022, 3, 6), recorded_at=datetime(2022, 3, 7),
        )  # fmt: skip
        held = queries.watch_list("VN/22")
        assert held is not None
        mine = next(c for c in held.on_list if c.code == "06781")
        assert mine.reasons == ("level",)
        assert mine.raised is not None and (mine.raised.before, mine.raised.level) == (2, 3)

    def test_a_district_is_told_of_its_own(self, week: Evaluation) -> None:
        held = queries.watch_list("VN/22/196")
        assert held is not None
        assert held.communes == 1 and [c.code for c in held.on_list] == ["06790"]

    def test_cases_after_long_silence_count_the_silent_days(self) -> None:
        assert queries._silence([0, 20], 20) == 19
        assert queries._silence([20], 20) == 20
        assert queries._silence([18, 20], 20) == 18
        assert queries._silence([5], 20) == 0


class TestThePlan:
    def line(self, unit: Unit, text: str = "Rà soát") -> TaskLine:
        return TaskLine(text=text, whom="unit", role="commune", unit=unit, due_at=datetime(2022, 3, 9, 17))

    def test_measures_are_tasks_and_more_of_them_join_the_same_plan(
        self, tree: Tree, week: Evaluation
    ) -> None:
        unit = tree["06778"]
        for text in ("Rà soát", "Xét nghiệm"):
            plan = actions.plan_measures(by=None, place=tree["22"], unit=unit, lines=[self.line(unit, text)])
        assert WatchPlan.objects.get() == plan
        assert (plan.since, plan.reasons) == (date(2022, 2, 26), ["growth"])
        assert plan.conclusion.tasks.count() == 2

    def test_a_commune_off_the_list_gets_none(self, tree: Tree, week: Evaluation) -> None:
        unit = tree["06781"]
        with pytest.raises(UserError) as refused:
            actions.plan_measures(by=None, place=tree["22"], unit=unit, lines=[self.line(unit)])
        assert refused.value.code == "not_watched"


class TestPages:
    def test_the_list_says_why_in_words_and_opens(self, week: Evaluation, sign_in: SignIn) -> None:
        page = sign_in("office", "22").get("/nhiem-vu/xa-theo-doi/").text
        assert "7 ngày tăng 100% so với 7 ngày trước, gấp đôi sau 7,0 ngày" in page
        assert f"/nhiem-vu/so-lieu/{week.pk}/new/?place=06778" in page
        assert page.index("Phường Một") < page.index("Xã Ba")
        assert "chưa đối chiếu bản gốc" in page  # the thresholds are guesses, and the page says so

    def test_a_measure_is_given_on_the_communes_page(
        self, tree: Tree, week: Evaluation, sign_in: SignIn
    ) -> None:
        client = sign_in("office", "22")
        typed = {"text": "Rà soát", "role": "commune", "due": "trong 3 ngày", "goal": "giảm 20%"}
        client.post("/nhiem-vu/xa-theo-doi/06778/", typed)
        task = WatchPlan.objects.get().conclusion.tasks.get()
        assert (task.measure, task.direction, task.target_change) == ("new", "down", -20.0)
        up = client.post("/nhiem-vu/xa-theo-doi/06778/", {**typed, "goal": "tăng 20%"})
        assert up.status_code == 422 and "phải giảm" in up.text

    @pytest.mark.parametrize(("role", "code", "status"), [("office", "24", 404), ("commune", "06781", 404),
                                                          ("companion", "22", 403),
                                                          ("partner", "22", 403)])  # fmt: skip
    def test_from_the_wrong_place_a_commune_does_not_exist(
        self, week: Evaluation, sign_in: SignIn, role: str, code: str, status: int
    ) -> None:
        assert sign_in(role, code).get("/nhiem-vu/xa-theo-doi/06778/").status_code == status
