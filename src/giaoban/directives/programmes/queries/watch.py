"""Which communes are watched by the newest week, since when, why, and which have left."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings
from django.db.models import QuerySet

from giaoban import policy
from giaoban.accounts.scope import Scope
from giaoban.directives.programmes.models import WatchPlan
from giaoban.directives.programmes.queries import windows
from giaoban.places import queries as places
from giaoban.places.models import AnnouncedLevel
from giaoban.policy import watch as rules
from giaoban.policy.rule import Rule
from giaoban.situation import daily
from giaoban.situation import queries as situation
from giaoban.situation.models import Evaluation

DAYS = 70  # of the curve: ten weeks, as the curve of a place shows
_FIRST = 13  # the first day with two whole weeks behind it
_SHOWN = 28  # days of the small picture


@dataclass(frozen=True)
class Raise:
    """A level announced higher than the one before it."""

    on: date
    level: int
    before: int
    number: str


@dataclass(frozen=True)
class Watched:
    """A commune as its own curve stands at the window's end."""

    code: str
    name: str
    path: str
    population: int
    day: rules.Day
    reasons: tuple[str, ...]
    rank: int
    calm: bool
    doubling: float | None
    last_case: date | None  # within the curve's days
    raised: Raise | None
    standing: rules.Standing
    since: date | None
    left: date | None
    cases: tuple[float, ...]

    @property
    def incidence(self) -> float | None:
        return self.day.week / self.population * 100_000 if self.population else None

    @property
    def more(self) -> float:
        """Cases more than in the seven days before; fewer are negative."""
        return self.day.week - self.day.before

    @property
    def change(self) -> float | None:
        return rules.change(self.day)


@dataclass(frozen=True)
class WatchList:
    """`on_list` have a reason today; `waiting` have none left and wait out the quiet days the rule asks."""

    evaluation: Evaluation
    rule: Rule
    on_list: list[Watched]
    waiting: list[Watched]
    left: list[Watched]
    communes: int
    first_told: date


def rule_on(on: date, path: str) -> Rule | None:
    return policy.load(settings.GIAOBAN_POLICY_DIR).in_force("watch_list", on, path)


def watch_list(path: str, evaluation: Evaluation | None = None) -> WatchList | None:
    """The most urgent first. None where nothing is frozen or no rule says who is watched."""
    week = evaluation or windows.newest_week()
    if week is None or week.count != "province":
        return None
    rule = rule_on(week.end, path)
    if rule is None:
        return None
    found = _below(week, path, rule)
    listed = sorted((c for c in found if c.standing.on_list), key=_urgent)
    left = sorted((c for c in found if c.left), key=lambda c: (-(c.left or week.end).toordinal(), c.path))
    first = week.end - timedelta(days=DAYS - 1 - _FIRST)
    on_list, waiting = [c for c in listed if c.reasons], [c for c in listed if not c.reasons]
    return WatchList(week, rule, on_list, waiting, left, len(found), first)


def _urgent(c: Watched) -> tuple[int, float, float, str]:
    """The rank of today, then the shortest doubling, then the highest incidence."""
    return c.rank, c.doubling or float("inf"), -(c.incidence or 0.0), c.path


def commune(path: str, code: str) -> tuple[WatchList, Watched] | None:
    """One commune, on the list or not."""
    found = watch_list(path)
    if found is None:
        return None
    mine = next((c for c in _below(found.evaluation, path, found.rule) if c.code == code), None)
    return (found, mine) if mine else None


def _below(week: Evaluation, path: str, rule: Rule) -> list[Watched]:
    """Worked out once for a province, whichever of its places asks."""
    province = "/".join(path.split("/")[:2])
    fingerprint = policy.load(settings.GIAOBAN_POLICY_DIR).fingerprint()
    every = _communes(week.pk, week.counts, province, rule.id, fingerprint)
    return [c for c in every if c.path == path or c.path.startswith(path + "/")]


