"""The matcher of the tree in force on a date, built once per process and tree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from giaoban.places import sources
from giaoban.places.loading import START_2025
from giaoban.places.matching import FormerName, Matcher, UnitName
from giaoban.places.models import Succession, Unit

_NEARLY_ALL = 0.999  # weights are shares; a whole unit has 1

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
        _matchers[since] = Matcher(_unit_names(since), _former_names(since))
    return _matchers[since]


def _change_dates() -> list[date]:
    starts = set(Unit.objects.values_list("valid_from", flat=True).distinct())
    ends = Unit.objects.exclude(valid_to=None).values_list("valid_to", flat=True).distinct()
    return sorted(starts | {end + timedelta(days=1) for end in ends})


def _former_names(since: date) -> Iterator[FormerName]:
    """Names of 2019 on the tree of 2021; later those of whatever the units of that day took over."""
    if since < START_2025:
        for row in sources.table("former_2019.csv"):
            names = (sources.bare(row[level]) for level in ("commune", "district", "province"))
            (kind, commune), (_, district), (_, province) = names
            yield FormerName(row["code"], kind, commune, district, province, row["how"] == "whole")
        return
    stands = Q(new__valid_to=None) | Q(new__valid_to__gte=since)
    begun = Succession.objects.filter(new__valid_from__range=(START_2025, since), old__level="commune")
    rows = begun.filter(stands).values_list(
        "new__code", "old__kind", "old__name", "old__parent__name", "old__parent__parent__name", "weight",
        "estimated",
    )  # fmt: skip
    for code, kind, name, district, province, weight, estimated in rows.iterator():
        yield FormerName(code, kind, name, district, province, weight > _NEARLY_ALL and not estimated)


def _unit_names(on: date) -> list[UnitName]:
    rows = (
        Unit.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
        .order_by("path")
        .values_list("code", "level", "kind", "name", "parent__code")
    )
    return [UnitName(code, level, kind, name, parent or "") for code, level, kind, name, parent in rows]
