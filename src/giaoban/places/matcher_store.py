"""The matcher of the tree in force on a date, built once per process and tree."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from django.db.models import Q

from giaoban.places.matching import Matcher, UnitName
from giaoban.places.models import Unit

_matchers: dict[date, Matcher] = {}
_changes: list[date] = []


def clear() -> None:
    """After units changed. Trees change by law, years apart, so nothing watches for it."""
    _matchers.clear()
    _changes.clear()


def matcher(on: date) -> Matcher:
    """The matcher for texts about `on`; empty where no tree is loaded for that date."""
    if not _changes:
        _changes[:] = _change_dates()
    place = bisect_right(_changes, on)
    if place == 0:
        return Matcher(())
    since = _changes[place - 1]
    if since not in _matchers:
        _matchers[since] = Matcher(_unit_names(since))
    return _matchers[since]


def _change_dates() -> list[date]:
    starts = set(Unit.objects.values_list("valid_from", flat=True).distinct())
    ends = Unit.objects.exclude(valid_to=None).values_list("valid_to", flat=True).distinct()
    return sorted(starts | {end + timedelta(days=1) for end in ends})


def _unit_names(on: date) -> list[UnitName]:
    rows = (
        Unit.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
        .order_by("path")
        .values_list("code", "level", "kind", "name", "parent__code")
    )
    return [UnitName(code, level, kind, name, parent or "") for code, level, kind, name, parent in rows]
