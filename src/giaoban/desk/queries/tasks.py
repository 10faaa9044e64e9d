"""Tasks whose deadline has passed, for those who oversee or answer them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from giaoban.accounts.scope import Scope
from giaoban.desk import links
from giaoban.directives import queries as directives
from giaoban.places.models import Unit

_SHOWN = 5  # a block of the board, not the list of tasks
_WORKS = frozenset({"assign", "sign_off", "conclude", "answer"})


def overdue(scope: Scope, unit: Unit, now: datetime) -> dict[str, Any] | None:
    """None for whoever has no part in tasks."""
    if not scope.may & _WORKS:
        return None
    found = directives.tasks(scope, "overdue", now, unit)
    rows = list(found[: _SHOWN + 1])
    return {
        "rows": [
            {"url": links.address("task", task.pk), "text": task.text, "body": task.body, "due": task.due_at}
            for task in rows[:_SHOWN]
        ],
        "count": len(rows) if len(rows) <= _SHOWN else found.count(),
        "url": links.address("tasks", state="overdue", place=unit.code),
    }
