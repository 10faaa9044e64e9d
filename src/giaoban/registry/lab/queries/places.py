"""Positivity and variants by place and week."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, Sum

from giaoban.accounts.scope import Scope
from giaoban.intake.models import Return
from giaoban.kernel.weeks import Window
from giaoban.places.models import Unit
from giaoban.registry.lab.queries.samples import COUNTED, current
from giaoban.registry.lab.queries.variants import register
from giaoban.registry.lab.rules import RECORDS, RETURNS, WeekOfTests, told

_RETURNED = ("tests_done", "tests_positive")


@dataclass(frozen=True)
class TestedOf:
    """WeekOfTests week by week: of the place itself and of the units directly below, by code."""

    whole: list[WeekOfTests]
    below: dict[str, list[WeekOfTests]]


@dataclass(frozen=True)
class VariantsOf:
    """Sequenced samples of each place below by label and week, and the words behind the labels."""

    weeks: list[Counter[str]]
    below: dict[str, Counter[str]]  # of all the weeks together


def weeks(until: date, n: int) -> list[Window]:
    """ISO weeks, the newest last; the last one holds `until`."""
    monday = until - timedelta(days=until.weekday())
    return [
        Window(monday - timedelta(weeks=k), monday - timedelta(weeks=k) + timedelta(days=6))
        for k in reversed(range(n))
    ]


def tests_of(scope: Scope, place: Unit, of: list[Window]) -> TestedOf:
    """Samples where there are any, returns where there are only those; each figure says which."""
    records = _records(scope, place, of)
    own, returned, _ = _returns(scope, place, of)
    below = {
        code: [told(r, s) for r, s in zip(records[code], returned[code], strict=True)]
        for code in sorted({*records, *returned})
    }
    whole = [sum((weeks_[k] for weeks_ in below.values()), WeekOfTests()) for k in range(len(of))]
    return TestedOf([w if w.done else o for w, o in zip(whole, own, strict=True)], below)


def _within(place: Unit, field: str = "unit__path") -> Q:
    return Q(**{field: place.path}) | Q(**{f"{field}__startswith": place.path + "/"})


def _child(path: str, place: Unit) -> str:
    """The unit directly below the place in which a path lies; the place itself where it is not deeper."""
    rest = path[len(place.path) + 1 :].split("/")[0]
    return rest or place.code


def _week(day: date, of: list[Window]) -> int:
    """Which of the windows a day lies in; a single one may be of any length."""
    return min((day - of[0].start).days // 7, len(of) - 1)


def _records(scope: Scope, place: Unit, of: list[Window]) -> dict[str, list[WeekOfTests]]:
    rows = (
        scope.within(current())
        .filter(_within(place), assay__in=COUNTED, result__in=("positive", "negative"))
        .filter(day__gte=of[0].start, day__lte=of[-1].end)
        .order_by()
        .values_list("unit__path", "day")
        .annotate(n=Count("id"), positive=Count("id", Q(result="positive")))
    )
    found: dict[str, list[WeekOfTests]] = defaultdict(lambda: [WeekOfTests()] * len(of))
    for path, day, n, positive in rows:
        found[_child(path, place)][_week(day, of)] += WeekOfTests(n, positive, RECORDS)
    return found


def _returns(
    scope: Scope, place: Unit, of: list[Window]
) -> tuple[list[WeekOfTests], dict[str, list[WeekOfTests]], dict[tuple[str, int], list[str]]]:
    """(of the place as it returned itself, of the units below, whose returns these are by unit and week): a
    unit's own return before those below it."""
    rows = (
        scope.within(Return.objects.filter(established=True, superseded_at=None, indicator__in=_RETURNED))
        .filter(_within(place), from_date__gte=of[0].start, to_date__lte=of[-1].end)
        .order_by()
        .values_list("unit__path", "from_date", "to_date", "indicator")
        .annotate(total=Sum("value"))
    )
    counts: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for path, start, end, indicator, value in rows:
        if _week(start, of) == _week(end, of):
            counts[path, _week(start, of)][indicator] += value
    own = [WeekOfTests()] * len(of)
    below: dict[str, list[WeekOfTests]] = defaultdict(lambda: [WeekOfTests()] * len(of))
    depth = place.path.count("/")
    best: dict[tuple[str, int], int] = {}
    used: dict[tuple[str, int], list[str]] = defaultdict(list)
    for (path, week), said in sorted(counts.items(), key=lambda item: item[0][0].count("/")):
        tests = WeekOfTests(round(said["tests_done"]), round(said["tests_positive"]), RETURNS)
        level = path.count("/") - depth
        if level == 0 and place.level != "commune":
            own[week] += tests
            continue
        child = _child(path, place)
        if best.setdefault((child, week), level) == level:
            below[child][week] += tests
            used[child, week].append(path)
    return own, below, used


def variants_of(scope: Scope, place: Unit, of: list[Window]) -> VariantsOf:
    rows = (
        scope.within(current())
        .filter(_within(place), day__gte=of[0].start, day__lte=of[-1].end)
        .exclude(variant="")
        .order_by()
        .values_list("unit__path", "day", "variant")
        .annotate(n=Count("id"))
    )
    known = register(of[-1].end)
    by_week: list[Counter[str]] = [Counter() for _ in of]
    below: dict[str, Counter[str]] = defaultdict(Counter)
    for path, day, said, n in rows:
        label = known.label(said)
        by_week[_week(day, of)][label] += n
        below[_child(path, place)][label] += n
    return VariantsOf(by_week, dict(below))


def children(place: Unit, codes: Iterable[str]) -> dict[str, Unit]:
    """The units of these codes on the place's own tree."""
    found = Unit.objects.filter(_within(place, "path"), code__in=list(codes), valid_from=place.valid_from)
    return {unit.code: unit for unit in found}


def returned(scope: Scope, place: Unit, week: Window) -> QuerySet[Return]:
    """The returns behind a figure that comes of returns: those it counts, not what lies below them."""
    figures, used = tests_of(scope, place, [week]), _returns(scope, place, [week])[2]
    counted = [code for code, weeks_ in figures.below.items() if weeks_[0].source == RETURNS]
    paths = [path for code in counted for path in used[code, 0]]
    if not any(weeks_[0].done for weeks_ in figures.below.values()):
        paths = [place.path]
    found = scope.within(Return.objects.filter(established=True, superseded_at=None, indicator__in=_RETURNED))
    found = found.filter(unit__path__in=paths, from_date__gte=week.start, to_date__lte=week.end)
    return found.select_related("unit").order_by("unit__path", "from_date", "indicator", "id")
