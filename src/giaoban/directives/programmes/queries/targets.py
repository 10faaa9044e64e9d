"""Targets a reader may see, and how each of their places stands at every frozen window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from giaoban.accounts.scope import Scope
from giaoban.directives.programmes.models import Target, TargetPlace
from giaoban.directives.programmes.queries import windows
from giaoban.directives.programmes.rules import targets as rules
from giaoban.directives.queries import measures
from giaoban.situation.models import Evaluation


@dataclass(frozen=True)
class Line:
    """One place of a target at one window."""

    place: TargetPlace
    value: float | None
    standing: rules.Standing


@dataclass(frozen=True)
class Told:
    """A target at one window, the places that need a look first."""

    target: Target
    evaluation: Evaluation
    lines: list[Line]

    @property
    def counts(self) -> Counter[str]:
        return Counter(line.standing.verdict for line in self.lines)

    @property
    def verdict(self) -> str:
        """The worst of its places; of none it cannot be told."""
        held = self.counts
        return next((v for v in rules.VERDICTS if held[v]), rules.UNKNOWN)


def visible(scope: Scope) -> QuerySet[Target]:
    """Targets with a place in the scope, each with only the places that lie there."""
    mine = TargetPlace.objects.select_related("unit").order_by("unit__path")
    found = Target.objects.select_related("place", "start_evaluation__snapshot")
    found = found.defer("start_evaluation__levels")
    if not scope.whole:
        mine = scope.within(mine, "unit")
        found = found.filter(pk__in=scope.within(TargetPlace.objects.all(), "unit").values("target"))
    return found.prefetch_related(Prefetch("places", mine), "milestones").order_by("due_on", "id")


def running(scope: Scope) -> QuerySet[Target]:
    return visible(scope).filter(withdrawn_at=None)


def target(scope: Scope, pk: int) -> Target | None:
    return visible(scope).filter(pk=pk).first()


def course(target: Target, place: TargetPlace) -> rules.Course:
    return rules.Course(
        path=target.path, direction=target.direction, unit=unit_of(target.measure),
        start_on=target.start_evaluation.end, start=place.start_value, due_on=target.due_on, goal=place.goal,
        milestones=tuple((m.on, m.value) for m in target.milestones.all()),
    )  # fmt: skip


def unit_of(measure: str) -> str:
    known = measures.CATALOGUE.get(measure)
    return known.unit if known else ""


def newest(target: Target) -> Evaluation:
    return measures.newest(like=target.start_evaluation) or target.start_evaluation


def told(target: Target, evaluation: Evaluation, places: Sequence[TargetPlace] | None = None) -> Told:
    """The places of the target (as the reader sees them) against the path at that window's end."""
    held = list(target.places.all()) if places is None else list(places)
    known = measures.values(evaluation, target.measure, [p.unit.code for p in held])
    lines = [
        Line(p, known[p.unit.code], rules.standing(course(target, p), evaluation.end, known[p.unit.code]))
        for p in held
    ]
    return Told(target, evaluation, sorted(lines, key=_urgent))


def _urgent(line: Line) -> tuple[int, float, str]:
    """The worst verdict, then the largest gap against what was asked."""
    asked, gap = line.standing.expected, line.standing.gap or 0.0
    return (
        rules.VERDICTS.index(line.standing.verdict),
        -(gap / abs(asked) if asked else gap),
        line.place.unit.path,
    )


def history(target: Target) -> list[Told]:
    """At its start and at every window since, oldest first."""
    since = target.start_evaluation.start
    return [told(target, one) for one in windows.comparable(target.start_evaluation, since)]


def asked_for(target: Target, place: TargetPlace) -> list[tuple[date, float | None]]:
    """The path day by day, for its picture."""
    held = course(target, place)
    days = max(0, (held.due_on - held.start_on).days)
    return [
        (day, rules.expected(held, day) if day > held.start_on or held.path == rules.LINEAR else held.start)
        for day in (held.start_on + timedelta(days=n) for n in range(days + 1))
    ]


def of_place(path: str) -> QuerySet[Target]:
    """Running targets of a place and below, for its briefing: each with all places of that subtree."""
    below = Q(unit__path=path) | Q(unit__path__startswith=path + "/")
    mine = TargetPlace.objects.filter(below).select_related("unit").order_by("unit__path")
    found = Target.objects.filter(withdrawn_at=None, pk__in=mine.order_by().values("target"))
    found = found.select_related("place", "start_evaluation__snapshot").defer("start_evaluation__levels")
    return found.prefetch_related(Prefetch("places", mine), "milestones").order_by("due_on", "id")
