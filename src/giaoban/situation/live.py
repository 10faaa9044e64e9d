"""The figures of a place from the newest records, before anything is frozen.

The same ids as the frozen figures and, as long as nothing is recorded in between, the same values: a test
holds them together. Only what a unit explains and a quick report tells; the rest waits for the snapshot.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from giaoban.analytics.indicators.reporting import BACK_FILL_DAYS
from giaoban.intake.models import Return
from giaoban.kernel.weeks import Window
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.registry.duplicates import queries as duplicates
from giaoban.registry.models import Case, CaseState
from giaoban.situation import live_tests
from giaoban.situation.actions import rule_numbers

# What a unit is asked to look at before a freeze, in the order it is read.
EXPLAINED = (
    "new", "new_ministry", "back_fill", "recovered", "deaths", "active", "overdue", "hospital", "care_home",
    "tests_done", "tests_positive", "beds_free", "beds_staffed",
)  # fmt: skip
_OUTCOMES = {"recovered": "recovered", "deaths": "dead"}
_STOCKS = ("beds_free", "beds_staffed")
_CARE = {"hospital": "hospital", "care_home": "home"}

Values = dict[str, float | None]


@dataclass(frozen=True)
class _Asked:
    """The units of a place and the records in them."""

    units: list[int]
    window: Window
    now: datetime

    def cases(self) -> QuerySet[Case]:
        found = Case.objects.exclude(id__in=duplicates.uncounted()).order_by()
        return found.filter(unit__in=self.units)

    def returns(self, *names: str) -> QuerySet[Return]:
        found = Return.objects.filter(superseded_at=None, indicator__in=names, unit__in=self.units)
        return found.order_by()

    def flows(self, *names: str) -> QuerySet[Return]:
        return self.returns(*names).filter(from_date__gte=self.window.start, to_date__lte=self.window.end)


def _asked(place: Unit, window: Window, now: datetime) -> _Asked:
    below = Q(path=place.path) | Q(path__startswith=place.path + "/")
    return _Asked(list(Unit.objects.filter(below).values_list("id", flat=True)), window, now)


def figures(place: Unit, window: Window, now: datetime) -> Values:
    """{figure: value}; None is what nothing is known of. A window that is not over is told until today."""
    so_far = Window(window.start, max(window.start, min(window.end, now.date())))
    asked = _asked(place, so_far, now)
    found: Values = {"new": _new(asked), **_announced(asked), **_outcomes(asked), **_active(asked)}
    return found | live_tests.told(asked.units, so_far) | _held(asked)


def _new(asked: _Asked) -> float:
    inside = asked.cases().filter(announced__range=(asked.window.start, asked.window.end)).count()
    return inside + _returned(asked, "new_cases")


def _returned(asked: _Asked, name: str) -> float:
    """By returns, where no list of cases speaks for the unit."""
    listed = Case.objects.exclude(id__in=duplicates.uncounted()).filter(unit__in=asked.units).values("unit")
    spoken_for = Q(established=True, unit__in=listed.distinct())
    return float(asked.flows(name).exclude(spoken_for).aggregate(n=Sum("value"))["n"] or 0)


def _announced(asked: _Asked) -> Values:
    window = (asked.window.start, asked.window.end)
    by_day = asked.cases().filter(announced__range=window).values_list("announced", "sampled")
    late = sum(
        n
        for announced, sampled, n in by_day.annotate(n=Count("id"))
        if sampled and (announced - sampled).days > BACK_FILL_DAYS
    )
    theirs = asked.cases().filter(ministry_announced__range=window).count()
    return {"new_ministry": float(theirs), "back_fill": float(late)}


def _outcomes(asked: _Asked) -> Values:
    window = (asked.window.start, asked.window.end)
    ended = asked.cases().filter(outcome_date__range=window).values_list("outcome")
    counted = dict(ended.annotate(n=Count("id")))
    return {
        name: float(counted.get(outcome, 0)) + _returned(asked, name) for name, outcome in _OUTCOMES.items()
    }


def _active(asked: _Asked) -> Values:
    end = asked.window.end
    standing = asked.cases().filter(announced__lte=end)
    standing = standing.filter(Q(outcome_date=None) | Q(outcome_date__gt=end))
    days = rule_numbers(end).get("isolation_days")
    late = None
    if days is not None:
        late = float(standing.filter(announced__lte=end - timedelta(days=int(days))).count())
    care = dict(_in_care(standing, asked).annotate(n=Count("id")))
    return {
        "active": float(sum(care.values())),
        "overdue": late,
        **{name: float(care.get(where, 0)) for name, where in _CARE.items()},
    }


def _in_care(standing: QuerySet[Case], asked: _Asked) -> Any:
    """By place of care on the window's last day; while that day lasts it is the newest one known."""
    if asked.window.end >= asked.now.date():
        return standing.values_list("care")
    states = CaseState.objects.filter(
        case=OuterRef("id"), kind="care", happened_on__lte=asked.window.end
    ).order_by("-happened_on", "-id")
    return standing.annotate(care_then=Subquery(states.values("value")[:1])).values_list("care_then")


