"""Who may have an alarm open about a person: apps above the registry put themselves on this list."""

from __future__ import annotations

from collections.abc import Callable, Collection

Watch = Callable[[Collection[int]], set[int]]  # ids of persons → those of them with an open alarm
_WATCHES: list[Watch] = []


def contribute(watch: Watch) -> None:
    """Called once, when an app is ready."""
    if watch not in _WATCHES:
        _WATCHES.append(watch)


def open_about(persons: Collection[int]) -> set[int]:
    return {person for watch in _WATCHES for person in watch(persons)}
