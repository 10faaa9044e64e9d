"""The moves of a task: each is one new status row, and of two at the same moment one wins."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from giaoban.directives import records, rules
from giaoban.directives.actions import obstacles, permits
from giaoban.directives.models import Conclusion, Obstacle, Task, TaskStatus
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError


@transaction.atomic
def receive(*, by: Any, task: Task, note: str = "") -> TaskStatus:
    """The owner has it."""
    return _move(by, task, "receive", note=note)


@transaction.atomic
def report(*, by: Any, task: Task, note: str, value: float | None = None) -> TaskStatus:
    """How far it is; with a figure where the task has a measure."""
    if value is None:
        _must_say(note, "Thiếu nội dung tiến độ.", "Ghi đã làm đến đâu, hoặc số liệu đạt được.")
    return _move(by, task, "report", note=note, value=value)


@transaction.atomic
def stuck(*, by: Any, task: Task, note: str) -> TaskStatus:
    """What stands in the way, and what is asked for."""
    _must_say(note, "Thiếu nội dung vướng mắc.", "Ghi vướng mắc và điều đề nghị cấp trên giải quyết.")
    status = _move(by, task, "stuck", note=note)
    obstacles.open_for_task(by, status.task, note, str(Obstacle.Kind.OBSTACLE))
    return status


@transaction.atomic
def ask_help(*, by: Any, task: Task, note: str) -> TaskStatus:
    """Work goes on; people, goods or a decision are asked for."""
    _must_say(note, "Thiếu nội dung đề nghị.", "Ghi cần hỗ trợ gì, bao nhiêu, khi nào.")
    status = _move(by, task, "ask_help", note=note)
    obstacles.open_for_task(by, status.task, note, str(Obstacle.Kind.HELP))
    return status


def answer(
    *, by: Any, task: Task, note: str = "", value: float | None = None, file: Path | None = None
) -> TaskStatus:
    """Done, with evidence: what was typed and sent becomes a field record, kept exactly as received."""
    if not note.strip() and value is None and file is None:
        raise UserError(
            "answer_empty", "Báo cáo kết quả trống.", "Ghi kết quả, số liệu, hoặc gửi tệp minh chứng."
        )
    permits.must_move(by, _fresh(task), "answer")  # before anything is sealed
    with transaction.atomic():
        batch = records.keep_answer(by=by, task=task, note=note, value=value, file=file, at=clock.now())
        return _move(by, task, "answer", note=note, value=value, evidence=batch)


@transaction.atomic
def ask_extension(*, by: Any, task: Task, due_at: datetime, note: str) -> TaskStatus:
    _must_say(note, "Thiếu lý do xin gia hạn.", "Ghi lý do.")
    if due_at <= task.due_at:
        raise UserError("extension_backwards", "Hạn mới không muộn hơn hạn cũ.", "Chọn hạn muộn hơn.")
    return _move(by, task, "ask_extension", note=note, due_at=due_at)


@transaction.atomic
def extend(*, by: Any, task: Task, due_at: datetime, note: str = "") -> TaskStatus:
    """A later deadline, asked for or not."""
    if due_at <= clock.now():
        raise UserError("deadline_past", "Hạn mới đã qua.", "Chọn hạn từ nay trở đi.")
    return _move(by, task, "extend", note=note, due_at=due_at)


@transaction.atomic
def refuse_extension(*, by: Any, task: Task, note: str) -> TaskStatus:
    _must_say(note, "Thiếu lý do không gia hạn.", "Ghi lý do.")
    moves = TaskStatus.objects.filter(task=task).order_by("seq").values_list("move", flat=True)
    if not rules.waits_for_extension(moves):
        raise UserError("no_request", "Không có đề nghị gia hạn nào đang chờ.", "Tải lại trang.")
    return _move(by, task, "refuse_extension", note=note)


@transaction.atomic
def reply(*, by: Any, task: Task, note: str) -> TaskStatus:
    """An answer from above to an obstacle; the owner goes on."""
    _must_say(note, "Thiếu nội dung trả lời.", "Ghi ý kiến giải quyết.")
    status = _move(by, task, "reply", note=note)
    obstacles.settle(by, status.task, note)
    return status


@transaction.atomic
def sign_off(*, by: Any, task: Task, note: str = "") -> TaskStatus:
    """Never by whoever answered: the office that spoke for a body leaves it to somebody else."""
    if by is not None and _answered_by(by).filter(pk=task.pk).exists():
        raise UserError(
            "signs_own_answer", "Người báo cáo thay không tự xác nhận.", "Nhờ lãnh đạo xác nhận kết quả."
        )
    return _move(by, task, "sign_off", note=note)


@transaction.atomic
def return_(*, by: Any, task: Task, note: str) -> TaskStatus:
    """Sent back: the answer does not hold."""
    _must_say(note, "Thiếu lý do trả lại.", "Ghi rõ còn thiếu gì.")
    return _move(by, task, "return", note=note)


@transaction.atomic
def withdraw(*, by: Any, task: Task, note: str) -> TaskStatus:
    _must_say(note, "Thiếu lý do rút nhiệm vụ.", "Ghi lý do.")
    return _move(by, task, "withdraw", note=note)


@transaction.atomic
def sign_off_all(*, by: Any, conclusion: Conclusion) -> int:
    """Every answered task that the giver's own place gave in this conclusion."""
    return _move_all(by, conclusion, "sign_off", "")


