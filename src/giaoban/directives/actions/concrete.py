"""A task from above made concrete in the lower body's own document (làm cụ thể hóa)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from giaoban.directives import rules
from giaoban.directives.actions import permits
from giaoban.directives.actions.conclude import conclude
from giaoban.directives.actions.moves import receive
from giaoban.directives.lines import TaskLine
from giaoban.directives.models import Conclusion, Task
from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import datetime_vi


@transaction.atomic
def make_concrete(
    *,
    by: Any,
    task: Task,
    text: str,
    lines: Sequence[TaskLine],
    chair: str = "",
    theme: str = "",
    concluded_on: date | None = None,
) -> Conclusion:
    """Accepted, and its own tasks given below, none of them later than what was asked from above."""
    fresh = Task.objects.select_related("unit__parent", "giver").get(pk=task.pk)
    permits.must_move(by, fresh, "report")
    if fresh.agency_id or fresh.role not in rules.OWNERS.get(fresh.unit.level, ())[:1]:
        raise UserError(
            "not_a_government",
            "Nhiệm vụ này không giao cho UBND.",
            "Chỉ UBND huyện, xã giao tiếp xuống dưới.",
        )
    late = next((line for line in lines if line.due_at > fresh.due_at), None)
    if late is not None:
        raise UserError(
            "later_than_above",
            f"Hạn {datetime_vi(late.due_at)} muộn hơn hạn cấp trên giao.",
            f"Ghi hạn không muộn hơn {datetime_vi(fresh.due_at)}, hoặc xin gia hạn trước.",
        )
    if fresh.state == "given":
        receive(by=by, task=fresh)
    return conclude(
        by=by, text=text, place=fresh.unit, lines=lines, chair=chair, theme=theme or fresh.conclusion.theme,
        concluded_on=concluded_on, answers=fresh,
    )  # fmt: skip
