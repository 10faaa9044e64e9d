"""About whom an alarm is open: what apps below are told through their list."""

from __future__ import annotations

from collections.abc import Collection

from giaoban.care.models import Alarm


def open_about(persons: Collection[int]) -> set[int]:
    """Of these persons those with an unanswered alarm, rung or waiting for a second reading."""
    found = Alarm.objects.filter(answered_at=None, episode__person__in=persons)
    return set(found.order_by().values_list("episode__person_id", flat=True))