def _held(asked: _Asked) -> Values:
    """The latest of each series that stands on the last day."""
    rows = asked.returns(*_STOCKS).filter(to_date__lte=asked.window.end)
    latest: dict[tuple[int, str, str], float] = {}
    for unit, name, source, value in rows.order_by("to_date", "recorded_at", "id").values_list(
        "unit", "indicator", "source", "value"
    ):
        latest[unit, name, source] = value
    return {name: _total(v for (_, of, _s), v in latest.items() if of == name) for name in _STOCKS}


def _total(values: Iterable[float]) -> float | None:
    held = list(values)
    return sum(held) if held else None


@dataclass(frozen=True)
class Below:
    """What a quick report says of the units below: new cases by unit, levels, who was not heard from."""

    new: list[tuple[str, float]]  # (name, new cases), most first
    levels: dict[int, int]  # {announced level: communes}
    silent: list[str]
    communes: int


def below(place: Unit, window: Window, now: datetime) -> Below:
    asked = _asked(place, window, now)
    communes = list(places.communes_of(place, on=window.end))
    levels = places.announced_levels(now)
    held = [levels[c.id].level for c in communes if c.id in levels]
    return Below(
        new=_by_unit(place, asked),
        levels={n: held.count(n) for n in (1, 2, 3, 4)},
        silent=_silent(asked, communes),
        communes=len(communes),
    )


def _by_unit(place: Unit, asked: _Asked) -> list[tuple[str, float]]:
    counted: dict[int, float] = {}
    cases = asked.cases().filter(announced__range=(asked.window.start, asked.window.end))
    for unit, n in cases.values_list("unit").annotate(n=Count("id")):
        counted[unit] = n
    listed = set(asked.cases().values_list("unit", flat=True).distinct())
    for unit, value in (
        asked.flows("new_cases").filter(established=True).values_list("unit").annotate(n=Sum("value"))
    ):
        if unit not in listed:
            counted[unit] = value
    paths = dict(Unit.objects.filter(id__in=counted).values_list("id", "path"))
    rows = []
    for child in places.children(place, on=asked.window.end):
        inside = (paths[u] == child.path or paths[u].startswith(child.path + "/") for u in counted)
        total = sum(n for n, here in zip(counted.values(), inside, strict=True) if here)
        rows.append((child.full_name, float(total)))
    return sorted(rows, key=lambda row: -row[1])


def _silent(asked: _Asked, communes: list[Unit]) -> list[str]:
    """By its own return, zero included; where no commune sends returns, by a case of the line list.

    A return that ends in the window is heard in it: a weekly one would else fit no running seven days.
    """
    sent = Return.objects.filter(established=True, superseded_at=None, unit__level="commune")
    if sent.exists():
        window = asked.window
        heard = set(
            sent.filter(to_date__range=(window.start, window.end), unit__in=asked.units)
            .order_by()
            .values_list("unit", flat=True)
        )
    else:
        dated = asked.cases().filter(announced__range=(asked.window.start, asked.window.end))
        heard = set(dated.values_list("unit", flat=True))
    return [c.full_name for c in communes if c.id not in heard]


def new(place: Unit, window: Window, now: datetime) -> float:
    """New cases alone."""
    return _new(_asked(place, window, now))
