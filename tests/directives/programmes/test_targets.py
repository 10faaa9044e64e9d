"""Targets over frozen weeks: set, followed, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from giaoban.accounts import queries as accounts
from giaoban.accounts.models import User
from giaoban.directives.programmes.actions import targets as actions
from giaoban.directives.programmes.models import Target
from giaoban.directives.programmes.queries import targets as queries
from giaoban.kernel.errors import UserError
from giaoban.kernel.models import AuditEvent
from giaoban.places.models import Unit
from giaoban.situation.models import Evaluation

Tree = dict[str, Unit]
SignIn = Callable[[str, str], Client]
DUE = date(2022, 3, 31)


@pytest.fixture
def each(tree: Tree, week_8: Evaluation) -> Target:
    """Each commune shall bring its active cases down by 30 per cent."""
    return actions.set_target(
        by=None, place=tree["22"], text="Giảm 30%", measure="active", direction="down", due_on=DUE,
        start=week_8, each=True, target_change=-30.0,
    )  # fmt: skip


class TestSetting:
    def test_each_commune_has_its_own_start_and_goal(self, each: Target) -> None:
        held = {p.unit.code: (p.start_value, p.goal) for p in each.places.select_related("unit")}
        assert held == {"06778": (100, 70), "06781": (80, 56), "06790": (120, 84)}
        assert AuditEvent.objects.get(action="directives.set_target").data == {"places": 3}

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"measure": "khong-co"}, "measure_unknown"),
            ({"target": None}, "target_incomplete"),
            ({"target": 300.0}, "target_reached"),
            ({"due_on": date(2022, 3, 1)}, "deadline_past"),
            ({"milestones": [(DUE, 250.0)]}, "target_milestone_day"),
            ({"target": None, "target_change": -10.0, "milestones": [(date(2022, 3, 9), 1.0)]},
             "milestones_relative"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_followed_is_refused(
        self, tree: Tree, week_8: Evaluation, change: dict[str, object], code: str
    ) -> None:
        given = {"place": tree["22"], "text": "x", "measure": "active", "direction": "down", "due_on": DUE,
                 "start": week_8, "target": 200.0}  # fmt: skip
        with pytest.raises(UserError) as refused:
            actions.set_target(by=None, **{**given, **change})  # type: ignore[arg-type]
        assert refused.value.code == code and not Target.objects.exists()

    def test_a_station_sets_none(self, tree: Tree, week_8: Evaluation, person: Callable[..., User]) -> None:
        with pytest.raises(UserError, match="không làm được"):
            actions.set_target(
                by=person("station", "06778"), place=tree["06778"], text="x", measure="active",
                direction="down", due_on=DUE, start=week_8, target=1.0,
            )  # fmt: skip

    def test_taken_back_it_stays_readable_with_its_reason(self, each: Target) -> None:
        actions.withdraw_target(by=None, target=each, why="Thay bằng chỉ tiêu mới")
        each.refresh_from_db()
        assert each.withdrawn_why == "Thay bằng chỉ tiêu mới"
        with pytest.raises(UserError) as refused:
            actions.withdraw_target(by=None, target=each, why="lần nữa")
        assert refused.value.code == "withdrawn_already"


class TestFollowing:
    def test_a_new_week_tells_each_commune_against_its_path(self, each: Target, week_9: Evaluation) -> None:
        told = queries.told(each, queries.newest(each))
        found = {line.place.unit.code: line.standing.verdict for line in told.lines}
        # asked by 6 March: 100 → 93.4, 80 → 74.8; Xã Ba has no figure at all in that week, counted as nought
        assert told.evaluation == week_9
        assert found["06778"] == "reached" and found["06781"] == "behind"
        assert told.lines[0].place.unit.code == "06781"
        assert told.lines[0].standing.gap == pytest.approx(80 - (80 - 24 * 7 / 32))

    def test_its_history_has_one_row_a_window(self, each: Target, week_9: Evaluation) -> None:
        assert [one.evaluation.end for one in queries.history(each)] == [date(2022, 2, 27), date(2022, 3, 6)]

    def test_a_district_sees_its_own_communes_only(
        self, each: Target, person: Callable[..., User], week_9: Evaluation
    ) -> None:
        scope = accounts.scope_of(person("district", "195"), date(2022, 3, 7))
        assert scope is not None
        found = queries.target(scope, each.pk)
        assert found is not None
        assert [p.unit.code for p in found.places.all()] == ["06778", "06781"]


class TestPages:
    def test_what_is_behind_is_said_and_opens(
        self, each: Target, week_9: Evaluation, sign_in: SignIn
    ) -> None:
        page = sign_in("office", "22").get(f"/nhiem-vu/chi-tieu/{each.pk}/").text
        assert "chậm lộ trình" in page and "còn thiếu" in page
        assert f"/nhiem-vu/so-lieu/{week_9.pk}/active/?place=06781" in page
        assert "<svg" in page

    def test_it_is_set_on_the_page(self, tree: Tree, week_8: Evaluation, sign_in: SignIn) -> None:
        typed = {"text": "Không quá 200 ca", "place": "22", "each": "", "measure": "active",
                 "direction": "down", "goal": "200", "due_on": "31/3/2022",
                 "milestones": "15/3/2022 250"}  # fmt: skip
        client = sign_in("office", "22")
        answer = client.post("/nhiem-vu/chi-tieu/moi/", typed)
        made = Target.objects.get()
        assert answer.headers["Location"] == f"/nhiem-vu/chi-tieu/{made.pk}/"
        assert [(m.on, m.value) for m in made.milestones.all()] == [(date(2022, 3, 15), 250.0)]
        bad = client.post("/nhiem-vu/chi-tieu/moi/", {**typed, "milestones": "giữa tháng 250"})
        assert bad.status_code == 422 and "Không đọc được mốc" in bad.text

    @pytest.mark.parametrize(
        ("role", "code", "status"),
        [("office", "24", 404), ("commune", "07000", 404), ("partner", "22", 403), ("hospital", "22", 403)],
    )
    def test_from_the_wrong_place_it_does_not_exist(
        self, each: Target, sign_in: SignIn, role: str, code: str, status: int
    ) -> None:
        client = sign_in(role, code)
        assert client.get(f"/nhiem-vu/chi-tieu/{each.pk}/").status_code == status
        assert client.post(f"/nhiem-vu/chi-tieu/{each.pk}/rut/", {"why": "x"}).status_code in (403, 404)
        each.refresh_from_db()
        assert each.withdrawn_at is None

    def test_a_place_of_another_scope_is_no_path_of_it(self, each: Target, sign_in: SignIn) -> None:
        page = sign_in("commune", "06778").get(f"/nhiem-vu/chi-tieu/{each.pk}/?place=06781")
        assert page.status_code == 404
