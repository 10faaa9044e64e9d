"""Whether somebody may do this here: an action asks itself, so that no page can forget to."""

from __future__ import annotations

from typing import Any

from giaoban.accounts import queries as accounts
from giaoban.accounts.scope import Scope
from giaoban.directives import rules
from giaoban.directives.models import Task
from giaoban.directives.queries.tasks import standing_of
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit

_WORDS = {
    "given": "chưa tiếp nhận", "received": "đã tiếp nhận", "progress": "đang thực hiện",
    "stuck": "đang vướng mắc", "returned": "được trả lại", "done": "đã báo cáo kết quả",
    "accepted": "đã xác nhận hoàn thành", "withdrawn": "đã rút",
}  # fmt: skip


def scope_of(by: Any) -> Scope | None:
    """None for the operator, who works at the machine itself."""
    if by is None:
        return None
    scope = accounts.scope_of(by, clock.today())
    if scope is None:
        raise UserError("no_posting", "Tài khoản chưa được phân công.", "Liên hệ người quản trị của đơn vị.")
    return scope


def must_act(by: Any, act: str, place: Unit) -> None:
    """The act at that place, or an error that names neither the place nor what stands there."""
    scope = scope_of(by)
    if scope is not None and not (scope.allows(act) and scope.covers(place.path)):
        raise refused()


def must_move(by: Any, task: Task, move: str) -> None:
    """The move on that task, by its side, its role and the state it is in."""
    scope = scope_of(by)
    if scope is not None:
        standing = standing_of(scope, task)
        may = any(scope.allows(act) for act in rules.acts_for(move, standing))
        if rules.MOVES[move].side not in standing or not may:
            raise refused()
    if task.state not in rules.MOVES[move].states:
        raise UserError(
            "move_not_possible",
            f"Không làm được việc này: nhiệm vụ {_WORDS[task.state]}.",
            "Tải lại trang để xem tình trạng mới nhất.",
        )


def refused() -> UserError:
    return UserError(
        "not_allowed",
        "Vai trò hoặc địa bàn của bạn không làm được việc này.",
        "Nhờ đơn vị được giao hoặc đơn vị giao việc thực hiện.",
    )