@transaction.atomic
def withdraw_all(*, by: Any, conclusion: Conclusion, note: str) -> int:
    """A conclusion taken back: what is still open is withdrawn, what was answered stays."""
    _must_say(note, "Thiếu lý do rút kết luận.", "Ghi lý do.")
    return _move_all(by, conclusion, "withdraw", note.strip())


def _move_all(by: Any, conclusion: Conclusion, move: str, note: str) -> int:
    rule, now = rules.MOVES[move], clock.now()
    permits.must_act(by, rule.act, conclusion.place)
    waiting = Task.objects.select_for_update().filter(
        conclusion=conclusion, state__in=rule.states, giver=conclusion.place_id
    )
    if by is not None and move == "sign_off":
        waiting = waiting.exclude(pk__in=_answered_by(by).values("pk"))
    tasks = list(waiting)
    Task.objects.filter(pk__in=[t.pk for t in tasks]).update(state=rule.to, n_moves=F("n_moves") + 1)
    TaskStatus.objects.bulk_create(
        TaskStatus(task=t, seq=t.n_moves + 1, move=move, state=rule.to, by=by, at=now, note=note)
        for t in tasks
    )
    if move == "withdraw":
        for task in tasks:
            obstacles.settle(by, task, note)
    audit.record(by, f"directives.{move}_all", f"conclusion:{conclusion.pk}", tasks=len(tasks))
    return len(tasks)


def _answered_by(user: Any) -> QuerySet[Task]:
    """Answered tasks whose last word is that user's."""
    last = TaskStatus.objects.filter(seq=F("task__n_moves"), move="answer", by=user)
    return Task.objects.filter(state="done", pk__in=last.values("task"))


def _must_say(note: str, message: str, next_step: str) -> None:
    if not note.strip():
        raise UserError("note_missing", message, next_step)


_SETTLES = frozenset({"report", "answer", "withdraw"})  # who goes on is no longer held up


def _fresh(task: Task) -> Task:
    return Task.objects.select_related("unit", "giver").get(pk=task.pk)


def _move(by: Any, task: Task, move: str, **given: Any) -> TaskStatus:
    """One row more. `n_moves` is the lock: whoever changed the task since we read it has won."""
    fresh = _fresh(task)
    permits.must_move(by, fresh, move)
    state = rules.next_state(fresh.state, move)
    changes: dict[str, Any] = {"state": state, "n_moves": fresh.n_moves + 1}
    if move == "extend":
        changes["due_at"] = given["due_at"]
    if not Task.objects.filter(pk=fresh.pk, n_moves=fresh.n_moves).update(**changes):
        raise UserError(
            "moved_meanwhile",
            "Nhiệm vụ vừa được người khác cập nhật.",
            "Tải lại trang, xem tình trạng mới rồi làm lại nếu còn cần.",
        )
    status = TaskStatus.objects.create(
        task=fresh, seq=fresh.n_moves + 1, move=move, state=state, by=by, at=clock.now(),
        **{**given, "note": given.get("note", "").strip()},
    )  # fmt: skip
    if move in _SETTLES:
        obstacles.settle(by, fresh)
    audit.record(by, f"directives.{move}", f"task:{fresh.pk}", state=state)
    return status