@lru_cache(maxsize=8)
def _communes(pk: int, counts: str, path: str, rule_id: str, fingerprint: str) -> tuple[Watched, ...]:
    """An evaluation never changes, nor does a rule under its fingerprint."""
    evaluation = windows.evaluation(pk)
    assert evaluation is not None
    rule = policy.load(settings.GIAOBAN_POLICY_DIR).get(rule_id)
    held = rules.limits(rule, evaluation.end)
    rows = daily.by_commune(evaluation, path, DAYS)
    codes = [row.code for row in rows]
    units = list(places.valid_on(evaluation.end).filter(level="commune", code__in=codes))
    silent = {unit.code for unit in situation.not_reporting(evaluation, units)}
    raises = _raises(evaluation, codes)
    return tuple(
        _watched(row, evaluation.end, held, row.code in silent, raises.get(row.code, [])) for row in rows
    )


def _raises(evaluation: Evaluation, codes: Sequence[str]) -> dict[str, list[Raise]]:
    """Of each commune, oldest first; only what was known when the snapshot was taken."""
    rows = AnnouncedLevel.objects.filter(
        unit__code__in=codes, recorded_at__lte=evaluation.snapshot.known_at,
        effective_at__date__lte=evaluation.end,
    )  # fmt: skip
    before: dict[str, int] = {}
    found: dict[str, list[Raise]] = defaultdict(list)
    told = rows.order_by("effective_at", "id").values_list("unit__code", "effective_at", "level", "number")
    for code, at, level, number in told:
        if code in before and level > before[code]:
            found[code].append(Raise(at.date(), level, before[code], number))
        before[code] = level
    return found


def _watched(row: daily.Row, end: date, held: rules.Limits, silent: bool, raises: list[Raise]) -> Watched:
    days = _days(row.cases, end, held, silent, raises)
    standing = rules.replay(days, held)
    last = next((n for n in reversed(range(len(row.cases))) if row.cases[n]), None)
    first = end - timedelta(days=len(days) - 1)
    today = days[-1]
    return Watched(
        code=row.code, name=row.name, path=row.path, population=row.population, day=today,
        reasons=rules.reasons(today, held), rank=rules.rank(today, held), calm=rules.calm(today, held),
        doubling=rules.doubling(today, held.least_cases),
        last_case=None if last is None else end - timedelta(days=len(row.cases) - 1 - last),
        raised=_raise_on(raises, end, held.level_days), standing=standing,
        since=None if standing.since is None else first + timedelta(days=standing.since),
        left=None if standing.left is None else first + timedelta(days=standing.left),
        cases=row.cases[-_SHOWN:],
    )  # fmt: skip


def _days(
    cases: Sequence[float], end: date, held: rules.Limits, silent: bool, raises: list[Raise]
) -> list[rules.Day]:
    sums = [0.0]
    for n in cases:
        sums.append(sums[-1] + n)
    with_case = [i for i, n in enumerate(cases) if n]
    found = []
    for i in range(_FIRST, len(cases)):
        raised = _raise_on(raises, end - timedelta(days=len(cases) - 1 - i), held.level_days)
        last_day = i == len(cases) - 1
        found.append(
            rules.Day(
                week=sums[i + 1] - sums[i - 6],
                before=sums[i - 6] - sums[i - 13],
                silence=_silence(with_case, i),
                raised=raised.level if raised else 0,
                reported=not (silent and sums[i + 1] == sums[i - 6]) if last_day else None,
            )
        )
    return found


def _silence(with_case: Sequence[int], i: int) -> int:
    """Days without a case before the first case of the seven days to `i`."""
    nth = bisect_right(with_case, i - 7)
    if nth == len(with_case) or with_case[nth] > i:
        return 0
    before = with_case[nth - 1] if nth else -1
    return with_case[nth] - before - 1


def _raise_on(raises: Sequence[Raise], day: date, within: float) -> Raise | None:
    """The newest raise in so many days to that day."""
    return next((r for r in reversed(raises) if 0 <= (day - r.on).days < within), None)


def plans(scope: Scope) -> QuerySet[WatchPlan]:
    found = WatchPlan.objects.select_related("unit", "place", "conclusion")
    return scope.within(found, "unit").order_by("-made_at")
