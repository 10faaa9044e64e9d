"""In whose name a command exports."""

from __future__ import annotations

from datetime import date
from typing import Any

from giaoban.accounts import queries as accounts
from giaoban.accounts.models import User
from giaoban.accounts.scope import Scope
from giaoban.kernel.errors import UserError
from giaoban.places import queries as places


def acting(username: str | None, on: date) -> tuple[Any, Scope]:
    """Somebody's own scope; without a name the operator's: the whole installation, and no identity."""
    if username is None:
        root = places.root(on)
        may = frozenset({"export", "see_cases"})
        return None, Scope(user_id=None, role="", unit_id=root.id, path=root.path, whole=True, may=may)
    user = User.objects.filter(username__iexact=username.strip()).first()
    scope = accounts.scope_of(user, on) if user else None
    if scope is None or not scope.allows("export"):
        raise UserError(
            "user_may_not_export",
            f"Tài khoản “{username}” không có quyền xuất bảng.",
            "Kiểm tra tên đăng nhập.",
        )
    return user, scope
