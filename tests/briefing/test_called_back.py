"""The paper says how far people who were called back agree with their stations, as known when it was made."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from giaoban.briefing.document import quality
from giaoban.briefing.document.facts import Facts
from giaoban.registry.models import CallbackItem, CallbackSample, Person
from tests.briefing.conftest import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WEEK = date(2022, 2, 21)


def drawn(world: World, code: str, at: datetime, outcomes: list[str], week: date = WEEK) -> None:
    sample = CallbackSample.objects.create(
        unit=world.units[code], week_from=week, seed="s", reported=9, size=len(outcomes), drawn_at=at
    )
    for n, outcome in enumerate(outcomes):
        CallbackItem.objects.create(
            sample=sample, kind="swept", subject=n, person=Person.objects.all()[n], outcome=outcome,
            answered_at=at if outcome else None,
        )  # fmt: skip


def said(briefing: Any) -> str:
    blocks = quality._called_back(Facts(briefing))
    return " ".join(run.text for block in blocks for run in block.runs)  # type: ignore[union-attr]


class TestThePaper:
    def test_counts_who_answered_and_names_the_contradicted(self, world: World) -> None:
        at = world.now.created_at - timedelta(hours=1)
        drawn(world, "06778", at, ["agrees", "agrees", "differs", "unreachable", ""])
        drawn(world, "06790", at, ["agrees"])
        assert said(world.now) == (
            "Gọi lại kiểm tra ngẫu nhiên 6 việc các trạm báo đã làm từ ngày 21/02/2022 đến ngày 27/02/2022: "
            "3 trên 4 người trả lời nói đúng như trạm báo; không đúng: Phường Một (1)."
        )
        assert "2 trên 3" in said(world.district)

    def test_knows_nothing_of_later_answers_and_later_draws(self, world: World) -> None:
        later = world.now.created_at + timedelta(hours=1)
        drawn(world, "06778", later, ["differs"])
        assert said(world.now) == ""
        CallbackSample.objects.update(drawn_at=world.now.created_at)
        assert said(world.now).endswith("chưa có người trả lời.")

    def test_tells_the_newest_week_drawn(self, world: World) -> None:
        at = world.now.created_at
        drawn(world, "06778", at, ["differs"], WEEK - timedelta(days=7))
        drawn(world, "06781", at, ["agrees"])
        assert "1 trên 1" in said(world.now) and "Phường Một" not in said(world.now)
