"""Reads of what units said of their figures, each of the reader's own places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban import policy
from giaoban.accounts.duty import Duty, Severity
from giaoban.accounts.scope import Scope
from giaoban.briefing.explanations import rules
from giaoban.briefing.explanations.models import Explanation
from giaoban.kernel import wording
from giaoban.kernel.weeks import Window, week_label
from giaoban.places.models import Unit
from giaoban.policy import cut_off
from giaoban.situation import live
from giaoban.situation import queries as situation
from giaoban.situation.models import Evaluation

UNITS = frozenset({"commune", "district"})  # whose figures stand in somebody else's briefing
_END_OF_DAY = time(23, 59)


def is_frozen(week: Window) -> bool:
    return Evaluation.objects.filter(start=week.start, end=week.end, count="province").exists()


def due(week: Window, path: str) -> datetime:
    """The cut-off of the week's last day where the unit stands; the day's end where no rule says one."""
    rule = policy.load(settings.GIAOBAN_POLICY_DIR).in_force("cut_off", week.end, path)
    return datetime.combine(week.end, cut_off.hour(rule, week.end) if rule else _END_OF_DAY)


def open_weeks(now: datetime, path: str) -> list[Window]:
    """Those that can still be explained; first the one whose cut-off is near."""
    found = rules.open_weeks(now, is_frozen)
    return sorted(found, key=lambda week: not rules.is_asked(now, due(week, path)))


@dataclass(frozen=True)
class Shown:
    """A figure as it stands now, as the week before stated it, and what was said of it."""

    id: str
    label: str
    label_en: str
    unit: str
    value: float | None
    before: float | None
    notes: list[Explanation]


def shown(unit: Unit, week: Window, now: datetime) -> list[Shown]:
    """The figures of a unit that are about to be frozen."""
    values, said = live.figures(unit, week, now), list(of_unit(unit, week))
    earlier = week.before()
    evaluation = situation.latest(earlier.start, earlier.end, "province")
    before = situation.figures_of(evaluation, [unit.code])[unit.code] if evaluation else None
    return [
        Shown(
            name, situation.CATALOGUE[name].label_vi, situation.CATALOGUE[name].label_en,
            situation.CATALOGUE[name].unit, value, before.value(name) if before else None,
            [note for note in said if note.indicator == name],
        )
        for name, value in values.items()
    ]  # fmt: skip


def of_unit(unit: Unit, week: Window) -> QuerySet[Explanation]:
    """Everything a unit said of a week, oldest first."""
    found = Explanation.objects.filter(unit=unit, start=week.start, end=week.end)
    return found.select_related("unit", "by").order_by("at", "id")


def below(place: Unit, start: date, end: date, until: datetime | None = None) -> QuerySet[Explanation]:
    """What was said of a week in a place and its units, by unit. The caller has checked the place."""
    inside = Q(unit__path=place.path) | Q(unit__path__startswith=place.path + "/")
    found = Explanation.objects.filter(inside, start=start, end=end).exclude(indicator="")
    if until is not None:
        found = found.filter(at__lte=until)
    return found.select_related("unit", "by").order_by("unit__path", "at", "id")


def seen_by(place: Unit, start: date, end: date) -> set[int]:
    """Units of a place that looked at their figures of the week."""
    inside = Q(unit__path=place.path) | Q(unit__path__startswith=place.path + "/")
    found = Explanation.objects.filter(inside, start=start, end=end)
    return set(found.values_list("unit", flat=True))


def duties(scope: Scope, now: datetime) -> Iterator[Duty]:
    """A day before the weekly cut-off each unit is asked to look at its figures, until it has."""
    if scope.role not in UNITS or not scope.allows("close_cases"):
        return
    week = rules.week_of(now.date())
    at = due(week, scope.path)
    if not rules.is_asked(now, at) or is_frozen(week):
        return
    if Explanation.objects.filter(unit=scope.unit_id, start=week.start, end=week.end).exists():
        return
    yield Duty(
        kind="explain",
        key=f"{scope.path}:{week_label(week)}",
        place=scope.path,
        role=scope.role,
        due=at,
        severity=Severity.DUE,
        link=reverse("explain"),
        title=_("Xem số liệu tuần %(start)s – %(end)s trước khi chốt")
        % {"start": wording.day(week.start), "end": wording.day(week.end)},
        detail=_("giải trình con số bất thường, hoặc xác nhận đã xem"),
    )
