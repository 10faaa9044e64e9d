"""Pilots a reader may see, the places proposed beside them, and what the figures say of both groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from giaoban import policy
from giaoban.accounts.scope import Scope
from giaoban.directives.programmes.models import Pilot, PilotPlace
from giaoban.directives.programmes.queries import windows
from giaoban.directives.programmes.rules import pilots as rules
from giaoban.directives.queries import measures
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.policy import comparison
from giaoban.policy.rule import Rule
from giaoban.situation import frozen
from giaoban.situation import queries as situation
from giaoban.situation.models import Evaluation

PER = 100_000
WEEK = 7


@dataclass(frozen=True)
class PlaceTold:
    """One place before and after; `after` None while no window lies wholly in the pilot."""

    place: PilotPlace
    before: rules.Counted
    after: rules.Counted | None


@dataclass(frozen=True)
class Told:
    pilot: Pilot
    after: Evaluation | None
    lines: list[PlaceTold]
    groups: dict[str, tuple[rules.Group, rules.Group]]
    result: rules.Told | None
    least: float


def pilots(scope: Scope) -> QuerySet[Pilot]:
    """Of the subtree. Who has only a place of one sees the pilot too: what is tried there is theirs."""
    units = PilotPlace.objects.select_related("unit", "like").order_by("unit__path")
    found = Pilot.objects.select_related("place", "before__snapshot", "conclusion").defer("before__levels")
    if not scope.whole:
        own = scope.within(Pilot.objects.all(), "place").values("pk")
        inside = scope.within(PilotPlace.objects.filter(arm=PilotPlace.PILOT), "unit").values("pilot")
        found = found.filter(pk__in=own) | found.filter(pk__in=inside)
    return found.prefetch_related(Prefetch("places", units)).order_by("-first_day", "-id")


def pilot(scope: Scope, pk: int) -> Pilot | None:
    return pilots(scope).filter(pk=pk).first()


def of_place(path: str) -> QuerySet[Pilot]:
    """Pilots that a place or one below it set up, for its briefing."""
    units = PilotPlace.objects.select_related("unit").order_by("unit__path")
    own = Pilot.objects.filter(place__path=path) | Pilot.objects.filter(place__path__startswith=path + "/")
    found = own.select_related("before__snapshot").defer("before__levels")
    return found.prefetch_related(Prefetch("places", units)).order_by("last_day", "id")


def is_due(pilot: Pilot, on: date) -> bool:
    """Its last day has passed and nothing is decided, or it was continued until then."""
    return pilot.last_day < on and pilot.decision in ("", Pilot.CONTINUE)


def rule_on(on: date, path: str) -> Rule | None:
    return policy.load(settings.GIAOBAN_POLICY_DIR).in_force("comparison", on, path)


def poolable(measure: str) -> bool:
    """Whether several places make one figure: a median or a change of theirs is no median of all."""
    known = measures.CATALOGUE.get(measure)
    return known is not None and not isinstance(known, situation.Median | situation.Change)


def proposed(place: Unit, chosen: Sequence[Unit], before: Evaluation, rule: Rule) -> list[comparison.Match]:
    """Places of the same level in the same province as like the chosen ones as the rule asks."""
    level = chosen[0].level
    every = list(places.subtree(place, level, on=before.end))
    mine = {unit.code for unit in chosen}
    codes = [unit.code for unit in every] + [unit.code for unit in chosen]
    people = measures.values(before, "population", codes)
    incidence = measures.values(before, "incidence_7d", codes)

    def as_place(code: str) -> comparison.Place:
        return comparison.Place(code, people[code], incidence[code])

    return comparison.matches(
        rule, before.end, [as_place(unit.code) for unit in chosen],
        [as_place(unit.code) for unit in every if unit.code not in mine],
    )  # fmt: skip


def after_of(pilot: Pilot) -> Evaluation | None:
    """The newest window wholly within the pilot."""
    found = windows.comparable(pilot.before, pilot.first_day, pilot.last_day)
    return found[-1] if found else None


def told(pilot: Pilot) -> Told:
    after = after_of(pilot)
    held = list(pilot.places.all())
    then = _counted(pilot.before, pilot.measure, [p.unit for p in held])
    now = _counted(after, pilot.measure, [p.unit for p in held]) if after else {}
    lines = [PlaceTold(p, then[p.unit.code], now.get(p.unit.code)) for p in held]
    rule = rule_on(pilot.first_day, pilot.place.path)
    least = (rule.number_of("least_records", pilot.first_day) if rule else None) or 0.0
    groups = {
        arm: (_group(pilot.before, pilot.measure, [one.before for one in mine]),
              _group(after, pilot.measure, [one.after for one in mine if one.after]))
        for arm in (PilotPlace.PILOT, PilotPlace.COMPARISON)
        for mine in [[one for one in lines if one.place.arm == arm]]
    }  # fmt: skip
    result = rules.tell(groups["pilot"], groups["comparison"], pilot.direction, least) if after else None
    return Told(pilot, after, lines, groups, result, least)


def _group(evaluation: Evaluation | None, measure: str, held: Sequence[rules.Counted]) -> rules.Group:
    return rules.together(held, _scale(evaluation, measure) if evaluation else None)


def _scale(evaluation: Evaluation, measure: str) -> float | None:
    """What a share or rate is multiplied by; None for what is simply summed."""
    known = measures.CATALOGUE[measure]
    if isinstance(known, situation.Share):
        return 100.0
    if isinstance(known, situation.Ratio):
        return known.times
    if isinstance(known, situation.Rate):
        standard = frozen.standard(evaluation.start, evaluation.end)
        days = next(window.days for window in standard if window.name == known.window)
        return PER * WEEK / days
    return None


def _counted(evaluation: Evaluation, measure: str, units: Sequence[Unit]) -> dict[str, rules.Counted]:
    paths = tuple(sorted(unit.path for unit in units))
    rows = dict(_records(evaluation.pk, evaluation.counts, measure, paths))
    figures = situation.figures_of(evaluation, [unit.code for unit in units])
    found = {}
    for unit in units:
        figure = figures[unit.code].figure(measure)
        found[unit.code] = rules.Counted(figure.value, rows[unit.path], figure.numerator, figure.denominator)
    return found


@lru_cache(maxsize=64)
def _records(pk: int, counts: str, measure: str, paths: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """An evaluation never changes; `counts` is its content's hash."""
    evaluation = windows.evaluation(pk)
    assert evaluation is not None
    return tuple(situation.record_counts(evaluation, paths, measure).items())
