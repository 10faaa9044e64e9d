"""Pilots: begun beside places like theirs, told honestly, decided with a lesson."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from giaoban.directives.lines import TaskLine
from giaoban.directives.programmes.actions import pilots as actions
from giaoban.directives.programmes.models import Pilot
from giaoban.directives.programmes.queries import pilots as queries
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit
from giaoban.situation.models import Evaluation
from tests.clock import FakeClock
from tests.directives.conftest import SUNDAY
from tests.directives.programmes.conftest import PEOPLE, WEEK_8, week_of

Tree = dict[str, Unit]
SignIn = Callable[[str, str], Client]
FIRST = WEEK_8 + timedelta(days=1)


@pytest.fixture
def before(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> Evaluation:
    """The week before: all three communes alike in people; Xã Ba with three times the incidence."""
    active = {"06778": 100, "06781": 90, "06790": 110}
    incidence = {"06778": 100.0, "06781": 90.0, "06790": 300.0}
    plain = queries.measures.values

    def values(evaluation: Evaluation, name: str, codes: list[str]) -> dict[str, float | None]:
        known = {"population": PEOPLE, "incidence_7d": incidence}.get(name)
        return {c: known.get(c) for c in codes} if known else plain(evaluation, name, codes)

    monkeypatch.setattr(queries.measures, "values", values)
    return week_of(tree, WEEK_8, {code: {"active": float(n)} for code, n in active.items()})


def begun(tree: Tree, **more: object) -> Pilot:
    given = {"place": tree["22"], "name": "Gọi điện hằng ngày", "hypothesis": "Ít ca hơn",
             "measure": "active", "direction": "down", "first_day": FIRST, "last_day": SUNDAY,
             "units": [tree["06778"]]}  # fmt: skip
    return actions.begin_pilot(by=None, **{**given, **more})  # type: ignore[arg-type]


def after(tree: Tree, one: float, two: float) -> Evaluation:
    return week_of(tree, SUNDAY, {"06778": {"active": one}, "06781": {"active": two}})


class TestBeginning:
    def test_the_place_beside_is_the_one_alike_and_says_why(self, tree: Tree, before: Evaluation) -> None:
        pilot = begun(tree)
        beside = pilot.places.get(arm="comparison")
        assert (beside.unit.code, pilot.rule) == ("06781", "comparison/giao-ban")
        assert beside.why == "dân số bằng 90%, số ca trên 100.000 dân bằng 90% của Phường Một"

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"hypothesis": " "}, "pilot_incomplete"),
            ({"last_day": WEEK_8}, "days_backwards"),
            ({"units": []}, "places_unfit"),
            ({"measure": "new_change"}, "measure_unfit"),
            ({"first_day": date(2022, 2, 20), "last_day": SUNDAY}, "nothing_before"),
        ],
    )
    def test_what_cannot_be_compared_is_refused(
        self, tree: Tree, before: Evaluation, change: dict[str, object], code: str
    ) -> None:
        with pytest.raises(UserError) as refused:
            begun(tree, **change)
        assert refused.value.code == code and not Pilot.objects.exists()

    def test_who_knows_better_takes_a_place_out(self, tree: Tree, before: Evaluation) -> None:
        pilot = begun(tree)
        actions.drop_comparison(by=None, pilot=pilot, unit=tree["06781"])
        assert not pilot.places.filter(arm="comparison").exists()


class TestTelling:
    def test_both_changes_stand_with_their_records(self, tree: Tree, before: Evaluation) -> None:
        pilot = begun(tree)
        after(tree, 60.0, 81.0)
        told = queries.told(Pilot.objects.get(pk=pilot.pk))
        assert told.result is not None
        assert (told.result.pilot_change, told.result.comparison_change) == (-40.0, -10.0)
        assert (told.result.verdict, told.result.difference, told.result.fewest) == ("better", -30.0, 60)

    def test_a_week_that_begins_before_the_pilot_is_not_after_it(
        self, tree: Tree, before: Evaluation
    ) -> None:
        pilot = begun(tree, first_day=date(2022, 3, 2), last_day=date(2022, 3, 20))
        after(tree, 60.0, 81.0)
        assert queries.told(pilot).after is None


class TestDeciding:
    def line(self, unit: Unit) -> TaskLine:
        from datetime import datetime

        return TaskLine(text="Làm theo", whom="unit", role="commune", unit=unit, due_at=datetime(2022, 3, 20))

    def test_scaling_out_gives_further_places_their_work(self, tree: Tree, before: Evaluation) -> None:
        pilot = actions.decide_pilot(
            by=None, pilot=begun(tree), decision="scale", lesson="Cần hai người một tổ",
            lines=[self.line(tree["06781"]), self.line(tree["06790"])],
        )  # fmt: skip
        assert pilot.conclusion is not None
        assert sorted(t.unit.code for t in pilot.conclusion.tasks.all()) == ["06781", "06790"]

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"decision": "stop", "lesson": ""}, "lesson_missing"),
            ({"decision": "scale", "lesson": "x"}, "work_without_task"),
            ({"decision": "continue", "lesson": "x", "until": SUNDAY}, "until_unfit"),
        ],
    )
    def test_half_a_decision_is_none(
        self, tree: Tree, before: Evaluation, given: dict[str, object], code: str
    ) -> None:
        pilot = begun(tree)
        with pytest.raises(UserError) as refused:
            actions.decide_pilot(by=None, pilot=pilot, **given)  # type: ignore[arg-type]
        pilot.refresh_from_db()
        assert refused.value.code == code and pilot.decision == ""

    def test_it_is_due_after_its_last_day_and_again_after_the_next(
        self, tree: Tree, before: Evaluation, fake_clock: FakeClock
    ) -> None:
        pilot = begun(tree)
        assert not queries.is_due(pilot, SUNDAY) and queries.is_due(pilot, date(2022, 3, 7))
        pilot = actions.decide_pilot(
            by=None, pilot=pilot, decision="continue", lesson="Chưa rõ", until=date(2022, 3, 20)
        )
        assert not queries.is_due(pilot, date(2022, 3, 20)) and queries.is_due(pilot, date(2022, 3, 21))

    def test_once_stopped_it_is_not_decided_again(self, tree: Tree, before: Evaluation) -> None:
        pilot = begun(tree)
        actions.decide_pilot(by=None, pilot=pilot, decision="stop", lesson="Không đủ người")
        with pytest.raises(UserError) as refused:
            actions.decide_pilot(
                by=None, pilot=pilot, decision="continue", lesson="x", until=date(2022, 4, 1)
            )
        assert refused.value.code == "pilot_decided"


class TestPages:
    TYPED = {"name": "Gọi điện", "hypothesis": "Ít ca hơn", "measure": "active", "direction": "down",
             "first_day": "28/02/2022", "last_day": "06/3/2022", "units": ["06778"]}  # fmt: skip

    def test_the_places_beside_are_looked_at_before_it_begins(
        self, tree: Tree, before: Evaluation, sign_in: SignIn
    ) -> None:
        client = sign_in("office", "22")
        page = client.post("/nhiem-vu/thi-diem/moi/", {**self.TYPED, "do": "look"}).text
        assert "Nơi đối chứng được đề xuất" in page and "50–200%" in page
        assert not Pilot.objects.exists()
        client.post("/nhiem-vu/thi-diem/moi/", {**self.TYPED, "do": "begin"})
        assert Pilot.objects.get().places.count() == 2

    def test_it_says_that_it_is_no_trial(self, tree: Tree, before: Evaluation, sign_in: SignIn) -> None:
        pilot = begun(tree)
        after(tree, 60.0, 81.0)
        page = sign_in("office", "22").get(f"/nhiem-vu/thi-diem/{pilot.pk}/").text
        assert "chênh 30,0 điểm % theo chiều mong muốn" in page
        assert "không phải thử nghiệm" in page and "không phải bằng chứng" in page

    @pytest.mark.parametrize(("role", "code", "status"), [("office", "24", 404), ("commune", "06790", 404),
                                                          ("partner", "22", 403)])  # fmt: skip
    def test_from_the_wrong_place_it_does_not_exist(
        self, tree: Tree, before: Evaluation, sign_in: SignIn, role: str, code: str, status: int
    ) -> None:
        assert sign_in(role, code).get(f"/nhiem-vu/thi-diem/{begun(tree).pk}/").status_code == status
