"""What stands in the way below: raised with an owner and a clock, and closed by what was answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from giaoban.directives.actions import permits
from giaoban.directives.lines import body_of
from giaoban.directives.models import Conclusion, Obstacle, Task
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit

# How long the level above has to answer before the one above it hears of it as well; a guess.
ANSWER_WITHIN = timedelta(days=1)
_WENT_ON = "Đơn vị đã tiếp tục thực hiện."


@transaction.atomic
def raise_obstacle(
    *, by: Any, unit: Unit, text: str, kind: str = str(Obstacle.Kind.OBSTACLE), raiser: str = ""
) -> Obstacle:
    """Not about one task: the unit above owns it."""
    permits.must_act(by, "answer", unit)
    _must_say(text)
    if unit.parent is None:
        raise UserError("nobody_above", "Không có cấp trên để đề nghị.", "Ghi thành nội dung của cuộc họp.")
    found = _opened(by, unit, raiser or body_of(unit.level, unit), text, kind, unit.parent, None)
    audit.record(by, "directives.raise_obstacle", f"obstacle:{found.pk}", kind=kind)
    return found


def open_for_task(by: Any, task: Task, text: str, kind: str) -> Obstacle:
    """Part of a move of the task: whoever gave it answers. What is open of the same kind is said anew."""
    Obstacle.objects.filter(task=task, kind=kind, state=Obstacle.OPEN).update(
        state=Obstacle.ANSWERED, answer="Đơn vị báo lại.", answered_at=clock.now(), answered_by=by
    )
    return _opened(by, task.unit, task.body, text, kind, task.giver, task)


def settle(by: Any, task: Task, answer: str = "") -> int:
    """Part of a move: an answer from above, or the owner went on without one."""
    return Obstacle.objects.filter(task=task, state=Obstacle.OPEN).update(
        state=Obstacle.ANSWERED, answer=answer.strip() or _WENT_ON, answered_at=clock.now(), answered_by=by
    )


def take_into(by: Any, conclusion: Conclusion, obstacles: list[int]) -> None:
    """Part of concluding: the obstacles the conclusion decides."""
    open_ones = Obstacle.objects.filter(pk__in=obstacles, state=Obstacle.OPEN)
    for one in open_ones.select_related("owner"):
        permits.must_act(by, "conclude", one.owner)
    open_ones.update(state=Obstacle.CONCLUDED, conclusion=conclusion, answered_at=clock.now(), answered_by=by)


def _opened(
    by: Any, unit: Unit, raiser: str, text: str, kind: str, owner: Unit, task: Task | None
) -> Obstacle:
    now: datetime = clock.now()
    return Obstacle.objects.create(
        unit=unit, raiser=raiser[:160], task=task, kind=kind, text=text.strip(), owner=owner,
        raised_at=now, due_at=now + ANSWER_WITHIN, by=by,
    )  # fmt: skip


def _must_say(text: str) -> None:
    if not text.strip():
        raise UserError(
            "obstacle_empty",
            "Thiếu nội dung vướng mắc.",
            "Ghi vướng mắc và điều đề nghị cấp trên giải quyết.",
        )
