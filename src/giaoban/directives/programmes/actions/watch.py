"""The plan of a watched commune: measures given as tasks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from giaoban.directives.actions import permits
from giaoban.directives.lines import TaskLine
from giaoban.directives.programmes.actions.work import give
from giaoban.directives.programmes.models import WatchPlan
from giaoban.directives.programmes.queries import watch
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import date_vi
from giaoban.places.models import Unit


@transaction.atomic
def plan_measures(*, by: Any, place: Unit, unit: Unit, lines: Sequence[TaskLine]) -> WatchPlan:
    """For a commune that is on the list now; more measures of the same time on it join the same plan."""
    permits.must_act(by, "assign", place)
    found = watch.commune(place.path, unit.code)
    if found is None or not found[1].standing.on_list or found[1].since is None:
        raise UserError(
            "not_watched",
            "Xã này hiện không trong danh sách theo dõi.",
            "Giao việc bằng một kết luận giao ban nếu vẫn cần.",
        )
    held, mine = found
    Unit.objects.select_for_update().get(pk=unit.pk)  # two plans of one commune at once become one
    plan = (
        WatchPlan.objects.filter(unit=unit, place=place, since=mine.since)
        .select_related("conclusion__place")
        .first()
    )
    text = f"Kế hoạch theo dõi {unit.full_name}, trong danh sách từ ngày {date_vi(mine.since)}."
    conclusion, tasks = give(
        by=by, place=place, text=text, theme="Địa bàn cần theo dõi", lines=lines,
        conclusion=plan.conclusion if plan else None,
    )  # fmt: skip
    if plan is None:
        plan = WatchPlan.objects.create(
            unit=unit, place=place, evaluation=held.evaluation, since=mine.since, reasons=list(mine.reasons),
            conclusion=conclusion, made_at=clock.now(), by=by,
        )  # fmt: skip
    audit.record(by, "directives.plan_measures", f"watchplan:{plan.pk}", tasks=len(tasks))
    return plan
