"""When an inspection may be closed, and which finding is still open."""

from __future__ import annotations

from collections.abc import Iterable

GRAVE, SERIOUS, MINOR = "grave", "serious", "minor"
SEVERITIES = (GRAVE, SERIOUS, MINOR)  # worst first
_REPAIRED = ("accepted",)


def without_repair(tasks: Iterable[int | None]) -> int:
    """How many findings have no task yet; `tasks` of every finding, None where there is none."""
    return sum(task is None for task in tasks)


def is_open(task_state: str | None) -> bool:
    """A finding is open until its repair is confirmed. A task taken back repairs nothing."""
    return task_state not in _REPAIRED


def worst(severities: Iterable[str]) -> str:
    """The worst of some, empty of none."""
    found = set(severities)
    return next((s for s in SEVERITIES if s in found), "")
