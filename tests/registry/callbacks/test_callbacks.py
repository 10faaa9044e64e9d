"""Nobody can foresee whom the level above will call, and anyone can draw the same again."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from giaoban.kernel.errors import UserError
from giaoban.registry.callbacks import actions, cli, queries, rules
from giaoban.registry.models import CallbackItem, CallbackSample
from giaoban.registry.sweeps import actions as sweeps
from giaoban.registry.sweeps.rules import Said
from tests.registry import small_tree
from tests.registry.officers import officer, scope
from tests.registry.sweeps.conftest import Hamlet, hamlet

__all__ = ["hamlet"]
WEEK = date(2022, 2, 28)
THINGS = [("swept", n, n) for n in range(100)]


class TestDrawing:
    def test_the_same_seed_draws_the_same_whatever_the_order(self) -> None:
        assert rules.draw(THINGS, 10, "s") == rules.draw(THINGS[::-1], 10, "s")
        assert rules.draw(THINGS, 10, "s") != rules.draw(THINGS, 10, "t")

    def test_it_takes_all_where_there_are_few(self) -> None:
        assert len(rules.draw(THINGS[:3], 10, "s")) == 3

    def test_the_week_checked_is_the_last_whole_one(self) -> None:
        assert rules.week_before(date(2022, 3, 7)) == WEEK
        assert rules.week_before(date(2022, 3, 13)) == WEEK

    def test_agreement_counts_only_those_who_answered(self) -> None:
        told = rules.Agreement(drawn=10, agrees=6, differs=2, unreachable=1, declined=0)
        assert (told.share, told.answered, told.open) == (75.0, 8, 1)
        assert rules.Agreement(3, 0, 0, 0, 0).share is None


@pytest.fixture
def drawn(hamlet: Hamlet) -> CallbackSample:
    said = [Said(person.pk, "met") for person in hamlet.people.values()]
    sweeps.enter(by=hamlet.first, sweep=hamlet.round, said=said, at=datetime(2022, 3, 3, 9))
    (sample,) = actions.draw(by=None, place=hamlet.units[small_tree.CAM_PHA], week_from=WEEK)
    return sample


class TestCalling:
    def test_it_draws_from_what_the_station_reported_and_once_a_week(
        self, hamlet: Hamlet, drawn: CallbackSample
    ) -> None:
        assert (drawn.reported, drawn.size, drawn.items.count()) == (4, 4, 4)
        assert actions.draw(by=None, place=hamlet.units[small_tree.CAM_PHA], week_from=WEEK) == []

    def test_the_first_answer_stands_and_the_second_is_told(self, hamlet: Hamlet, drawn: Any) -> None:
        district = officer("district", hamlet.units[small_tree.CAM_PHA])
        item = drawn.items.first()
        actions.answer(by=district, scope=scope(district), item_id=item.pk, outcome="differs")
        with pytest.raises(UserError, match="vừa ghi"):
            actions.answer(by=district, scope=scope(district), item_id=item.pk, outcome="agrees")
        found = queries.sample(scope(district), drawn.pk)
        assert found is not None
        assert queries.agreement(found).share == 0

    def test_who_reported_does_not_check_itself(
        self, hamlet: Hamlet, drawn: CallbackSample, client: Client
    ) -> None:
        with pytest.raises(UserError, match="không tự gọi"):
            actions.answer(
                by=hamlet.first, scope=hamlet.scope, item_id=drawn.items.first().pk, outcome="agrees"
            )
        client.force_login(hamlet.first)
        assert client.get("/goi-lai/").status_code == 403
        assert client.get(f"/goi-lai/{drawn.pk}/").status_code == 403

    def test_the_district_calls_from_its_list(self, hamlet: Hamlet, drawn: Any, client: Client) -> None:
        client.force_login(officer("district", hamlet.units[small_tree.CAM_PHA]))
        page = client.get(f"/goi-lai/{drawn.pk}/").text
        assert "Người Thử An" in page
        client.post(f"/goi-lai/{drawn.pk}/", {"item": drawn.items.first().pk, "outcome": "agrees"})
        assert CallbackItem.objects.get(outcome="agrees").by is not None
        row = client.get("/goi-lai/").text.split("<tbody>")[1]
        assert "100" in row


class TestCommand:
    def test_it_draws_the_week_that_ended_and_a_second_run_draws_no_more(
        self, hamlet: Hamlet, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said = [Said(person.pk, "met") for person in hamlet.people.values()]
        sweeps.enter(by=hamlet.first, sweep=hamlet.round, said=said, at=datetime(2022, 3, 3, 9))
        drew = []
        for _ in range(2):
            cli.draw(small_tree.CAM_PHA, as_json=True)
            drew.append(json.loads(capsys.readouterr().out))
        assert drew[0]["week_from"] == "2022-02-28" and len(drew[0]["samples"]) == 1
        assert drew[1]["samples"] == []

    def test_its_agreement_counts_what_was_drawn(
        self, drawn: CallbackSample, capsys: pytest.CaptureFixture[str]
    ) -> None:
        cli.agreement(small_tree.CAM_PHA)
        told = json.loads(capsys.readouterr().out)
        assert (told["drawn"], told["open"], told["share"]) == (4, 4, None)

    @pytest.mark.parametrize("day", [datetime(2022, 3, 1), datetime(2022, 3, 7)])
    def test_a_week_that_has_not_ended_or_does_not_begin_there_is_refused(
        self, hamlet: Hamlet, day: datetime
    ) -> None:
        with pytest.raises(UserError, match="thứ Hai"):
            cli.draw(small_tree.CAM_PHA, week=day)
