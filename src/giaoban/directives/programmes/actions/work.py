"""A conclusion of its own for what a programme gives out: its tasks are followed like all others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from giaoban.directives.actions import permits
from giaoban.directives.actions.conclude import cascade
from giaoban.directives.lines import TaskLine
from giaoban.directives.models import Conclusion, Task
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit


@transaction.atomic
def give(
    *,
    by: Any,
    place: Unit,
    text: str,
    theme: str,
    lines: Sequence[TaskLine],
    conclusion: Conclusion | None = None,
) -> tuple[Conclusion, list[Task]]:
    """At once with its tasks; with `conclusion`, more work of the same. A district may, without a meeting."""
    permits.must_act(by, "assign", place)
    if not lines:
        raise UserError(
            "work_without_task", "Chưa có nhiệm vụ nào.", "Ghi ít nhất một việc: ai làm, làm gì, hạn nào."
        )
    if conclusion is None:
        conclusion = Conclusion.objects.create(
            place=place,
            text=text,
            theme=theme[:80],
            concluded_on=clock.today(),
            recorded_at=clock.now(),
            by=by,
        )
        audit.record(by, "directives.conclude", f"conclusion:{conclusion.pk}", tasks=len(lines))
    given = [task for line in lines for task in cascade(by=by, conclusion=conclusion, line=line)]
    return conclusion, given
