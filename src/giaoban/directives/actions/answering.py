"""An obstacle answered; where it stands on a task, the task hears it too."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from giaoban.directives import rules
from giaoban.directives.actions import permits
from giaoban.directives.actions.moves import reply
from giaoban.directives.models import Obstacle
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError


@transaction.atomic
def answer_obstacle(*, by: Any, obstacle: Obstacle, answer: str) -> Obstacle:
    fresh = Obstacle.objects.select_for_update().get(pk=obstacle.pk)
    permits.must_act(by, "assign", fresh.owner)
    if not answer.strip():
        raise UserError("answer_missing", "Thiếu nội dung trả lời.", "Ghi ý kiến giải quyết.")
    if fresh.state != Obstacle.OPEN:
        raise UserError("obstacle_closed", "Vướng mắc này đã được trả lời.", "Tải lại trang.")
    task = fresh.task
    if task is not None and task.state in rules.OPEN:
        reply(by=by, task=task, note=answer)  # settles it as well
        return Obstacle.objects.get(pk=fresh.pk)
    fresh.state, fresh.answer = Obstacle.ANSWERED, answer.strip()
    fresh.answered_at, fresh.answered_by = clock.now(), by
    fresh.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    audit.record(by, "directives.answer_obstacle", f"obstacle:{fresh.pk}")
    return fresh
