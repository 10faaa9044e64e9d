"""Calls are made because the worklist says so, not because somebody remembers the page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.test import Client

from giaoban.registry.callbacks import actions
from giaoban.registry.callbacks.duties import duties
from giaoban.registry.sweeps import actions as sweeps
from giaoban.registry.sweeps.rules import Said
from tests.registry import small_tree
from tests.registry.officers import officer, scope
from tests.registry.sweeps.conftest import Hamlet, hamlet

__all__ = ["hamlet"]
WEEK = date(2022, 2, 28)
MONDAY = datetime(2022, 3, 7, 8)


def told(person: Any) -> list[str]:
    return [duty.title for duty in duties(scope(person), MONDAY)]


class TestTheLevelAbove:
    def test_has_nothing_to_draw_where_nothing_was_done(self, hamlet: Hamlet) -> None:
        assert told(officer("district", hamlet.units[small_tree.CAM_PHA])) == []

    def test_is_told_to_draw_then_to_call_until_all_are_called(self, hamlet: Hamlet) -> None:
        district = officer("district", hamlet.units[small_tree.CAM_PHA])
        said = [Said(person.pk, "met") for person in hamlet.people.values()]
        sweeps.enter(by=hamlet.first, sweep=hamlet.round, said=said, at=datetime(2022, 3, 3, 9))
        assert told(district) == ["Chọn mẫu gọi lại kiểm tra"]
        (sample,) = actions.draw(by=None, place=hamlet.units[small_tree.CAM_PHA], week_from=WEEK)
        assert told(district) == ["4 cuộc gọi lại kiểm tra"]
        for item in sample.items.all():
            actions.answer(by=district, scope=scope(district), item_id=item.pk, outcome="agrees")
        assert told(district) == []

    def test_is_told_of_calls_left_from_an_older_week_until_they_are_made(
        self, hamlet: Hamlet, client: Client
    ) -> None:
        district = officer("district", hamlet.units[small_tree.CAM_PHA])
        said = [Said(person.pk, "met") for person in hamlet.people.values()]
        sweeps.enter(by=hamlet.first, sweep=hamlet.round, said=said[:2], at=datetime(2022, 2, 17, 9))
        sweeps.enter(by=hamlet.first, sweep=hamlet.round, said=said[2:], at=datetime(2022, 3, 3, 9))
        (old,) = actions.draw(by=None, place=hamlet.units[small_tree.CAM_PHA], week_from=date(2022, 2, 14))
        assert told(district) == ["2 cuộc gọi lại kiểm tra", "Chọn mẫu gọi lại kiểm tra"]
        (new,) = actions.draw(by=None, place=hamlet.units[small_tree.CAM_PHA], week_from=WEEK)
        (duty,) = duties(scope(district), MONDAY)
        assert duty.title == "4 cuộc gọi lại kiểm tra" and "từ tuần bắt đầu ngày 14/02/2022" in duty.detail
        for item in new.items.all():
            actions.answer(by=district, scope=scope(district), item_id=item.pk, outcome="unreachable")
        assert told(district) == ["2 cuộc gọi lại kiểm tra"]
        client.force_login(district)
        shown = client.get(duty.link).context["rows"]
        assert [row["week"] for row in shown] == [old.week_from]

    def test_is_never_who_reported(self, hamlet: Hamlet) -> None:
        said = [Said(person.pk, "met") for person in hamlet.people.values()]
        sweeps.enter(by=hamlet.first, sweep=hamlet.round, said=said, at=datetime(2022, 3, 3, 9))
        assert list(duties(hamlet.scope, MONDAY)) == []
